import type { ErrorShape } from "./answers.js";

/** What is wrong with a case, a pack or options: where, and what to do about it. */
export class TipicidadError extends Error {
  override readonly name = "TipicidadError";
  /** Stable: `case.unknown_fact`. */
  readonly code: string;
  /** `acts[0].victims[0].age` */
  readonly path: string | null;
  /** ``did you mean `victim.age`?`` */
  readonly hint: string | null;
  readonly expected: string | null;
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** From 1. */
  readonly column: number | null;

  constructor(shape: Pick<ErrorShape, "code" | "message"> & Partial<ErrorShape>, options?: ErrorOptions) {
    super(shape.message, options);
    this.code = shape.code;
    this.path = shape.path ?? null;
    this.hint = shape.hint ?? null;
    this.expected = shape.expected ?? null;
    this.file = shape.file ?? null;
    this.line = shape.line ?? null;
    this.column = shape.column ?? null;
  }
}
