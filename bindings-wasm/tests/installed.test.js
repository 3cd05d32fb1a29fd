// The package as a user has it: packed, installed beside Vite and nothing else, used in a Node script and in a page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** CPF 201 f, doubled by 205 Bis d: 12 years twice; and the error that the same code asks for. */
const ANSWER = "CPF:201:f to P24Y; case.unknown_fact";
/** Long enough for a machine that does much else. */
const PATIENCE = 90_000;
let app;

before(async () => {
  app = mkdtempSync(join(tmpdir(), "tipicidad-"));
  cpSync(here("installed"), app, { recursive: true });
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", app], { cwd: here("..") });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  await run("npm", ["install", ...quiet, join(app, stdout.trim())], { cwd: app });
});
after(() => rmSync(app, { recursive: true, force: true }));

test("a Node script judges a case, and its types check", async () => {
  await run(here("../node_modules/.bin/tsc"), ["--project", app], { cwd: app });
  const { stdout } = await run(process.execPath, ["script.js"], { cwd: app });
  assert.equal(stdout.trim(), ANSWER);
});

test("a page built by Vite carries the engine as it is", async () => {
  await run(join(app, "node_modules/.bin/vite"), ["build"], { cwd: app });
  const assets = join(app, "dist/assets");
  const [engine, ...others] = readdirSync(assets).filter((name) => name.endsWith(".wasm"));
  assert.deepEqual(others, []);
  assert.ok(readFileSync(join(assets, engine)).equals(readFileSync(here("../dist/engine_bg.wasm"))));
});

const browser = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

test("a browser judges a case, as Vite serves it and as it builds it", { skip: !browser && "no Chromium here" }, async () => {
  const { createServer, preview } = await import(pathToFileURL(join(app, "node_modules/vite/dist/node/index.js")).href);
  const serving = await createServer({ root: app, logLevel: "silent", server: { host: "127.0.0.1" } });
  for (const server of [await serving.listen(), await preview({ root: app, preview: { host: "127.0.0.1" } })]) {
    const profile = mkdtempSync(join(tmpdir(), "chromium-"));
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
    flags.push("--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`);
    // Until then the page's clock stands still while it has work.
    flags.push("--virtual-time-budget=20000", "--dump-dom", server.resolvedUrls.local[0]);
    const { stdout } = await run(browser, flags, { timeout: PATIENCE });
    assert.match(stdout, new RegExp(`<p id="answer">${ANSWER}</p>`));
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
