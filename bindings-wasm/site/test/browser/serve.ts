/** A server of files on this machine alone, and the calculator opened from it, with every request and error kept. */

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base, type Page } from "@playwright/test";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
};
/** The repository: the built page, the package and the examples lie below it. */
const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
export const PAGE = "bindings-wasm/site/dist/index.html";
/** A day within the law that the rules hold, so that answers do not change with the calendar. */
export const TODAY = "2026-07-31";

function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    // Browsers ask for an icon that a page of ten lines does not name.
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    readFile(join(ROOT, path)).then(
      (bytes) => response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the server has no port"));
      else resolve({ server, origin: `http://127.0.0.1:${address.port}` });
    });
  });
}

/** The calculator in a page, and what the page did. */
export interface Calculator {
  page: Page;
  origin: string;
  /** Requests to anybody but our own server. */
  strangers: string[];
  /** Errors of the page: exceptions, and what its content-security policy refused. */
  errors: string[];
  open(options?: { path?: string; hash?: string; lang?: "es" | "en" }): Promise<void>;
}

export const test = base.extend<{ calculator: Calculator }, { origin: string }>({
  origin: [
    async ({}, use) => {
      const { server, origin } = await serve();
      await use(origin);
      server.close();
    },
    { scope: "worker" },
  ],
  calculator: async ({ page, origin }, use) => {
    const [strangers, errors]: [string[], string[]] = [[], []];
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith("blob:")) strangers.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.clock.setFixedTime(new Date(`${TODAY}T12:00:00`));
    await use({
      page,
      origin,
      strangers,
      errors,
      open: async ({ path = PAGE, hash = "", lang = "es" } = {}) => {
        await page.goto(`${origin}/${path}${hash}`);
        await page.locator("tipicidad-calculator[ready]").waitFor();
        if (lang === "en") await page.getByRole("button", { name: "English" }).click();
      },
    });
    // Whatever a test is about: nobody else was asked for anything, and nothing went wrong unseen.
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  },
});
export { expect };

/** Keeps a picture of a state; the folder is not part of the repository. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: fileURLToPath(new URL(`../../screenshots/${name}.png`, import.meta.url)), fullPage });
}
