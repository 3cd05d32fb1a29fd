import { writeFileSync } from "node:fs";
import { expect, picture, test, TODAY } from "./serve";
import { charge, fits, question, showExample, violations } from "./steps";

test("a charge opens to its elements, its computation, its sources and what would change it", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  const guardian = charge(page, "applies", "CPF:201:f");
  await guardian.locator("summary").first().click();
  await expect(guardian.locator(".element.met").filter({ hasText: "conducta: inducir" })).toBeVisible();
  await expect(guardian.locator(".element.met").filter({ hasText: "12 años (< 18)" })).toBeVisible();
  // 7 to 12 years, and twice that: a row each.
  const rows = guardian.locator("table.steps tbody tr");
  await expect(rows.nth(0)).toContainText("7 a 12 años");
  await expect(rows.nth(1)).toContainText("CPF:205-Bis");
  await expect(rows.nth(1)).toContainText("14 a 24 años");
  // The ceiling is the law's: article 25 of the Code, sixty years.
  await expect(guardian.locator(".range").first()).toContainText("60 años");
  await expect(guardian.locator(".sources")).toContainText("Código Penal Federal, art. 201");
  await guardian.getByRole("button", { name: "Qué cambiaría esto" }).click();
  // An adult with capacity is no protected person.
  await expect(guardian.locator(".why-changes li").filter({ hasText: "edad en la fecha del hecho" })).toBeVisible();
  await expect(guardian.locator(".lacks, .body")).not.toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await picture(page, "charge");
});

test("the time line is drawn, and said in a table", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  const drawing = page.getByRole("img", { name: /^Línea del tiempo del/ });
  await expect(drawing).toBeVisible();
  const table = page.locator(".timeline table");
  await expect(table).toContainText("1 de marzo de 2024");
  await expect(table).toContainText("día del examen");
  expect(await drawing.locator("circle").count()).toBe(await table.locator("tbody tr").count());
});

test("two dates side by side: before the guardian's rule and after", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  await page.getByRole("textbox", { name: "Fecha del hecho" }).last().fill("2010-03-01");
  await page.getByRole("textbox", { name: "Fecha del hecho" }).last().blur();
  const table = page.locator("table.compare");
  await expect(table.locator("thead")).toContainText("1 de marzo de 2010");
  await expect(table.locator("tr.changed")).not.toHaveCount(0);
  await page.getByRole("textbox", { name: "Fecha del hecho" }).last().fill("2010-13");
  await page.getByRole("textbox", { name: "Fecha del hecho" }).last().blur();
  await expect(page.locator("#compare-fault")).toHaveText("Ese día no existe en el calendario.");
});

test("an offence that does not stand says what fails", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  await page.locator("#why-not").fill("CPF:302");
  await page.locator("#why-not").press("Enter");
  await expect(page.locator("section").filter({ hasText: "¿Por qué no otro delito?" }).locator(".element.unmet").first()).toBeVisible();
  await page.locator("#why-not").fill("nada");
  await page.locator("#why-not").press("Enter");
  await expect(page.locator("#why-not-fault")).toBeVisible();
});

test("on paper: the facts, the charges opened, nothing to press, no wider than the sheet", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  // A letter sheet less its margins, at 96 dots an inch.
  await page.setViewportSize({ width: 695, height: 920 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByRole("heading", { name: "Hechos del caso" })).toBeVisible();
  await expect(charge(page, "applies", "CPF:201:f").locator("table.steps")).toBeVisible();
  await expect(page.locator("tipicidad-calculator button:visible")).toHaveCount(0);
  await expect(page.getByText("No es asesoría jurídica.").first()).toBeVisible();
  await fits(page);
  writeFileSync(new URL("../../screenshots/print.pdf", import.meta.url), await page.pdf({ preferCSSPageSize: true }));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(page.getByRole("heading", { name: "Hechos del caso" })).toBeHidden();
});

test("once loaded it needs no network, and asks nobody else for anything", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await question(page).waitFor();
  await page.context().setOffline(true);
  await showExample(page);
  await page.getByRole("button", { name: "English" }).click();
  await expect(charge(page, "applies", "CPF:201:f").locator(".brief")).toContainText("14 to 24 years");
  await expect(page.getByText("This is an invented case")).toBeVisible();
  await charge(page, "applies", "CPF:201:f").locator("summary").first().click();
  await page.getByRole("button", { name: "What would change this" }).first().click();
  await expect(page.locator(".why-changes li").first()).toBeVisible();
  // The picture of the README: docs/calculator.png is a copy of it.
  await page.setViewportSize({ width: 1200, height: 1000 });
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, "calculator", false);
});

test("dark, for eyes and for axe", async ({ calculator }) => {
  const { page } = calculator;
  await page.emulateMedia({ colorScheme: "dark" });
  await calculator.open();
  await question(page).waitFor();
  expect(await violations(page)).toEqual([]);
  await showExample(page);
  await charge(page, "applies", "CPF:201:f").locator("summary").first().click();
  expect(await violations(page)).toEqual([]);
  await picture(page, "dark");
});

test("says what it is not, of which day the law is, and judges on the reader's day", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await expect(page.locator(".caution")).toContainText("No es asesoría jurídica.");
  await expect(page.locator(".caution")).toContainText(/Ley al \d+ de \w+ de \d{4}/);
  await expect(page.getByLabel("Día del examen").first()).toHaveValue(TODAY);
  expect(await page.title()).toBe("tipicidad · Calculadora de cargos");
  const day = page.getByLabel("Día del examen").first();
  await day.fill("2026-07");
  await day.blur();
  await expect(page.getByText("Escriba un día entero: AAAA-MM-DD.")).toBeVisible();
  await day.fill("2026-07-30");
  await day.blur();
  await expect(page.getByText("Escriba un día entero: AAAA-MM-DD.")).toBeHidden();
  await page.getByRole("button", { name: "English" }).click();
  expect(await page.title()).toBe("tipicidad · Charge calculator");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
});

test("the element works in a page of ten lines", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open({ path: "examples/embed.html" });
  await showExample(page);
  await expect(charge(page, "applies", "CPF:201:f").locator(".brief")).toContainText("14 a 24 años");
});
