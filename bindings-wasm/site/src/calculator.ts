/** The custom element: it holds the state, asks the engine, and draws the page anew. */

import { render } from "lit-html";
import { load, TipicidadError } from "tipicidad";
import { addPerson, emptyCase, exported, setFact, type Case, type Json, type JsonObject } from "./case/case";
import { placed } from "./case/charges";
import { ceilingOn, type Ceiling } from "./case/ceiling";
import { answer, back, nextQuestion, type Asked } from "./case/interview";
import { subjects, unbegun } from "./case/quiz";
import { MOST_PROBLEMS, repair, type Repaired } from "./case/repair";
import { fromFragment, holdsCase, MOST_UNFOLDED_BYTES, toFragment } from "./case/share";
import { isDay } from "./case/values";
import { Vocabulary } from "./case/vocabulary";
import { anySeed } from "./chance";
import { today } from "./clock";
import type { CatalogueEntry, EngineError, Lang, Law, Verdict } from "./engine";
import example from "../../../examples/guardian.json?raw";
import { Practising } from "./quiz";
import styles from "./styles.css?inline";
import { Format, LANGS } from "./text/format";
import type { Actions, Said, State, Ui } from "./ui";
import { page } from "./view/page";
import { CARDS_AT_FIRST } from "./view/result";

/** How many more items a reader is shown at a time. */
const MORE = 40;
/**
 * With more charges open than this, trying every answer to every question takes long and tells little: the fact that most of them
 * depend on is asked for.
 */
const MOST_OPEN_TO_WEIGH = 40;
/** The event that tells a page of a change of language. */
export const LANGUAGE_EVENT = "tipicidad-language" as const;
const MEGABYTE = 1024 * 1024;

// A server that renders pages has no elements: importing this there does no harm.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** `<tipicidad-calculator lang="es">`: from facts to charges, in the page and nowhere else. */
export class TipicidadCalculator extends Base {
  static readonly observedAttributes = ["lang"];

  private readonly root = this.attachShadow({ mode: "open" });
  private law: Law | undefined;
  private vocabulary = new Vocabulary([]);
  private offences: CatalogueEntry[] = [];
  private lawAsOf: string | null = null;
  private state: State = blank("es");
  private failed = false;
  private focusQuestion = false;
  private asking = 0;
  private other: { text: string; found: Verdict | EngineError } | undefined;
  private ceiling: { day: string; found: Ceiling | undefined } | undefined;

  connectedCallback(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.root.adoptedStyleSheets = [sheet];
    this.state.lang = this.chosenLanguage();
    addEventListener("hashchange", this.onHash);
    addEventListener("beforeprint", this.onPrint);
    addEventListener("afterprint", this.onPrinted);
    this.draw();
    void this.begin();
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.onHash);
    removeEventListener("beforeprint", this.onPrint);
    removeEventListener("afterprint", this.onPrinted);
  }

  attributeChangedCallback(): void {
    this.state.lang = this.chosenLanguage();
    this.draw();
  }

  private chosenLanguage(): Lang {
    const chosen = this.getAttribute("lang")?.slice(0, 2);
    return LANGS.find((lang) => lang === chosen) ?? "es";
  }

  private async begin(): Promise<void> {
    try {
      const law: Law = await load();
      this.law = law;
      this.vocabulary = new Vocabulary(law.facts());
      const { provisions, pack } = law.catalogue();
      const names = new Map(provisions.filter((entry) => entry.kind === "offence").map((entry) => [entry.id, entry]));
      this.offences = [...names.values()];
      this.lawAsOf = pack.law_as_of;
    } catch (cause) {
      // For whoever embeds the element; the reader is told in the page.
      console.error(cause);
      this.failed = true;
      this.draw();
      return;
    }
    this.draw();
    // The page is there before the first question is sought.
    setTimeout(() => {
      if (holdsCase(location.hash)) void this.openLink(location.hash);
      else this.judge();
    });
  }

  private readonly onHash = (): void => {
    if (this.law && holdsCase(location.hash)) void this.openLink(location.hash);
  };
  private readonly onPrint = (): void => {
    this.state.printing = true;
    this.draw();
  };
  private readonly onPrinted = (): void => {
    this.state.printing = false;
    this.draw();
  };

  /** Asks the engine about the case as it is now. */
  private judge(): void {
    const { state, law } = this;
    if (!law) return;
    const found = this.judged(state.of, state.asOf);
    if ("code" in found) state.error = found;
    else {
      state.verdict = found;
      state.error = undefined;
    }
    state.whys = new Map();
    this.ask();
    this.draw();
  }

  /** The same for the comparison, which is drawn more often than it changes. */
  private compared(of: Case, asOf: string): Verdict | EngineError {
    const text = `${asOf} ${written(of)}`;
    if (this.other?.text !== text) this.other = { text, found: this.judged(of, asOf) };
    return this.other.found;
  }

  private judged(of: Case, asOf: string): Verdict | EngineError {
    if (!this.law) return unknownError("no law");
    try {
      return this.law.evaluate(written(of), { asOf });
    } catch (thrown) {
      return engineError(thrown);
    }
  }

  /** Looks for the next question once the page has been drawn. */
  private ask(): void {
    if (this.state.tab !== "interview") return;
    this.state.open = null;
    this.state.draft = undefined;
    this.state.draftNeeded = false;
    const asking = (this.asking += 1);
    setTimeout(() => {
      const { law, state } = this;
      // Something newer was asked meanwhile.
      if (!law || asking !== this.asking) return;
      try {
        state.open = nextQuestion(state.of, this.questions(law), this.vocabulary, state.history);
      } catch {
        // What is wrong with the case stands above the answer already.
        state.open = undefined;
      }
      this.draw();
      if (!this.focusQuestion) return;
      this.focusQuestion = false;
      this.root.querySelector<HTMLElement>(".question .focus")?.focus();
    });
  }

  /** The questions that the case leaves open, the most useful first. */
  private questions(law: Law): readonly Asked[] {
    const { of, asOf, verdict } = this.state;
    const open = verdict ? placed(verdict).filter(({ charge }) => charge.status === "undetermined").length : 0;
    return verdict && open > MOST_OPEN_TO_WEIGH ? verdict.missing : law.ask(written(of), { asOf }).questions;
  }

  private change(change: Partial<State>): void {
    Object.assign(this.state, change);
    this.draw();
  }

  private replace(next: Case, message?: Said): void {
    Object.assign(this.state, { of: next, touched: true, message, share: undefined });
    this.judge();
  }

  private open(text: string, said: Said): void {
    const found = repair(text, this.vocabulary);
    if (typeof found !== "string") {
      this.take(found, said);
      return;
    }
    this.refuse((words) => ({ not_json: words.fileNotJson, not_case: words.fileNotCase, flat: words.fileFlat })[found]);
  }

  /** Says why nothing was read; what was there stays. */
  private refuse(said: Said): void {
    this.change({ trouble: { said, problems: [] }, message: undefined });
  }

  private take({ next, problems }: Repaired, said: Said): void {
    const { as_of: asOf, ...of } = next;
    const both: Said = (words, format) => `${said(words, format)} ${words.problems}:`;
    const trouble = problems.length > 0 ? { said: both, problems: problems.slice(0, MOST_PROBLEMS) } : undefined;
    this.state = { ...this.cleared(), of: of as Case, trouble, touched: true, message: trouble ? undefined : said, asOf: isDay(asOf) ? asOf : today() };
    // A case that was opened is to be seen.
    if (this.state.tab === "practise") this.state.tab = "form";
    this.judge();
  }

  private async openLink(hash: string): Promise<void> {
    const read = await fromFragment(hash);
    if ("text" in read) {
      // A link holds a case or nothing: whatever else is in it did not come from here.
      const found = repair(read.text, this.vocabulary);
      if (typeof found !== "string") {
        this.take(found, (words) => words.linkRead);
        return;
      }
    }
    this.refuse((words) => {
      if ("text" in read || read.kind === "broken") return words.linkBroken;
      return read.kind === "too_long" ? words.linkTooLong : words.linkVersion(read.version);
    });
  }

  /** The state without the case; questions are no part of it. */
  private cleared(): State {
    const { lang, tab, quiz } = this.state;
    return { ...blank(lang), tab, quiz };
  }

  private document(): JsonObject {
    return { format: 1, as_of: this.state.asOf, ...exported(this.state.of) };
  }

  private readonly act: Actions = {
    language: () => {
      const lang = LANGS.find((one) => one !== this.state.lang) ?? "es";
      this.setAttribute("lang", lang);
      this.dispatchEvent(new CustomEvent(LANGUAGE_EVENT, { detail: lang, bubbles: true }));
    },
    tab: (tab) => {
      this.state.tab = tab;
      this.ask();
      this.draw();
      if (tab === "practise") this.act.quiz.load();
    },
    set: (place, path, value) => this.replace(setFact(this.state.of, place, path, value)),
    replace: (next, message) => this.replace(next, message),
    addPerson: (role) => {
      const { next } = addPerson(this.state.of, role);
      this.replace(next);
    },
    typed: (key, typed) => {
      if (typed) this.state.typed.set(key, typed);
      else this.state.typed.delete(key);
      this.draw();
    },
    filter: (key, text) => {
      this.state.filters.set(key, text);
      this.draw();
    },
    opened: (key, open) => {
      if (open) this.state.opened.add(key);
      else this.state.opened.delete(key);
      this.draw();
    },
    draft: (draft) => this.change({ draft, draftNeeded: false }),
    answer: (value) => this.answer(value),
    back: () => {
      const before = back(this.state.history);
      if (!before) return;
      this.focusQuestion = true;
      this.state.history = before.history;
      this.replace(before.next);
    },
    asOf: (day) => {
      this.state.asOf = day;
      this.judge();
    },
    more: (key) => {
      const at = GROUP_SIZES.get(key) ?? MORE;
      this.state.shown.set(key, (this.state.shown.get(key) ?? at) + MORE);
      this.draw();
    },
    why: (offence) => {
      if (!this.law) return;
      try {
        this.state.whys.set(offence, this.law.why(written(this.state.of), offence, { asOf: this.state.asOf }));
      } catch (thrown) {
        this.state.whys.set(offence, engineError(thrown));
      }
      this.draw();
    },
    compare: (change) => this.change({ comparison: { ...this.state.comparison, fault: undefined, ...change } }),
    start: () => {
      if (!confirm(new Format(this.state.lang).words.startConfirm)) return;
      this.state = this.cleared();
      if (holdsCase(location.hash)) history.replaceState(null, "", location.pathname + location.search);
      this.judge();
    },
    example: () => this.open(example, (words) => words.exampleLoaded),
    openFile: (file) => void this.openFile(file),
    save: (what) => {
      const json: Json | Verdict | undefined = what === "case" ? this.document() : this.state.verdict;
      download(`tipicidad-${what}.json`, JSON.stringify(json, null, what === "case" ? 2 : 0));
    },
    print: () => print(),
    share: () => void this.share(),
    copy: () => void this.copy(),
    dismiss: () => this.change({ trouble: undefined, share: undefined, copied: false }),
    quiz: new Practising({
      state: () => this.state,
      change: (change) => this.change({ quiz: { ...this.state.quiz, ...change } }),
      focus: (selector) => this.root.querySelector<HTMLElement>(selector)?.focus(),
      subjects: () => (this.law ? subjects(this.law, this.offences) : []),
      open: (of) => {
        this.open(JSON.stringify(of), (words) => words.quiz.caseOpened);
        this.root.querySelector<HTMLElement>("#tab-form")?.focus();
      },
    }),
  };

  private answer(value: Json | undefined): void {
    const { state } = this;
    if (!state.open) return;
    if (value === undefined) {
      this.change({ draftNeeded: true });
      return;
    }
    const { next, history } = answer(state.of, state.open, value, state.history);
    this.focusQuestion = true;
    state.typed = new Map();
    state.history = history;
    this.replace(next);
  }

  private async openFile(file: File): Promise<void> {
    if (file.size > MOST_UNFOLDED_BYTES) this.refuse((words) => words.fileTooBig(MOST_UNFOLDED_BYTES / MEGABYTE));
    else this.open(await file.text(), (words) => words.fileRead);
  }

  private async share(): Promise<void> {
    try {
      const fragment = await toFragment(JSON.stringify(this.document()));
      const here = location.href.split("#")[0] ?? "";
      this.change({ share: fragment === undefined ? "too_long" : { link: here + fragment }, copied: false });
      this.root.querySelector<HTMLElement>("#share-link")?.focus();
    } catch {
      this.change({ share: "not_possible" });
    }
  }

  private async copy(): Promise<void> {
    if (typeof this.state.share !== "object") return;
    try {
      await navigator.clipboard.writeText(this.state.share.link);
      this.change({ copied: true });
    } catch {
      // Without leave to write, the link stands selected in its field.
      this.root.querySelector<HTMLInputElement>("#share-link")?.select();
    }
  }

  private ui(): Ui {
    const { state, vocabulary, offences, lawAsOf, act, law } = this;
    if (law && this.ceiling?.day !== state.asOf) this.ceiling = { day: state.asOf, found: ceilingOn(law, state.asOf) };
    const judge = (of: Case, asOf: string) => this.compared(of, asOf);
    return { format: new Format(state.lang), vocabulary, offences, ceiling: this.ceiling?.found, lawAsOf, state, act, judge };
  }

  private draw(): void {
    if (!this.isConnected) return;
    const { words } = new Format(this.state.lang);
    const ready = this.law !== undefined && this.vocabulary.facts.length > 0;
    this.toggleAttribute("ready", ready);
    const waiting = this.failed ? words.loadFailed : words.loading;
    render(ready ? page(this.ui()) : waiting, this.root);
  }
}

const GROUP_SIZES = new Map<string, number>(Object.entries(CARDS_AT_FIRST));

function blank(lang: Lang): State {
  return {
    lang,
    tab: "interview",
    of: emptyCase(),
    asOf: today(),
    touched: false,
    verdict: undefined,
    error: undefined,
    open: undefined,
    history: [],
    draft: undefined,
    draftNeeded: false,
    typed: new Map(),
    filters: new Map(),
    opened: new Set(),
    whys: new Map(),
    shown: new Map(),
    comparison: { actDate: "", asOf: "", fault: undefined },
    quiz: { engine: "absent", subjects: [], practice: unbegun(anySeed()), weak: [], notice: undefined },
    share: undefined,
    copied: false,
    message: undefined,
    trouble: undefined,
    printing: false,
  };
}

/** A case as the engine reads it. */
function written(of: Case): string {
  return JSON.stringify(exported(of));
}

function engineError(thrown: unknown): EngineError {
  if (thrown instanceof TipicidadError) {
    const { code, message, path, hint, expected } = thrown;
    return { code, message, path: path ?? null, hint: hint ?? null, expected: expected ?? null };
  }
  return unknownError(String(thrown));
}

function unknownError(message: string): EngineError {
  return { code: "page", message, path: null, hint: null, expected: null };
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

if (typeof customElements !== "undefined" && !customElements.get("tipicidad-calculator")) {
  customElements.define("tipicidad-calculator", TipicidadCalculator);
}
