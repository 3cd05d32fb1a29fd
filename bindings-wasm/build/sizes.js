// Says how large what a page loads is, and fails when it passes the limit: node build/sizes.js DIST
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What a page may have to load, in bytes of brotli. */
const LIMIT = 350_000;

const [dist] = process.argv.slice(2);
// What Node alone loads is not for a page.
const files = readdirSync(dist).filter((name) => /\.(js|wasm)$/.test(name) && name !== "node.js");
const sizes = files.map((name) => {
  const bytes = readFileSync(join(dist, name));
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
});
const sum = (key) => sizes.reduce((total, size) => total + size[key], 0);
const total = { name: "together", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
for (const { name, raw, gzip, brotli } of [...sizes, total]) {
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  console.log(`${name.padEnd(16)}${kilobytes(raw)} kB raw${kilobytes(gzip)} kB gzip${kilobytes(brotli)} kB brotli`);
}
if (total.brotli > LIMIT) {
  console.error(`the package has ${total.brotli} bytes of brotli; at most ${LIMIT} are allowed`);
  process.exitCode = 1;
}
