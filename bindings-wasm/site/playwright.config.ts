import { defineConfig } from "@playwright/test";

// Debian's Chromium, or another that CHROMIUM names; nothing is downloaded.
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "test/browser",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // Long enough for a machine that does much else; a test that passes takes a few seconds.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
