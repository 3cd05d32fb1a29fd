/** What a page loads of dist/ that imports `tipicidad`. */
export const PAGE = ["engine_bg.wasm", "index.js"];
/** What one loads that imports `tipicidad/quiz`. */
export const TRAINER = ["trainer_bg.wasm", "index.js", "quiz.js"];
