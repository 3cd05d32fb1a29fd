import * as engine from "./engine.js";
import { fetched, Law, loader, type Load } from "./law.js";

export type * from "./answers.js";
export type * from "./case.js";
export { TipicidadError } from "./error.js";
export type { JsonSchema, Law, Load, Options, Written } from "./law.js";

/** Loads the embedded law, or that of a compiled pack. The engine is fetched once, from beside this file. */
export const load = loader(
  engine,
  () => fetched(new URL("./engine_bg.wasm", import.meta.url)),
  (of) => new Law(of),
) as Load;
