import type { Locator, Page } from "@playwright/test";
import { expect, picture, test, type Calculator } from "./serve";
import { fits, violations, type Lang } from "./steps";

const WORDS = {
  es: {
    practise: "Practicar", number: "Número de preguntas", seed: "Semilla", law: "Ley", difficulty: "Dificultad", begin: "Empezar", answer: "Responder", next: "Siguiente",
    finish: "Ver el resultado", up: /^Subir el paso/, right: "Correcto", wrong: "Incorrecto", yours: "su respuesta", mistake: "Error:", score: (right: number, all: number) => `${right === 1 ? "1 acierto" : `${right} aciertos`} de ${all}`,
    review: "Para repasar", goOn: "Seguir con lo que menos domina", other: "Otro cuestionario", open: "Abrir este caso en la calculadora", switch: "English",
  },
  en: {
    practise: "Practise", number: "Number of questions", seed: "Seed", law: "Law", difficulty: "Difficulty", begin: "Begin", answer: "Answer", next: "Next",
    finish: "See the score", up: /^Up with step/, right: "Right", wrong: "Wrong", yours: "your answer", mistake: "Mistake:", score: (right: number, all: number) => `${right} of ${all} right`,
    review: "To go over again", goOn: "Go on with what you know least", other: "Another quiz", open: "Open this case in the calculator", switch: "Español",
  },
} as const;
/** What a page fetches to make questions. */
const TRAINER = /trainer_bg/;

const options = (page: Page): Locator => page.getByRole("radio");
const verdict = (page: Page): Locator => page.locator("#quiz-verdict");
const heading = (page: Page): Locator => page.locator("#quiz-at");
const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

/** Opens the page at the choices. */
async function practise(calculator: Calculator, lang: Lang = "es"): Promise<void> {
  const { page } = calculator;
  await calculator.open({ lang });
  await page.getByRole("tab", { name: WORDS[lang].practise }).click();
  await page.getByRole("button", { name: WORDS[lang].begin }).waitFor();
}

/** Begins a quiz that is always the same. */
async function begin(page: Page, number: number, seed = 1, lang: Lang = "es"): Promise<void> {
  await page.getByLabel(WORDS[lang].number).fill(String(number));
  await page.getByLabel(WORDS[lang].seed).fill(String(seed));
  await press(page, WORDS[lang].begin);
  await expect(heading(page)).toBeFocused();
}

/** Answers the question of the moment with its first option, or with steps as they stand, and says whether that was right. */
async function answer(page: Page, lang: Lang = "es"): Promise<boolean> {
  if ((await options(page).count()) > 0) await options(page).first().check();
  await press(page, WORDS[lang].answer);
  await expect(verdict(page)).toBeFocused();
  return (await verdict(page).innerText()).includes(WORDS[lang].right);
}

for (const lang of ["es", "en"] as Lang[]) {
  test(`a quiz from its choices to its score, ${lang}`, async ({ calculator }) => {
    const { page } = calculator;
    const words = WORDS[lang];
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    await calculator.open({ lang });
    await page.locator(".question h3").waitFor();
    // Who does not practise does not fetch what makes the questions.
    expect(fetched.filter((url) => TRAINER.test(url))).toEqual([]);
    await page.getByRole("tab", { name: words.practise }).click();
    await page.getByRole("button", { name: words.begin }).waitFor();
    expect(fetched.filter((url) => TRAINER.test(url))).toHaveLength(1);
    expect(await violations(page)).toEqual([]);
    await picture(page, `quiz-choices-${lang}`);

    const number = 11;
    await begin(page, number, 1, lang);
    expect(await violations(page)).toEqual([]);
    await picture(page, `quiz-question-${lang}`);
    let right = 0;
    let explained = false;
    for (let at = 1; at <= number; at += 1) {
      await expect(heading(page)).toContainText(`${at}`);
      const correct = await answer(page, lang);
      if (correct) right += 1;
      else if (!explained && (await page.locator("ul.marked").count()) > 0) {
        explained = true;
        const mine = page.locator(".marked li").filter({ hasText: words.yours });
        await expect(mine).toContainText(words.mistake);
        await expect(page.locator(".marked li.right")).toHaveCount(1);
        expect(await violations(page)).toEqual([]);
        await picture(page, `quiz-answer-${lang}`);
      }
      await press(page, at < number ? words.next : words.finish);
    }
    expect(explained).toBe(true);
    await expect(page.locator("#quiz-score")).toBeFocused();
    await expect(page.locator("#quiz-score")).toHaveText(words.score(right, number));
    await expect(page.locator(".outcome details")).toHaveCount(number - right);
    await page.locator(".outcome details summary").first().click();
    await expect(page.locator(".outcome .marked li.wrong").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await picture(page, `quiz-score-${lang}`);
  });
}

test("the same seed gives the same quiz, and the language changes in the middle of a question", async ({ calculator }) => {
  const { page } = calculator;
  await practise(calculator);
  await begin(page, 2, 5);
  const told = await page.locator(".scenario p").innerText();
  await options(page).nth(1).check();
  await press(page, WORDS.es.switch);
  await expect(heading(page)).toHaveText("Question 1 of 2");
  await expect(options(page).nth(1)).toBeChecked();
  expect(await page.locator(".scenario p").innerText()).not.toBe(told);
  await answer(page, "en");
  await press(page, WORDS.en.switch);
  await expect(page.locator(".marked li").filter({ hasText: WORDS.es.yours })).toBeVisible();
  expect(await page.locator(".scenario p").innerText()).toBe(told);
  await page.getByRole("button", { name: "Dejar el cuestionario" }).click();
  await expect(page.getByLabel(WORDS.es.seed)).toHaveValue("5");
  await press(page, WORDS.es.begin);
  expect(await page.locator(".scenario p").innerText()).toBe(told);
});

test("steps are put in order by keyboard alone", async ({ calculator }) => {
  const { page } = calculator;
  await practise(calculator);
  await begin(page, 30);
  const step = page.locator(".ordering li");
  while ((await step.count()) === 0) {
    await answer(page);
    await press(page, WORDS.es.next);
  }
  const texts = () => step.locator("span:first-child").allInnerTexts();
  const before = await texts();
  await page.locator("#step-0-down").focus();
  await page.keyboard.press("Enter");
  expect((await texts()).slice(0, 2)).toEqual(before.slice(0, 2).reverse());
  // Whoever goes on pressing goes on with the same step, as far as it goes.
  await expect(page.locator("#step-1-down")).toBeFocused();
  for (let at = 1; at < before.length - 1; at += 1) await page.keyboard.press("Enter");
  await expect(page.locator(`#step-${before.length - 1}-up`)).toBeFocused();
  expect((await texts()).at(-1)).toBe(before[0]);
  expect(await violations(page)).toEqual([]);
  await picture(page, "quiz-order");
  // The places that are wrong are sorted out by what the answer says.
  await press(page, WORDS.es.answer);
  await expect(page.locator("ol.marked li")).toHaveCount(before.length);
  await picture(page, "quiz-order-answer");
});

test("a round of what is known least follows, and none of its questions was asked before", async ({ calculator }) => {
  const { page } = calculator;
  await practise(calculator);
  await begin(page, 3);
  const told = new Set<string>();
  for (let at = 1; at <= 6; at += 1) {
    told.add(`${await page.locator(".scenario p").innerText()} ${await page.locator("legend").innerText()}`);
    await answer(page);
    await press(page, at % 3 === 0 ? WORDS.es.finish : WORDS.es.next);
    if (at === 3) await press(page, WORDS.es.goOn);
    if (at === 3) await expect(heading(page)).toHaveText("Pregunta 1 de 3");
  }
  expect(told.size).toBe(6);
  await press(page, WORDS.es.other);
  await expect(page.getByLabel(WORDS.es.number)).toBeFocused();
});

test("an answer is needed, choices are looked at, and what there is not is said", async ({ calculator }) => {
  const { page } = calculator;
  await practise(calculator);
  await page.getByLabel(WORDS.es.number).fill("0");
  await press(page, WORDS.es.begin);
  await expect(page.getByText("El número es menor que el mínimo admitido.")).toBeVisible();
  await expect(page.getByLabel(WORDS.es.number)).toBeFocused();
  await page.getByLabel(WORDS.es.number).fill("2");
  await page.getByLabel("Título").fill("99");
  await press(page, WORDS.es.begin);
  await expect(page.getByRole("alert")).toHaveText("Ningún delito está bajo ese título.");
  await expect(page.getByLabel("Título")).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Título").fill("");
  await page.getByLabel(WORDS.es.law).selectOption("CPF");
  await page.getByLabel(WORDS.es.difficulty).selectOption("2");
  await press(page, WORDS.es.begin);
  await expect(page.locator(".step")).toContainText("dificultad 2 de 5");
  await press(page, WORDS.es.answer);
  await expect(page.getByRole("alert")).toHaveText("Elija una opción.");
  await expect(options(page).first()).toBeFocused();
});

test("the case of a question opens in the calculator, and the quiz waits", async ({ calculator }) => {
  const { page } = calculator;
  await practise(calculator);
  await begin(page, 3);
  // The charges of the case would give the answer away.
  await expect(page.getByRole("button", { name: WORDS.es.open })).toHaveCount(0);
  await answer(page);
  await press(page, WORDS.es.open);
  await expect(page.getByText("Se abrió el caso de la pregunta")).toBeVisible();
  await expect(page.locator(".result .charge").first()).toBeVisible();
  await page.getByRole("tab", { name: WORDS.es.practise }).click();
  await expect(heading(page)).toHaveText("Pregunta 1 de 3");
});

test("on a phone, in the dark, on paper", async ({ calculator }) => {
  const { page } = calculator;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await practise(calculator);
  await fits(page);
  await begin(page, 2);
  await fits(page);
  await answer(page);
  await fits(page);
  expect(await violations(page)).toEqual([]);
  await picture(page, "quiz-phone");
  await press(page, WORDS.es.next);
  await answer(page);
  await press(page, WORDS.es.finish);
  await fits(page);
  // Everything to go over again stands open on the sheet, and nothing on it is to be pressed.
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("tipicidad-calculator button:visible")).toHaveCount(0);
  for (const wrong of await page.locator(".outcome details").all()) await expect(wrong.locator(".marked")).toBeVisible();
  await fits(page);
});

test("what cannot be loaded is said, and tried again", async ({ calculator }) => {
  const { page } = calculator;
  await page.route(TRAINER, (route) => route.fulfill({ status: 404 }));
  await calculator.open();
  await page.getByRole("tab", { name: WORDS.es.practise }).click();
  await expect(page.getByRole("alert")).toContainText("No se pudieron cargar las preguntas.");
  await press(page, WORDS.es.switch);
  await expect(page.getByRole("alert")).toContainText("The questions could not be loaded.");
  expect(await violations(page)).toEqual([]);
  expect(calculator.errors.length).toBeGreaterThan(0);
  calculator.errors.length = 0;
  await page.unroute(TRAINER);
  await press(page, "Try again");
  await page.getByRole("button", { name: WORDS.en.begin }).waitFor();
});

test("the element practises too", async ({ calculator }) => {
  const { page } = calculator;
  await calculator.open({ path: "examples/embed.html" });
  await page.getByRole("tab", { name: WORDS.es.practise }).click();
  await begin(page, 1);
  await answer(page);
  await press(page, WORDS.es.finish);
  await expect(page.locator("#quiz-score")).toBeFocused();
});
