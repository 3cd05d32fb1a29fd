import { loader, unreadable } from "./law.js";

export type * from "./answers.js";
export type * from "./case.js";
export { TipicidadError } from "./error.js";
export type { Example, JsonSchema, Law, Load, Options, Written } from "./law.js";

/** Loads the embedded law, or that of a compiled pack. The engine is fetched once, from beside this file. */
export const load = loader(async () => {
  const response = await fetch(new URL("./engine_bg.wasm", import.meta.url));
  if (!response.ok) {
    throw unreadable(`${response.url} answers ${response.status}`);
  }
  // Compiled while it arrives, where the server says what it is.
  const known = response.headers.get("content-type")?.startsWith("application/wasm");
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
});
