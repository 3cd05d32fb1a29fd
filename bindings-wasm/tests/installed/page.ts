import { judge } from "./judge.ts";

const answer = document.querySelector("#answer");
if (answer !== null) {
  answer.textContent = await judge();
}
