/** What is wrong with a case, in the reader's language, with the words of the case that the engine repeats. */

import type { EngineError } from "../engine";
import type { Problem } from "../case/repair";
import type { Format } from "./format";

/** An error of the engine. The reader's own words, which stand in backticks in its message, are kept. */
export function errorText(format: Format, error: EngineError): string {
  const { words } = format;
  const said = words.engine[error.code] ?? words.engineOther;
  const quoted = [...error.message.matchAll(/`([^`]*)`/g)].map(([, word]) => word ?? "").filter((word) => word !== "");
  return quoted.length === 0 ? said : `${said} ${words.engineWords(quoted)}`;
}

/** Something that was left out of a file or a link. */
export function problemText(format: Format, { kind, name, detail }: Problem): string {
  const say = format.words.skipped[kind] as (name: string, detail: string) => string;
  return say(name, detail);
}
