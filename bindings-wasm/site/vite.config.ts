import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The package beside this folder, as `scripts/wasm-build` leaves it.
const alias = [
  { find: /^tipicidad$/, replacement: here("../dist/index.js") },
  { find: /^tipicidad\/quiz$/, replacement: here("../dist/quiz.js") },
];

export default defineConfig(({ mode }) => ({
  // The page works from any folder of any server.
  base: "./",
  // The element imports the package as a file beside itself, and may be imported on a server, which lit-html allows in the form
  // that it keeps for Node; the page takes the package in.
  resolve: mode === "element" ? { conditions: ["node", "import", "module", "default"] } : { alias },
  server: { fs: { allow: [here("../..")] } },
  build:
    mode === "element"
      ? {
          // One file beside the package's own, which it imports: the engine is there once.
          outDir: here("../dist"),
          emptyOutDir: false,
          copyPublicDir: false,
          lib: { entry: here("src/calculator.ts"), formats: ["es"], fileName: () => "calculator.js" },
          rollupOptions: { external: ["tipicidad", "tipicidad/quiz"], output: { paths: { tipicidad: "./index.js", "tipicidad/quiz": "./quiz.js" } } },
        }
      : { outDir: "dist", assetsInlineLimit: 0 },
  test: { include: ["test/unit/**/*.test.ts"] },
}));
