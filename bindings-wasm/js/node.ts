import { readFile } from "node:fs/promises";
import { loader } from "./law.js";

export type * from "./answers.js";
export type * from "./case.js";
export { TipicidadError } from "./error.js";
export type { Example, JsonSchema, Law, Load, Options, Written } from "./law.js";

/** Loads the embedded law, or that of a compiled pack. The engine is read once, from beside this file. */
export const load = loader(async () => WebAssembly.compile(await readFile(new URL("./engine_bg.wasm", import.meta.url))));
