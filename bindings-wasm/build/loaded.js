/** What a page loads of dist/ that imports `tipicidad`. */
export const PAGE = ["engine.js", "engine_bg.wasm", "error.js", "index.js", "law.js"];
/** What one loads that imports `tipicidad/quiz`. */
export const TRAINER = ["trainer.js", "trainer_bg.wasm", "error.js", "quiz.js", "training.js", "law.js"];
