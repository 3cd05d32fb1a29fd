// What the npm package answers, for scripts/compare-faces: a line for each file named on the command line, its sha256.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { load } from "../../bindings-wasm/dist/node.js";

const law = await load();
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  const answer = path.includes("bad-cases") ? refused(text) : judged(JSON.parse(text));
  console.log(createHash("sha256").update(answer).digest("hex"));
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
