// Enhances every page; each page works without it.
import { createAll, Button, CharacterCount, ErrorSummary, ExitThisPage, Radios, SkipLink } from "../build/govuk-frontend.min.js";
import { keepPrintTitleQuiet } from "./quiet-print.js";

document.documentElement.classList.add("js-enabled");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [Button, CharacterCount, ErrorSummary, ExitThisPage, Radios, SkipLink]) createAll(part);
keepPrintTitleQuiet();

// A part of a page says which modules it needs: <div data-enhance="map">. Only those are fetched.
for (const element of document.querySelectorAll("[data-enhance]")) {
  for (const name of element.dataset.enhance.split(" ")) {
    import(`./${name}.js`).then((module) => module.enhance(element));
  }
}
