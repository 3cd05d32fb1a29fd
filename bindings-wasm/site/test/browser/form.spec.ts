import { expect, picture, test } from "./serve";
import { charge, fits, showExample, violations, WORDS, type Lang } from "./steps";

const LABELS = {
  es: { date: "fecha del hecho", verb: "conducta", result: "lo que la víctima hizo o padeció", purpose: "fines", age: "edad en la fecha del hecho", relation: "lo que la persona imputada es para la víctima" },
  en: { date: "date of the act", verb: "conduct", result: "what the victim did or underwent", purpose: "purposes", age: "age on the date of the act", relation: "what the accused is to the victim" },
} as const;
const MEMBERS = {
  es: { verb: "inducir", result: "acto sexual", purpose: "sexual", relation: "tutora o tutor" },
  en: { verb: "induce", result: "sexual act", purpose: "sexual", relation: "guardian" },
} as const;

for (const lang of ["es", "en"] as Lang[]) {
  test(`the guardian case by form, ${lang}`, async ({ calculator }) => {
    const { page } = calculator;
    const [labels, members] = [LABELS[lang], MEMBERS[lang]];
    await calculator.open({ lang });
    await page.getByRole("tab", { name: WORDS[lang].form }).click();
    const form = page.locator(".form");
    const list = async (label: string, member: string) => {
      const field = form.locator("details.field").filter({ has: page.locator(".label", { hasText: new RegExp(`^${label}$`) }) }).first();
      await field.locator("summary").click();
      await field.getByRole("checkbox", { name: member, exact: true }).check();
      // The list as marked is the whole of it.
      await field.locator(".rest .choice").first().click();
    };
    await form.getByRole("textbox", { name: labels.date, exact: true }).fill("2024-03-01");
    await list(labels.verb, members.verb);
    await list(labels.result, members.result);
    await list(labels.purpose, members.purpose);
    await list(labels.relation, members.relation);
    const guardian = charge(page, "applies", "CPF:201:f");

    // Without an age it is possible; with a stated doubt about it, still; with it, made out.
    await expect(charge(page, "undetermined", "CPF:201:f")).toBeVisible();
    const age = form.locator(".card").filter({ hasText: lang === "es" ? "Víctima 1" : "Victim 1" }).getByRole("textbox", { name: labels.age, exact: true }).first();
    await age.fill("doce");
    await age.blur();
    await expect(age).toHaveAttribute("aria-invalid", "true");
    await expect(form.locator(".fault").first()).toBeVisible();
    await age.fill("12");
    await age.blur();
    await expect(guardian.locator(".brief")).toHaveText(WORDS[lang].range);
    expect(await violations(page)).toEqual([]);
    await picture(page, `form-${lang}`);
  });
}

test("an age between two ends is known enough where the law asks no more", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  await page.getByRole("tab", { name: "Formulario" }).click();
  const victim = page.locator(".card").filter({ hasText: "edad en la fecha del hecho" }).filter({ hasText: "Víctima 1" }).first();
  const field = victim.locator(".field").filter({ hasText: "edad en la fecha del hecho" }).first();
  await field.getByRole("button", { name: "Entre…" }).click();
  const last = field.getByRole("textbox").nth(1);
  // Twelve is both ends at first.
  await expect(last).toHaveValue("12");
  await last.fill("17");
  await last.blur();
  await expect(charge(page, "applies", "CPF:201:f")).toBeVisible();
  await last.fill("18");
  await last.blur();
  await expect(charge(page, "undetermined", "CPF:201:f")).toBeVisible();
  await last.fill("11");
  await last.blur();
  await expect(field.locator(".fault")).toHaveText("El primer extremo es mayor que el segundo.");
});

test("persons and acts come and go", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  await showExample(page);
  await page.getByRole("tab", { name: "Formulario" }).click();
  await page.getByRole("button", { name: "+ Añadir víctima" }).click();
  await expect(page.getByRole("heading", { name: "Víctima 2", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "+ Añadir hecho" }).click();
  await expect(page.getByRole("heading", { name: "Hecho 2", exact: true })).toBeVisible();
  // Two acts: every charge says whose it is.
  await expect(charge(page, "applies", "CPF:201:f").locator(".whom").first()).toContainText("Hecho 1");
  await page.getByRole("button", { name: "Quitar: Hecho 2" }).click();
  await page.getByRole("button", { name: "Quitar: Víctima 2" }).click();
  await expect(page.getByRole("heading", { name: "Víctima 2", exact: true })).toHaveCount(0);
  await expect(page.getByText("Se quitó: Víctima 2")).toBeVisible();
});

test("on a phone nothing lies beyond the edge", async ({ calculator }) => {
  const { page } = calculator;
  await page.setViewportSize({ width: 360, height: 740 });
  await calculator.open();
  await fits(page);
  await showExample(page);
  await charge(page, "applies", "CPF:201:f").locator("summary").first().click();
  await fits(page);
  await picture(page, "phone");
  await page.getByRole("tab", { name: "Formulario" }).click();
  await fits(page);
});
