import { parentPort, workerData } from "node:worker_threads";
import { load } from "../dist/node.js";

const law = await load();
parentPort.postMessage(law.evaluateJson(workerData, { asOf: "2024-06-01" }));
