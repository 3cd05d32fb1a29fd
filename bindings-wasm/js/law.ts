import type { Ask, Catalogue, Fact, Id, IsoDate, Matched, Show, Verdict, Why } from "./answers.js";
import type { Case } from "./case.js";
import type { Engine, InitInput } from "./engine.js";
import { TipicidadError } from "./error.js";

/** How a case is judged. */
export interface Options {
  /** The day it is judged on; wins over the case's own. Without either, the caller's local day. */
  asOf?: IsoDate | null | undefined;
  /** How the law is read where it can be read in more than one way; these win over those of the case. */
  readings?: Readonly<Record<string, string>> | null | undefined;
}

/** An answer, and the text it was read from: the very bytes that the command prints. */
export type Written<T> = T & { to_json(): string };

/** A JSON Schema (2020-12). */
export interface JsonSchema {
  [key: string]: unknown;
}

/** A law, ready to be asked. `C` is what a case of its vocabulary may say. */
export class Law<C = Case> {
  readonly #engine: Engine;

  /** @internal */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The charges of a case, each with its reasons, range and dates. A case is an object or JSON text. */
  evaluate(of: C | string, options?: Options): Written<Verdict> {
    return written(this.evaluateJson(of, options));
  }
  /** The verdict as text, without reading it: for whoever stores or sends it. */
  evaluateJson(of: C | string, options?: Options): string {
    return answered(() => this.#engine.evaluate(text(of), chosen(options), today()));
  }
  /** Why an offence applies or not, and the smallest changes that would alter it. */
  why(of: C | string, offence: Id, options?: Options): Written<Why> {
    return written(answered(() => this.#engine.why(text(of), chosen(options), today(), offence)));
  }
  /** The next questions, the most useful first. */
  ask(of: C | string, options?: Options): Written<Ask> {
    return written(answered(() => this.#engine.ask(text(of), chosen(options), today())));
  }
  /** Which offences of each count stand: much quicker than a verdict, and without reasons. */
  match(of: C | string, options?: Options): Matched[][] {
    return parsed(answered(() => this.#engine.match(text(of), chosen(options), today())));
  }
  /** Every provision and version. */
  catalogue(): Written<Catalogue> {
    return written(this.#engine.catalogue());
  }
  /** One provision at length, by its id or name. */
  show(id: Id): Written<Show> {
    return written(answered(() => this.#engine.show(id)));
  }
  /** The vocabulary: what a case may say, with labels and questions. */
  facts(): Fact[] {
    return parsed(this.#engine.facts());
  }
  /** The JSON Schema of a case. */
  jsonSchema(): JsonSchema {
    return parsed(this.#engine.json_schema());
  }
  /** Gives the memory of a law back before the garbage collector does; it cannot be asked any more. */
  free(): void {
    this.#engine.free();
  }
}

/** Loads a law. */
export interface Load {
  /** The embedded law, loaded once. */
  (): Promise<Law>;
  /** The law of a pack that `tipicidad compile` made; `C` is what `tipicidad facts --format typescript` says of it. */
  <C = object>(pack: Uint8Array | ArrayBuffer): Promise<Law<C>>;
}

/** An engine, as wasm-bindgen gives it. @internal */
export interface Bound<E extends Engine> {
  default: (from: { module_or_path: InitInput }) => Promise<unknown>;
  Engine: { new (pack: Uint8Array): E; embedded(pack: Uint8Array): E };
}

/** Where in the engine its own law stands, as build/attach.js puts it there. */
const PACK = "tipicidad.pack";

/** Makes `load` for an engine, where it is compiled in this way. @internal */
export function loader<E extends Engine, L extends Law>(
  bound: Bound<E>,
  compile: () => Promise<WebAssembly.Module>,
  make: (engine: E) => L,
): (pack?: Uint8Array | ArrayBuffer) => Promise<L> {
  let started: Promise<WebAssembly.Module> | undefined;
  let embedded: L | undefined;
  async function start(): Promise<WebAssembly.Module> {
    const module = await compile();
    await bound.default({ module_or_path: module });
    return module;
  }
  return async (pack) => {
    // A failed try is forgotten, so that the next can succeed.
    started ??= start().catch((cause: unknown) => {
      started = undefined;
      throw cause instanceof TipicidadError ? cause : unreadable(cause);
    });
    const module = await started;
    if (pack !== undefined) {
      const bytes = pack instanceof Uint8Array ? pack : new Uint8Array(pack);
      return make(answered(() => new bound.Engine(bytes)));
    }
    const own = () => new Uint8Array(WebAssembly.Module.customSections(module, PACK)[0] ?? []);
    return (embedded ??= make(answered(() => bound.Engine.embedded(own()))));
  };
}

/** The engine beside a file of the package, fetched; compiled while it arrives, where the server says what it is. @internal */
export async function fetched(from: URL): Promise<WebAssembly.Module> {
  const response = await fetch(from);
  if (!response.ok) {
    throw unreadable(`${response.url} answers ${response.status}`);
  }
  const known = response.headers.get("content-type")?.startsWith("application/wasm");
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** The error of an engine that cannot be read. */
function unreadable(cause: unknown): TipicidadError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new TipicidadError({ code: "file.read", message: `the engine cannot be read: ${why}` }, { cause });
}

/** What the engine answers; its errors as exceptions. @internal */
export function answered<T>(answer: () => T): T {
  try {
    return answer();
  } catch (thrown) {
    throw typeof thrown === "string" ? new TipicidadError(JSON.parse(thrown)) : thrown;
  }
}

/** @internal */
export function parsed<T>(answer: string): T {
  return JSON.parse(answer) as T;
}

/** @internal */
export function written<T extends object>(answer: string): Written<T> {
  // Not enumerable: the object compares, clones and serialises as the plain answer.
  return Object.defineProperty(parsed<T>(answer), "to_json", { value: () => answer }) as Written<T>;
}

/** A case as JSON text. */
function text(of: unknown): string {
  if (typeof of === "string") {
    return of;
  }
  const wrong = (message: string, cause?: unknown) =>
    new TipicidadError(
      { code: "case.wrong_type", message, expected: "an object with `persons` and `acts`, or `counts`; or JSON text" },
      { cause },
    );
  let json: string | undefined;
  try {
    json = JSON.stringify(of);
  } catch (cause) {
    // The engines of browsers draw a circle over several lines.
    const [why] = String((cause as Error).message).split("\n");
    throw wrong(`the case cannot be written as JSON: ${why}`, cause);
  }
  if (json === undefined) {
    throw wrong(`a case cannot be ${typeof of === "undefined" ? "undefined" : `a ${typeof of}`}`);
  }
  return json;
}

/** Options as JSON text, empty for none. */
function chosen(options: Options | undefined): string {
  if (options === undefined || options === null) {
    return "";
  }
  for (const key of Object.keys(options)) {
    if (key !== "asOf" && key !== "readings") {
      const message = `there is no option \`${key}\``;
      throw new TipicidadError({ code: "case.unknown_key", message, path: key, expected: "`asOf` or `readings`" });
    }
  }
  return JSON.stringify({ as_of: options.asOf, readings: options.readings });
}

/** The caller's local day. */
function today(): IsoDate {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
