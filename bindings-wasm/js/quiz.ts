import { fetched, loader } from "./law.js";
import * as engine from "./trainer.js";
import { TrainerLaw, type LoadTrainer } from "./training.js";

export type * from "./answers.js";
export type * from "./case.js";
export { TipicidadError } from "./error.js";
export type { JsonSchema, Law, Load, Options, Written } from "./law.js";
export type * from "./questions.js";
export type { Example, LoadTrainer, TrainerLaw } from "./training.js";

/** Loads the embedded law, or that of a compiled pack, with its examples. The engine is fetched once, from beside this file. */
export const load = loader(
  engine,
  () => fetched(new URL("./trainer_bg.wasm", import.meta.url)),
  (of) => new TrainerLaw(of, engine.next),
) as LoadTrainer;
