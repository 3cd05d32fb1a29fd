// Makes one file of each entry of the package, so that a page waits for one: node build/bundle.js DIST
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const [dist] = process.argv.slice(2);
const options = { bundle: true, minify: true, format: "esm", target: "es2022", outdir: dist, logLevel: "warning" };

/** The JavaScript of the engines lies among what is made already. */
const engines = {
  name: "engines",
  setup: (at) => at.onResolve({ filter: /^\.\/(engine|trainer)\.js$/ }, ({ path }) => ({ path: resolve(dist, path) })),
};
/** Takes the error's class from the entry `of`: it is one class, whichever entries a program imports. */
const errorOf = (of) => ({
  name: "error",
  setup: (at) => at.onResolve({ filter: /^\.\/error\.js$/ }, () => ({ path: `./${of}.js`, external: true })),
});

for (const [first, trainer] of [["index", "quiz"], ["node", "quiz-node"]]) {
  const external = ["node:*"];
  await build({ ...options, external, entryPoints: [`js/${first}.ts`], plugins: [engines] });
  await build({ ...options, external, entryPoints: [`js/${trainer}.ts`], plugins: [engines, errorOf(first)] });
}
for (const engine of ["engine", "trainer"]) {
  rmSync(resolve(dist, `${engine}.js`));
}
