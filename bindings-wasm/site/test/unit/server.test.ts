import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("importing the built element on a server does no harm", () => {
  const built = new URL("../../../dist/calculator.js", import.meta.url).href;
  const script = `import(${JSON.stringify(built)}).then((module) => console.log(Object.keys(module).sort().join()))`;
  const said = execFileSync(process.execPath, ["--eval", script], { cwd: fileURLToPath(new URL(".", import.meta.url)), encoding: "utf8" });
  expect(said.trim()).toBe("LANGUAGE_EVENT,TipicidadCalculator");
});
