/** Practising: what makes the questions, loaded when it is first wanted, and what a learner can do. */

import { TipicidadError } from "tipicidad";
import type { JsonObject } from "./case/case";
import { answers, asked, begun, current, fitting, forward, inOrder, marked, moved, planOf, unbegun, weakest, type Choices, type Practice, type Subject } from "./case/quiz";
import { anySeed } from "./chance";
import type { Item, Trainer } from "./engine";
import type { QuizActions, QuizState, Said, State } from "./ui";

/** A quiz from which one difficulty is chosen has this many times the questions at first. */
const WIDER = 4;
/** In a quiz of this many questions or more, no more of one difficulty are sought. */
const MOST_SOUGHT = 160;

/** What practising needs of the calculator around it. */
export interface Host {
  state(): State;
  change(change: Partial<QuizState>): void;
  focus(selector: string): void;
  subjects(): Subject[];
  open(of: JsonObject): void;
}

/** What a learner can do. */
export class Practising implements QuizActions {
  private trainer: Trainer | undefined;

  constructor(private readonly host: Host) {}

  private get practice(): Practice {
    return this.host.state().quiz.practice;
  }

  load(): void {
    const { engine } = this.host.state().quiz;
    if (engine === "absent" || engine === "failed") void this.fetch();
  }

  private async fetch(): Promise<void> {
    this.host.change({ engine: "loading" });
    try {
      const { load } = await import("tipicidad/quiz");
      this.trainer = await load();
      this.host.change({ engine: "ready", subjects: this.host.subjects() });
    } catch (cause) {
      this.fail(cause);
    }
  }

  private fail(cause: unknown): void {
    // For whoever embeds the element; the reader is told in the page.
    console.error(cause);
    this.host.change({ engine: "failed" });
  }

  plan(change: Partial<Choices>): void {
    const { practice } = this;
    this.host.change({ practice: { ...practice, choices: { ...practice.choices, ...change } }, notice: undefined });
  }

  begin(): void {
    this.make((trainer) => bank(trainer, this.practice.choices, this.practice.choices.number));
  }

  goOn(): void {
    this.make((trainer) => {
      const { practice } = this;
      const known = asked(practice);
      // Twice as many new ones as are asked leave something to choose from.
      const all = [...known, ...bank(trainer, practice.choices, known.length + 2 * practice.choices.number)];
      return inOrder(all, trainer.next(all, answers(practice)));
    });
  }

  /** Makes questions once it has been said that they are made: it takes a while, and nothing else is done meanwhile. */
  private make(of: (trainer: Trainer) => Item[]): void {
    this.host.change({ engine: "making", notice: undefined });
    requestAnimationFrame(() => setTimeout(() => this.made(of)));
  }

  private made(of: (trainer: Trainer) => Item[]): void {
    const { practice, trainer } = this;
    if (!trainer) return;
    const { number } = practice.choices;
    try {
      const round = of(trainer).slice(0, number);
      if (round.length === 0) this.say((words) => words.quiz.nothing);
      else {
        const fewer: Said = (words) => words.quiz.fewer(round.length);
        this.host.change({ engine: "ready", practice: begun(practice, round), notice: round.length < number ? fewer : undefined });
        this.host.focus("#quiz-at");
      }
    } catch (thrown) {
      if (!(thrown instanceof TipicidadError) || thrown.code !== "quiz.unknown_title") this.fail(thrown);
      else {
        this.say((words) => words.quiz.noTitle);
        this.host.focus("#quiz-title");
      }
    }
  }

  private say(notice: Said): void {
    this.host.change({ engine: "ready", notice });
  }

  choose(chosen: number): void {
    this.host.change({ practice: { ...this.practice, chosen, needed: false } });
  }

  move(from: number, by: -1 | 1): void {
    const { practice } = this;
    this.host.change({ practice: { ...practice, order: moved(practice.order, from, by) } });
    // The step is followed to its place; at an end only the other way is left.
    const to = from + by;
    const end = to === 0 || to === practice.order.length - 1;
    this.host.focus(`#step-${to}-${(by === 1) === end ? "up" : "down"}`);
  }

  mark(): void {
    this.host.change({ practice: marked(this.practice) });
    this.host.focus(this.practice.needed ? ".options input" : "#quiz-verdict");
  }

  forward(): void {
    const practice = forward(this.practice);
    const over = current(practice) === undefined;
    const weak = over && this.trainer ? weakest(this.trainer.next(asked(practice), answers(practice))) : [];
    this.host.change({ practice, weak, notice: undefined });
    this.host.focus(over ? "#quiz-score" : "#quiz-at");
  }

  leave(again: "same" | "other"): void {
    const { choices } = this.practice;
    const seed = again === "same" ? choices.seed : anySeed();
    this.host.change({ practice: { ...unbegun(seed), choices: { ...choices, seed } }, notice: undefined });
    this.host.focus(".choosing input");
  }

  open(of: JsonObject): void {
    this.host.open(of);
  }
}

/**
 * Questions that fit the choices. Asked for one difficulty, the engine would go through every example for a kind that has none of
 * it, which takes long; a larger quiz of the same seed is made at once, and holds them.
 */
function bank(trainer: Trainer, choices: Choices, number: number): Item[] {
  if (choices.difficulty === undefined) return trainer.quiz(planOf(choices, number)).items;
  for (let sought = number * WIDER; ; sought *= 2) {
    const { items } = trainer.quiz(planOf(choices, sought));
    const found = fitting(items, choices);
    if (found.length >= number || items.length < sought || sought >= MOST_SOUGHT) return found;
  }
}
