// What the npm package answers, for scripts/compare-faces: a line for each file or plan of a quiz on the command line, its sha256.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { load } from "../../bindings-wasm/dist/node.js";
import { load as loadTrainer } from "../../bindings-wasm/dist/quiz-node.js";

const law = await load();
const trainer = await loadTrainer();
for (const path of process.argv.slice(2)) {
  console.log(createHash("sha256").update(answer(path)).digest("hex"));
}

function answer(path) {
  if (path.startsWith("{")) {
    return trainer.quiz(JSON.parse(path)).to_json();
  }
  const text = readFileSync(path, "utf8");
  return path.includes("bad-cases") ? refused(text) : judged(JSON.parse(text));
}

/** A case of the corpus, as an object; and the same as text, which must not differ. */
function judged({ case: of, as_of: asOf }) {
  const answer = law.evaluate(of, { asOf });
  const bytes = answer.to_json();
  if (JSON.stringify(answer) !== bytes || law.evaluateJson(JSON.stringify(of), { asOf }) !== bytes) {
    throw new Error(`the verdict as an object and as text differ: ${bytes}`);
  }
  return bytes;
}

function refused(text) {
  try {
    return law.evaluateJson(text);
  } catch ({ code, message, path, hint, expected, line, column }) {
    return JSON.stringify([code, message, path, hint, expected, line, column]);
  }
}
