/** The page: the calculator, and a document whose language and title follow it. */

import { LANGUAGE_EVENT } from "./calculator";
import { Format } from "./text/format";
import type { Lang } from "./engine";

document.addEventListener(LANGUAGE_EVENT, (event) => {
  const lang = (event as CustomEvent<Lang>).detail;
  document.documentElement.lang = lang;
  document.title = `tipicidad · ${new Format(lang).words.title}`;
});
