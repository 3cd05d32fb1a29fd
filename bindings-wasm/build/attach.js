// Puts the compiled law into the engine as a custom section, so that one file is fetched, and a page that loads the module
// has its law: node build/attach.js ENGINE.wasm LAW.pack
import { readFileSync, writeFileSync } from "node:fs";

/** As js/law.ts looks for it. */
const NAME = "tipicidad.pack";

/** A length as WebAssembly writes it: seven bits a byte, the last without the eighth. */
function length(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) {
    bytes.push((number & 127) | 128);
  }
  return [...bytes, number];
}

const [engine, pack] = process.argv.slice(2);
const name = new TextEncoder().encode(NAME);
const content = Buffer.concat([Uint8Array.from([...length(name.length), ...name]), readFileSync(pack)]);
const CUSTOM = 0;
const whole = Buffer.concat([readFileSync(engine), Uint8Array.from([CUSTOM, ...length(content.length)]), content]);
if (!WebAssembly.validate(whole)) {
  throw new Error(`${engine} with ${pack} is no module`);
}
writeFileSync(engine, whole);
