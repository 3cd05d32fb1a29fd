/** Steps that tests share: answering, filling in, reading the answer. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./serve";

export type Lang = "es" | "en";

/** The words of the page that tests press or read. */
export const WORDS = {
  es: {
    example: "Ver un ejemplo", answer: "Responder", unknown: "No sé", none: "Ninguna de estas", form: "Formulario", applies: "Se configura", possible: "Posible",
    back: "← Atrás", range: "prisión de 14 a 24 años y multa de 1600 a 5000 días multa", share: "Compartir enlace", change: "Qué cambiaría esto", done: "No hay más preguntas útiles",
  },
  en: {
    example: "See an example", answer: "Answer", unknown: "I don’t know", none: "None of these", form: "Form", applies: "Applies", possible: "Possible",
    back: "← Back", range: "prison of 14 to 24 years and a fine of 1600 to 5000 day-fines", share: "Share a link", change: "What would change this", done: "There are no more useful questions",
  },
} as const;

/** How the guardian case answers: a list is marked, a text typed. Every other question is not known. */
const ANSWERS: Record<Lang, Record<string, string | string[]>> = {
  es: {
    "¿Qué día ocurrió el hecho (si fue permanente o continuado, el primer día)?": "2024-03-01",
    "¿Qué hizo o dejó de hacer la persona imputada?": ["inducir"],
    "¿Qué hizo o padeció la víctima?": ["acto sexual"],
    "¿Con qué fines actuó la persona imputada?": ["sexual"],
    "¿Qué edad tenía la víctima en la fecha del hecho?": "12",
    "¿Qué es la persona imputada para la víctima?": ["tutora o tutor"],
  },
  en: {
    "On which day did the act happen (if permanent or continued, the first day)?": "2024-03-01",
    "What did the accused do or fail to do?": ["induce"],
    "What did the victim do or undergo?": ["sexual act"],
    "To what ends did the accused act?": ["sexual"],
    "How old was the victim on the date of the act?": "12",
    "What is the accused to the victim?": ["guardian"],
  },
};

/** The heading of the question that is asked now. */
export const question = (page: Page): Locator => page.locator(".question h3");

/** The charge with an id, under a heading of the result. */
export const charge = (page: Page, group: "applies" | "undetermined" | "displaced" | "excluded", id: string): Locator =>
  page.locator(`.group.${group} .charge`).filter({ has: page.locator("summary > .id", { hasText: new RegExp(`^${id}$`) }) });

/** What axe finds on the page as it is. */
export async function violations(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }> } }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await axe.run(document, { runOnly: tags })).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary ?? ""}`).join(" | ")}`);
}

/** Whether nothing of the page lies beyond its width. */
export async function fits(page: Page): Promise<void> {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(wide).toBeLessThanOrEqual(room ?? 0);
}

/** Answers the question of the moment as the guardian case does, and waits for the next. */
export async function answerQuestion(page: Page, lang: Lang): Promise<void> {
  const asked = await question(page).innerText();
  const answer = ANSWERS[lang][asked];
  const form = page.locator("form.question");
  if (answer === undefined) await form.getByRole("button", { name: WORDS[lang].unknown }).click();
  else {
    if (typeof answer === "string") await form.getByRole("textbox").fill(answer);
    else for (const label of answer) await form.getByRole("checkbox", { name: label, exact: true }).check();
    await form.getByRole("button", { name: WORDS[lang].answer }).click();
  }
  await expect(question(page)).not.toHaveText(asked);
}

/** Shows the example, and waits for what it makes out. */
export async function showExample(page: Page, lang: Lang = "es"): Promise<void> {
  await page.getByRole("button", { name: WORDS[lang].example }).click();
  await expect(charge(page, "applies", "CPF:201:f")).toBeVisible();
  await question(page).waitFor();
}
