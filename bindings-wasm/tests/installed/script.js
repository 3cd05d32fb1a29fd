// A plain Node script.
import { judge } from "./judge.js";

console.log(await judge());
