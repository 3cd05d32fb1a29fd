import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, PAGE, test } from "./serve";
import { charge, question, showExample } from "./steps";

const link = (text: string) => `#tipicidad=1.${deflateRawSync(text).toString("base64url")}`;
const guardian = {
  persons: [{ id: "ana" }, { id: "v1", age: 12, quality: [] }],
  acts: [{ id: "a1", date: "2024-03-01", verb: ["induce"], result: ["sexual_act"], purpose: ["sexual"], means: [], accused: ["ana"], victims: ["v1"] }],
  relations: [{ accused: "ana", victim: "v1", is: ["guardian"] }],
};
const alert = (page: Page) => page.getByRole("alert");

test("a link holds the case, and no server hears of it", async ({ calculator, context }) => {
  const { page } = calculator;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await calculator.open();
  await showExample(page);
  await page.getByRole("button", { name: "Compartir enlace" }).click();
  const address = await page.getByRole("textbox", { name: "Compartir enlace" }).inputValue();
  expect(address).toContain(`${PAGE}#tipicidad=1.`);
  const before = await charge(page, "applies", "CPF:201:f").innerText();
  const other = await context.newPage();
  await other.clock.setFixedTime(new Date("2030-01-01T12:00:00"));
  await other.goto(address);
  await expect(other.getByText("Se abrió el caso del enlace.")).toBeVisible();
  // The same answer on another day: the link holds the day of examination.
  expect(await charge(other, "applies", "CPF:201:f").innerText()).toBe(before);
  expect(asked.filter((url) => url.includes("tipicidad="))).toEqual([]);
});

test("bad links: cut, of another version, of an older vocabulary, with a script", async ({ calculator }) => {
  const { page } = calculator;
  const good = link(JSON.stringify(guardian));
  await calculator.open({ hash: good.slice(0, good.length / 2) });
  await expect(alert(page)).toContainText("El enlace está incompleto o dañado");
  await question(page).waitFor();

  const go = (hash: string) => page.evaluate((to) => { location.hash = to; }, hash);
  await go("#tipicidad=7.abc");
  await expect(alert(page)).toContainText("otra versión de la calculadora (7)");

  const older = { ...guardian, persons: [{ id: "ana", seniority: 3 }, { id: "v1", age: 12, quality: [] }] };
  await go(link(JSON.stringify(older)));
  await expect(alert(page)).toContainText("El hecho «seniority» no existe en este vocabulario");
  await expect(charge(page, "applies", "CPF:201:f").locator(".brief")).toContainText("14 a 24 años");

  const script = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  await go(link(JSON.stringify({ ...guardian, title: script, [script]: 1, persons: [{ id: script }, { id: "v1", [script]: script }] })));
  await expect(alert(page)).toContainText("<img src=x");
  expect(await page.locator("tipicidad-calculator img, tipicidad-calculator script").count()).toBe(0);
});

test("bad files: no JSON, no case, wrong shapes; the page goes on", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  const open = (text: string) => page.locator("input[type=file]").setInputFiles({ name: "case.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await open("{");
  await expect(alert(page)).toContainText("El archivo no es JSON");
  await open("[]");
  await expect(alert(page)).toContainText("no un caso");
  await open('{"counts":[{}]}');
  await expect(alert(page)).toContainText("tabla de imputaciones");
  // What was there stays.
  await expect(charge(page, "applies", "CPF:201:f")).toBeVisible();
  await open(JSON.stringify({ ...guardian, persons: [{ id: "ana" }, { id: "v1", age: { max: 1000 }, quality: "tall" }] }));
  await expect(alert(page).first()).toContainText("«tall» no es un valor de «victim.quality»");
  // The engine's own objection, in the reader's language, with whom it is about; and beside the field.
  await expect(alert(page).filter({ hasText: "fuera de lo admitido" }).first()).toContainText("Víctima 1");
  await page.getByRole("tab", { name: "Formulario" }).click();
  await expect(page.locator(".field .fault").filter({ hasText: "fuera de lo admitido" })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator(".field .fault").filter({ hasText: "outside what is allowed" })).toBeVisible();
});

test("a thousand victims: as many as a case takes, said, and the page goes on", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await question(page).waitFor();
  await page.getByRole("tab", { name: "Formulario" }).click();
  const victims = Array.from({ length: 1000 }, (_, at) => ({ id: `v${at}`, age: 12, quality: [] }));
  const many = { ...guardian, persons: [{ id: "ana" }, ...victims], acts: [{ ...guardian.acts[0], victims: victims.map(({ id }) => id) }], relations: [] };
  await page.locator("input[type=file]").setInputFiles({ name: "many.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(many)) });
  await expect(alert(page)).toContainText("Hay demasiados elementos en «persons»: se leyeron 1000");
  await expect(charge(page, "applies", "CPF:201:f")).toBeVisible();
  await expect(page.getByText("Un caso admite hasta 1000 personas.").first()).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(charge(page, "applies", "CPF:201:f").locator(".status")).toHaveText("Applies");
});
