// Holds the types to what the engine gives and takes: the checker reads the whole corpus, every answer as a value of its type.
// That a key is missing, is too many or has another word than its type says is an error of the checker.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "../dist/node.js";
import { load as loadTrainer } from "../dist/quiz-node.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cases = new URL("../../tests/cases/", import.meta.url);

/** The keys whose texts are words of a closed list; other texts say nothing to the checker. */
const CLOSED = new Set(
  ["bars", "choice", "compare", "conclusion", "consummation", "federal", "gives", "governs", "ground", "kind", "mode", "of", "op"].concat(
    ["form", "parts", "prosecution", "role", "status", "type", "unit", "victims"],
  ),
);

/** The same shape with few words, lists without what stands twice, so that the checker is quick. */
function shape(value, key = "") {
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(shape(item, key)));
    // A pair is no list.
    return key === "values" && typeof value[0] === "string" ? ["", shape(value[1])] : [...new Set(items)].map((item) => JSON.parse(item));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, name === "format" ? of : shape(of, name)]));
  }
  return typeof value === "number" ? 0 : typeof value === "string" && !CLOSED.has(key) ? "" : value;
}

function check(folder) {
  try {
    execFileSync(here("../node_modules/.bin/tsc"), ["--project", folder], { encoding: "utf8", stdio: "pipe" });
  } catch ({ stdout }) {
    assert.fail(stdout.slice(0, 4000));
  }
}

const options = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022", "DOM"],
  types: [],
};

test("the types are those of the answers, and of the cases", async () => {
  const law = await load();
  const texts = new Map();
  const add = (type, value) => texts.set(type, (texts.get(type) ?? new Set()).add(JSON.stringify(value)));
  for (const name of readdirSync(cases)) {
    const { case: of, as_of: asOf } = JSON.parse(readFileSync(new URL(name, cases), "utf8"));
    const verdict = law.evaluate(of, { asOf });
    // What a case says is checked to the word.
    add("Case", of);
    add("Verdict", shape(verdict));
    add("Matched[][]", shape(law.match(of, { asOf })));
    add("Ask", shape(law.ask(of, { asOf })));
    const [charge] = verdict.counts.flatMap((count) => count.charges);
    if (charge !== undefined) {
      add("Why", shape(law.why(of, charge.offence, { asOf })));
    }
  }
  const trainer = await loadTrainer();
  for (const example of trainer.examples()) {
    const members = Object.keys(example.case.counts[0]).sort().join();
    if (!texts.has(members)) {
      texts.set(members, new Set());
      add("Case", example.case);
    }
  }
  [...texts.keys()].filter((type) => texts.get(type).size === 0).forEach((members) => texts.delete(members));
  add("Catalogue", shape(law.catalogue()));
  add("Fact[]", shape(law.facts()));
  const quiz = trainer.quiz({ seed: 1, number: 60 });
  add("Quiz", shape(quiz));
  add("Next", shape(trainer.next(quiz.items, [])));
  for (const id of new Set(law.catalogue().provisions.map((provision) => provision.id))) {
    add("Show", shape(law.show(id)));
  }
  const folder = here("../node_modules/.cache/types");
  mkdirSync(folder, { recursive: true });
  const names = [...texts.keys()].map((type) => type.replace("[][]", "").replace("[]", ""));
  const lines = [`import type { ${names.join(", ")} } from "../../../dist/quiz.js";`];
  for (const [type, values] of texts) {
    lines.push(...[...values].map((value) => `(${value}) satisfies ${type};`));
  }
  writeFileSync(`${folder}/corpus.ts`, `${lines.join("\n")}\n`);
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions: options, files: ["corpus.ts"] }));
  check(folder);
});

test("the types refuse what the engine refuses", () => {
  // tests/types/refused.ts names each mistake on the line before; a mistake that passes is an error.
  check(here("types"));
});
