// Says how large what a page loads is, and fails when it passes the limit: node build/sizes.js DIST
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { PAGE, TRAINER } from "./loaded.js";

/** What a page should have to load at most, in bytes of brotli. It is not reached. */
const WANTED = 350_000;
/** What it may not pass meanwhile: what it is, and a little. */
const LIMIT = 430_000;

const [dist] = process.argv.slice(2);

function sizes(names) {
  const each = names.map((name) => {
    const bytes = readFileSync(join(dist, name));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
  });
  const sum = (key) => each.reduce((total, size) => total + size[key], 0);
  return [...each, { name: "together", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") }];
}

for (const [title, names] of [["tipicidad", PAGE], ["tipicidad/quiz", TRAINER]]) {
  console.log(title);
  for (const { name, raw, gzip, brotli } of sizes(names)) {
    const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
    console.log(`  ${name.padEnd(16)}${kilobytes(raw)} kB raw${kilobytes(gzip)} kB gzip${kilobytes(brotli)} kB brotli`);
  }
}
const { brotli } = sizes(PAGE).at(-1);
if (brotli > WANTED) {
  console.error(`a page loads ${brotli} bytes of brotli: ${brotli - WANTED} more than it should`);
}
if (brotli > LIMIT) {
  console.error(`a page loads ${brotli} bytes of brotli; at most ${LIMIT} are allowed`);
  process.exitCode = 1;
}
