// Measures what `run` says: node measure.js FOLDER, in which the inputs are. An engine is timed only after its answers were
// found right.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import { delimiter, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { PAGE, TRAINER } from "../../bindings-wasm/build/loaded.js";
import { load } from "../../bindings-wasm/dist/node.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const folder = process.argv[2];
const inputs = JSON.parse(readFileSync(join(folder, "inputs.json"), "utf8"));
const MANUAL = here("../../docs/browser.md");
const MARKERS = ["<!-- measured -->", "<!-- /measured -->"];
/** Medians of so many samples, each at least so long; the least median counts. */
const ROUNDS = 5;
const SAMPLES = 9;
const SAMPLE_MS = 20;
/** How often a page is opened. */
const OPENED = 7;
/** What a browser is given to start before it opens the page that is timed. */
const STARTING_MS = 2000;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Microseconds for one case. */
async function each(decide, cases) {
  let at = 0;
  const sample = async (calls) => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) {
      const answer = decide(cases[at++ % cases.length]);
      if (answer instanceof Promise) {
        await answer;
      }
    }
    return performance.now() - start;
  };
  let calls = 1;
  while ((await sample(calls)) < SAMPLE_MS) {
    calls *= 2;
  }
  const medians = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const samples = [];
    for (let own = 0; own < SAMPLES; own += 1) {
      samples.push(((await sample(calls)) / calls) * 1000);
    }
    medians.push(median(samples));
  }
  return Math.min(...medians);
}

async function single() {
  const law = await load(readFileSync(join(folder, "peers.pack")));
  const cedar = require("@cedar-policy/cedar-wasm/nodejs");
  const { ZenEngine, evaluateExpressionSync } = require("@gorules/zen-engine");
  const policies = Object.fromEntries(inputs.cedar.map((policy, at) => [`r${at}`, policy]));
  assert.equal(cedar.preparsePolicySet("peers", { staticPolicies: policies }).type, "success");
  const one = { type: "U", id: "u" };
  const request = (context) => ({
    principal: one, action: { type: "Action", id: "a" }, resource: one, context, entities: [], preparsedPolicySetId: "peers",
  });
  // The addon wants a text in every cell, empty or not.
  for (const { content } of inputs.zen.nodes.filter(({ content }) => content)) {
    const empty = Object.fromEntries(content.inputs.map(({ id }) => [id, ""]));
    content.rules = content.rules.map((rule) => ({ ...empty, ...rule }));
  }
  const decision = new ZenEngine().createDecision(inputs.zen);
  const places = (ids) => ids.map((id) => Number(/\d+$/.exec(id)[0]));
  const ours = (charges) => places(charges.map(({ offence }) => offence)).map((number) => number - 1);
  const engines = [
    ["tipicidad, `match`", inputs.counts, (of) => law.match(of), ([count]) => ours(count)],
    ["tipicidad, `evaluate`: the verdict with reasons", inputs.counts, (of) => law.evaluate(of), ({ counts }) => ours(counts[0].charges)],
    [
      "cedar-wasm, prepared `statefulIsAuthorized`", inputs.cases.map(request), (of) => cedar.statefulIsAuthorized(of),
      ({ response }) => places(response.diagnostics.reason),
    ],
    ["zen, native addon, decision table", inputs.cases, (of) => decision.evaluate(of), ({ result }) => (result ?? []).map(({ rule }) => Number(rule))],
    [
      "zen, native addon, an expression a rule", inputs.cases,
      (of) => inputs.zen_expressions.map((expression) => evaluateExpressionSync(expression, of)),
      (flags) => flags.flatMap((met, at) => (met ? [at] : [])),
    ],
  ];
  const rows = [];
  for (const [name, cases, decide, answer] of engines) {
    for (const [at, of] of cases.entries()) {
      const found = answer(await decide(of)).sort((a, b) => a - b);
      assert.deepEqual(found, inputs.right[at], `${name} answers otherwise on case ${at}`);
    }
    rows.push([name, await each(decide, cases)]);
  }
  return rows;
}

/** Milliseconds from the first import to the first answer, the two by turns: each time in a new profile, which keeps no compiled
 * code, and in a browser that has started. */
async function firstAnswers() {
  const browser = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((path) => join(path, name)))
    .find((path) => existsSync(path));
  assert.ok(browser, "there is no Chromium here");
  const guardian = readFileSync(here("../../examples/guardian.json"), "utf8");
  const policies = Object.fromEntries(inputs.cedar.map((policy, at) => [`r${at}`, policy]));
  const pages = {
    tipicidad: `const { load } = await import("/tipicidad/index.js");
      const law = await load();
      answer = law.evaluate(${guardian}, { asOf: "2024-06-01" }).counts[0].charges[0].offence;`,
    "cedar-wasm": `const cedar = await import("/cedar/cedar_wasm.js");
      await cedar.default();
      answer = cedar.isAuthorized({ principal: { type: "U", id: "u" }, action: { type: "Action", id: "a" },
        resource: { type: "U", id: "u" }, context: ${JSON.stringify(inputs.cases[0])}, entities: [],
        policies: { staticPolicies: ${JSON.stringify(policies)} } }).response.decision;`,
  };
  const roots = { tipicidad: here("../../bindings-wasm/dist"), cedar: here("node_modules/@cedar-policy/cedar-wasm/web") };
  const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
  let told = () => {};
  const server = createServer((request, response) => {
    const [, first, file] = request.url.split("/");
    const page = (content) => response.setHeader("content-type", "text/html").end(`<!doctype html><script type="module">${content}</script>`);
    if (request.method === "POST") {
      let text = "";
      request.on("data", (part) => (text += part)).on("end", () => told(JSON.parse(text)));
      response.end();
    } else if (first in roots && file) {
      response.setHeader("content-type", types[extname(file)] ?? "text/plain").end(readFileSync(join(roots[first], file)));
    } else if (first === "starting") {
      page(`setTimeout(() => location.replace("/${file}"), ${STARTING_MS})`);
    } else if (first in pages) {
      page(`const start = performance.now(); let answer; ${pages[first]}
        await fetch("/told", { method: "POST", body: JSON.stringify({ ms: performance.now() - start, answer }) });`);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const times = { tipicidad: [], "cedar-wasm": [] };
  for (let at = 0; at < OPENED; at += 1) {
    for (const name of Object.keys(pages)) {
      const profile = mkdtempSync(join(tmpdir(), "chromium-"));
      const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
      const answer = new Promise((resolve) => (told = resolve));
      const url = `http://127.0.0.1:${server.address().port}/starting/${name}`;
      const child = execFile(browser, [...flags, "--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`, "--remote-debugging-port=0", url]);
      const ended = new Promise((resolve) => child.once("close", resolve));
      const { ms, answer: given } = await answer;
      assert.ok(["CPF:201:f", "allow", "deny"].includes(given), `${name}: ${given}`);
      times[name].push(ms);
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  server.close();
  return Object.entries(times).map(([name, all]) => [name, median(all)]);
}

function sizes() {
  const measured = (name, root, files) => {
    const bytes = files.map((file) => readFileSync(join(root, file)));
    const sum = (size) => bytes.reduce((total, own) => total + size(own), 0);
    return [name, sum((own) => own.length), sum((own) => gzipSync(own, { level: 9 }).length), sum((own) => brotliCompressSync(own).length)];
  };
  const dist = here("../../bindings-wasm/dist");
  const cedar = here("node_modules/@cedar-policy/cedar-wasm/web");
  return [
    measured("tipicidad, with the whole law", dist, PAGE),
    measured("tipicidad/quiz, with its examples too", dist, TRAINER),
    measured("cedar-wasm, without policies", cedar, ["cedar_wasm.js", "cedar_wasm_bg.wasm"]),
  ];
}

const versions = (name) => JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), "utf8")).version;
const load1 = loadavg()[0].toFixed(1);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const digits = (value, unit) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
const sized = sizes();
const first = await firstAnswers();
const rows = await single();
const text = `${[
  `Measured on ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; load average at the start ${load1}; cedar-wasm ` +
    `${versions("@cedar-policy/cedar-wasm")}, zen-engine ${versions("@gorules/zen-engine")}. \`benches/browser/run\` measures anew.`,
  "",
  "| size | raw | gzip | brotli |",
  "| --- | ---: | ---: | ---: |",
  ...sized.map(([name, ...all]) => `| ${name} | ${all.map(kilobytes).join(" | ")} |`),
  "",
  "| from the first import to the first answer, in Chromium, started before | |",
  "| --- | ---: |",
  ...first.map(([name, ms]) => `| ${name} | ${digits(ms, "ms")} |`),
  "",
  "| one case, 25 rules, in Node | |",
  "| --- | ---: |",
  ...rows.map(([name, us]) => `| ${name} | ${digits(us, "µs")} |`),
].join("\n")}\n`;
console.log(text);
const [before, rest] = readFileSync(MANUAL, "utf8").split(MARKERS[0]);
const [, after] = (rest ?? "").split(MARKERS[1]);
assert.ok(after !== undefined, `${MANUAL} has no markers`);
writeFileSync(MANUAL, `${before}${MARKERS[0]}\n${text}${MARKERS[1]}${after}`);
