import { readFile } from "node:fs/promises";
import * as engine from "./engine.js";
import { Law, loader, type Load } from "./law.js";

export { TipicidadError } from "./error.js";
export type * from "./index.js";

/** Loads the embedded law, or that of a compiled pack. The engine is read once, from beside this file. */
export const load = loader(
  engine,
  async () => WebAssembly.compile(await readFile(new URL("./engine_bg.wasm", import.meta.url))),
  (of) => new Law(of),
) as Load;
