import { expect, picture, test } from "./serve";
import { answerQuestion, charge, question, WORDS, type Lang } from "./steps";

/** More questions than these would be no guide. */
const MOST_QUESTIONS = 20;

for (const lang of ["es", "en"] as Lang[]) {
  test(`the guardian case by interview, ${lang}`, async ({ calculator }) => {
    const { page } = calculator;
    await calculator.open({ lang });
    await question(page).waitFor();
    const guardian = charge(page, "applies", "CPF:201:f");
    let asked = 0;
    while (!(await guardian.isVisible()) && asked < MOST_QUESTIONS) {
      await answerQuestion(page, lang);
      asked += 1;
    }
    // CPF 201 f: 7 to 12 years and 800 to 2500 days; 205 Bis d doubles both, for a guardian.
    await expect(guardian.locator(".brief")).toHaveText(WORDS[lang].range);
    await expect(guardian.locator(".status")).toHaveText(WORDS[lang].applies);
    await picture(page, `interview-${lang}`);

    // One step back the age was not known, and nothing applied.
    await page.getByRole("button", { name: WORDS[lang].back }).click();
    await expect(guardian).toBeHidden();
  });
}

test("the interview by keyboard alone", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open();
  const first = await question(page).innerText();
  await page.locator("form.question input").first().focus();
  await page.keyboard.type("2024-03-");
  await page.keyboard.press("Enter");
  // Half a date: the message stands beside the field, and the question stays.
  await expect(page.locator("form.question .fault").first()).toContainText("La fecha está incompleta");
  await expect(question(page)).toHaveText(first);
  await page.keyboard.type("01");
  await page.keyboard.press("Enter");
  await expect(question(page)).not.toHaveText(first);
  // Whoever cannot see the page is taken to the next question.
  await expect(question(page)).toBeFocused();
});
