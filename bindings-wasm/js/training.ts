import type { Id, Text } from "./answers.js";
import type { Case } from "./case.js";
import { answered, Law, parsed, written, type Written } from "./law.js";
import type { Answer, Item, Next, Quiz, QuizPlan } from "./questions.js";
import type { Engine } from "./trainer.js";

/** An example of the rules. */
export interface Example<C = Case> {
  name: Text;
  case: C;
  /** The offences that its expectation names. */
  charges: Id[];
}

/** A law with its examples, and the questions that can be made from them. */
export class TrainerLaw<C = Case> extends Law<C> {
  readonly #engine: Engine;
  readonly #next: (items: string, answers: string) => string;

  /** @internal */
  constructor(engine: Engine, next: (items: string, answers: string) => string) {
    super(engine);
    this.#engine = engine;
    this.#next = next;
  }

  /** The examples of the rules. */
  examples(): Example<C>[] {
    return parsed(this.#engine.examples());
  }
  /** Questions for those who train: ten unless the plan says how many. The same plan gives the same quiz. */
  quiz(plan: QuizPlan = {}): Written<Quiz> {
    return written(answered(() => this.#engine.quiz(JSON.stringify(plan))));
  }
  /** What to train next, from the answers of a learner so far; nothing is kept. */
  next(items: readonly Item[], answers: readonly Answer[]): Next {
    return parsed(answered(() => this.#next(JSON.stringify(items), JSON.stringify(answers))));
  }
}

/** Loads a law with its examples. */
export interface LoadTrainer {
  /** The embedded law, loaded once. */
  (): Promise<TrainerLaw>;
  /** The law of a pack that `tipicidad compile` made; `C` is what `tipicidad facts --format typescript` says of it. */
  <C = object>(pack: Uint8Array | ArrayBuffer): Promise<TrainerLaw<C>>;
}
