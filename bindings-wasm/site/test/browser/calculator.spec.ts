import { expect, test } from "./serve";
test("opens", async ({ calculator }) => {
  const t = Date.now();
  await calculator.open();
  await calculator.page.locator(".question h3").waitFor();
  console.log("ready", Date.now() - t, calculator.errors, calculator.strangers);
  await calculator.page.getByRole("button", { name: "Ver un ejemplo" }).first().click();
  await expect(calculator.page.locator(".charge.applies .name")).toBeVisible();
  console.log(calculator.errors);
});
