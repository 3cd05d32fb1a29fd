import { readFile } from "node:fs/promises";
import { loader } from "./law.js";
import * as engine from "./trainer.js";
import { TrainerLaw, type LoadTrainer } from "./training.js";

export { TipicidadError } from "./error.js";
export type * from "./quiz.js";

/** Loads the embedded law, or that of a compiled pack, with its examples. The engine is read once, from beside this file. */
export const load = loader(
  engine,
  async () => WebAssembly.compile(await readFile(new URL("./trainer_bg.wasm", import.meta.url))),
  (of) => new TrainerLaw(of, engine.next),
) as LoadTrainer;
