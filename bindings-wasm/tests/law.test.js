// What the package promises beyond the answers themselves, which scripts/compare-faces compares with the command's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { load, TipicidadError } from "../dist/node.js";
import { load as loadTrainer } from "../dist/quiz-node.js";

const repository = (path) => new URL(`../../${path}`, import.meta.url);
const guardian = JSON.parse(readFileSync(repository("examples/guardian.json"), "utf8"));
const law = await load();
const trainer = await loadTrainer();

/** The error that something is refused with. */
async function refused(what) {
  try {
    await what();
  } catch (error) {
    assert.ok(error instanceof TipicidadError, `not a TipicidadError: ${error}`);
    assert.equal(error.name, "TipicidadError");
    return error;
  }
  assert.fail("nothing was refused");
}

test("the embedded law is loaded once", async () => {
  assert.equal(await load(), law);
});

test("ten loads of a pack answer alike, and memory stays", async () => {
  const pack = readFileSync(repository("target/mx-federal.pack"));
  const expected = law.evaluateJson(guardian, { asOf: "2024-06-01" });
  for (let at = 0; at < 10; at += 1) {
    const loaded = await load(at % 2 === 0 ? pack : pack.buffer.slice(pack.byteOffset, pack.byteOffset + pack.length));
    assert.equal(loaded.evaluateJson(guardian, { asOf: "2024-06-01" }), expected);
    loaded.free();
  }
});

test("a verdict is plain data, and knows its text", () => {
  const verdict = law.evaluate(guardian, { asOf: "2024-06-01" });
  assert.equal(JSON.stringify(verdict), verdict.to_json());
  assert.deepEqual(structuredClone(verdict), JSON.parse(verdict.to_json()));
  // CPF 201 p1 (text since 12 March 2019), letter f: 7 to 12 years; 205 Bis d, guardian: doubled.
  const [charge] = verdict.counts[0].charges;
  assert.equal(charge.offence, "CPF:201:f");
  assert.deepEqual(charge.penalty.final.prison, { min: "P14Y", max: "P24Y", exact: null });
});

test("a case may be an object or text", () => {
  const options = { asOf: "2024-06-01" };
  assert.equal(law.evaluateJson(JSON.stringify(guardian), options), law.evaluateJson(guardian, options));
});

test("the day is the option's, else the case's own, else the caller's", () => {
  const { as_of: own, ...without } = { ...guardian, as_of: "2025-02-03" };
  assert.equal(law.evaluate({ ...without, as_of: own }, { asOf: "2024-06-01" }).as_of, "2024-06-01");
  assert.equal(law.evaluate({ ...without, as_of: own }).as_of, own);
  assert.equal(law.evaluate({ ...without, as_of: own }, { asOf: null }).as_of, own);
  // Swedes write the day as ISO 8601 does.
  const day = () => new Date().toLocaleDateString("sv-SE");
  const before = day();
  const judged = law.evaluate(without).as_of;
  assert.ok(judged === before || judged === day(), `${judged} is not today`);
});

test("a reading changes what depends on it, and is named", () => {
  const options = { asOf: "2024-06-01", readings: { doubling_basis: "base" } };
  assert.equal(law.evaluate(guardian, options).readings.doubling_basis, "base");
});

test("match names what stands, as the verdict does", () => {
  const options = { asOf: "2024-06-01" };
  const standing = law.evaluate(guardian, options).counts.map((count) => count.charges.map(({ offence, status }) => ({ offence, status })));
  const order = (charges) => [...charges].sort((a, b) => (a.offence < b.offence ? -1 : 1));
  assert.deepEqual(law.match(guardian, options).map(order), standing.map(order));
});

test("every example of the rules is a case, about provisions that there are", () => {
  const examples = trainer.examples();
  assert.ok(examples.length > 0);
  const ids = new Set(law.catalogue().provisions.map(({ id }) => id));
  for (const { name, case: of, charges } of examples) {
    assert.equal(law.match(of).length > 0, true, name.en);
    for (const id of charges) {
      // Letters are listed inside their provision.
      assert.ok([...ids].some((own) => id === own || id.startsWith(`${own}:`)), `${name.en}: ${id}`);
    }
  }
});

test("the law of quizzes answers like the other", () => {
  const options = { asOf: "2024-06-01" };
  assert.equal(trainer.evaluateJson(guardian, options), law.evaluateJson(guardian, options));
});

test("a quiz holds what its plan asks for, each question with one right answer", () => {
  const plan = { seed: 1, number: 6, titles: ["CPF:8"], kinds: ["offence", "range"] };
  const quiz = trainer.quiz(plan);
  assert.equal(JSON.stringify(quiz), quiz.to_json());
  assert.equal(quiz.items.length, 6);
  for (const item of quiz.items) {
    assert.ok(plan.kinds.includes(item.kind));
    assert.equal(item.options.filter((option) => option.correct).length, 1);
    assert.equal(item.options.filter((option) => option.mistake !== null).length, item.options.length - 1);
  }
  // What was answered wrongly is trained first, and not asked again.
  const [first] = quiz.items;
  const next = trainer.next(quiz.items, [{ item: first.id, correct: false }]);
  assert.ok(first.elements.includes(next.elements[0].element));
  assert.ok(!next.items.includes(first.id));
  assert.equal(next.items.length, 5);
});

test("a plan that cannot be followed is refused", async () => {
  assert.equal((await refused(() => trainer.quiz({ titles: ["99"] }))).code, "quiz.unknown_title");
  assert.equal((await refused(() => trainer.quiz({ seeds: 1 }))).code, "quiz.plan");
  assert.equal((await refused(() => trainer.quiz({ number: 1e9 }))).code, "quiz.too_many");
  assert.equal((await refused(() => trainer.next([{}], []))).code, "quiz.items");
  assert.equal((await refused(() => trainer.next([], [{ item: 1 }]))).code, "quiz.answers");
});

test("questions, reasons and the catalogue name the same offences", () => {
  const options = { asOf: "2024-06-01" };
  const ids = new Set(law.catalogue().provisions.map(({ id }) => id));
  const [question] = law.ask(guardian, options).questions;
  const facts = new Map(law.facts().map((fact) => [fact.name, fact]));
  assert.equal(facts.get(question.fact).type, question.type);
  const why = law.why(guardian, "CPF:204", options);
  assert.equal(why.counts[0].status, "not_made_out");
  assert.ok(ids.has(why.offence));
  for (const answer of [why, law.ask(guardian, options), law.show("201"), law.catalogue()]) {
    assert.equal(answer.to_json(), JSON.stringify(answer));
  }
  assert.equal(law.show("201").rules[0].id, "CPF:201");
  assert.equal(law.jsonSchema().$schema, "https://json-schema.org/draft/2020-12/schema");
});

test("what is no case gets one clear error", async () => {
  const circle = {};
  circle.circle = circle;
  for (const [of, code, path] of [
    [undefined, "case.wrong_type", null],
    [null, "case.wrong_type", null],
    [() => guardian, "case.wrong_type", null],
    [Symbol("case"), "case.wrong_type", null],
    [12, "case.wrong_type", null],
    [[], "case.wrong_type", null],
    [circle, "case.wrong_type", null],
    [{ ...guardian, title: 1n }, "case.wrong_type", null],
    ["{", "json.syntax", null],
    ['{"persons": [], "persons": []}', "json.duplicate_key", null],
    [`${"[".repeat(33)}${"]".repeat(33)}`, "json.depth", null],
    [" ".repeat(8 * 1024 * 1024 + 1), "json.size", null],
    [{ ...guardian, titel: "" }, "case.unknown_key", "titel"],
    [{ ...guardian, as_of: new Date(0) }, "case.wrong_type", "as_of"],
    [{ ...guardian, persons: [{ id: "ana", agee: 3 }] }, "case.unknown_fact", "persons[0].agee"],
  ]) {
    const error = await refused(() => law.evaluate(of));
    assert.equal(error.code, code, error.message);
    if (path !== null) {
      assert.equal(error.path, path);
    }
    assert.ok(error.message.length > 0 && !error.message.includes("\n"));
  }
});

test("what is no option gets one clear error", async () => {
  for (const [options, code, path] of [
    [{ as_of: "2024-06-01" }, "case.unknown_key", "as_of"],
    [{ asOf: "2024-06-31" }, "case.impossible_date", "as_of"],
    [{ asOf: new Date(0) }, "case.wrong_type", "as_of"],
    [{ readings: { up_to: "never" } }, "case.unknown_reading_value", null],
    [{ readings: { up_too: "both_ends" } }, "case.unknown_reading", null],
  ]) {
    const error = await refused(() => law.evaluate(guardian, options));
    assert.deepEqual([error.code, error.path], [code, path], error.message);
  }
});

test("an id that is none gets the nearest", async () => {
  const error = await refused(() => law.why(guardian, "CPF:201-Bixx"));
  assert.equal(error.code, "query.unknown_offence");
  assert.match((await refused(() => law.show("CPF:2O1"))).hint, /did you mean/);
});

test("a pack that is damaged is refused, whatever the damage", async () => {
  const pack = readFileSync(repository("target/mx-federal.pack"));
  const damaged = Uint8Array.from(pack);
  damaged[damaged.length >> 1] ^= 1;
  for (const bytes of [new Uint8Array(0), new ArrayBuffer(100), pack.subarray(0, pack.length >> 1), damaged]) {
    assert.match((await refused(() => load(bytes))).code, /^pack\./);
  }
  // The law that is loaded goes on.
  assert.equal(law.evaluate(guardian, { asOf: "2024-06-01" }).as_of, "2024-06-01");
});

test("a thousand victims are judged, and one more is refused", async () => {
  const many = (victims) => {
    const persons = Array.from({ length: victims }, (_, at) => ({ id: `v${at}`, age: 12 }));
    const act = { ...guardian.acts[0], accused: ["ana"], victims: persons.map(({ id }) => id) };
    return { persons: [{ id: "ana" }, ...persons], acts: [act] };
  };
  assert.equal(law.match(many(999), { asOf: "2024-06-01" }).length, 1000);
  const error = await refused(() => law.match(many(1000), { asOf: "2024-06-01" }));
  assert.equal(error.code, "case.limit");
});

test("it runs in a worker", async () => {
  const worker = new Worker(new URL("worker.js", import.meta.url), { workerData: guardian });
  const answer = await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  assert.equal(answer, law.evaluateJson(guardian, { asOf: "2024-06-01" }));
});

test("importing the build for pages does nothing: no request, no engine, until load is called", async (context) => {
  const requests = [];
  context.mock.method(globalThis, "fetch", async (url) => {
    requests.push(String(url));
    if (requests.length === 1) {
      throw new TypeError("no network");
    }
    const engine = readFileSync(new URL("../dist/engine_bg.wasm", import.meta.url));
    const known = requests.length > 3;
    return requests.length === 2
      ? new Response("", { status: 404 })
      : new Response(engine, { headers: { "content-type": known ? "application/wasm" : "application/octet-stream" } });
  });
  // Another copy of the modules than that of Node, which has its engine already.
  const page = await import("../dist/index.js?page");
  assert.deepEqual(requests, []);
  // A page whose network fails, then whose server does, says so, and can try again.
  assert.equal((await refusedBy(page)).code, "file.read");
  assert.match((await refusedBy(page)).message, /404/);
  const loaded = await page.load();
  assert.equal(loaded.evaluateJson(guardian, { asOf: "2024-06-01" }), law.evaluateJson(guardian, { asOf: "2024-06-01" }));
  assert.ok(requests.every((url) => url.endsWith("/dist/engine_bg.wasm")));
  await page.load();
  assert.equal(requests.length, 3);
});

async function refusedBy(page) {
  try {
    await page.load();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was refused");
}
