// Enhances every page; each page works without it.
import { createAll, Button, CharacterCount, ErrorSummary, ExitThisPage, PasswordInput, Radios, SkipLink } from "../build/govuk-frontend.min.js";
import { keepPrintTitleQuiet } from "./quiet-print.js";

document.documentElement.classList.add("js-enabled");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [Button, CharacterCount, ErrorSummary, ExitThisPage, PasswordInput, Radios, SkipLink]) createAll(part);
keepPrintTitleQuiet();

// Where one is among the rooms of the desk is in sight, however many there are.
const room = document.querySelector(".wp-rooms [aria-current]");
const rooms = room?.closest("ul");
const FADE = 56; // as wide as the rooms fade at their end
if (rooms && room.offsetLeft - rooms.offsetLeft + room.offsetWidth > rooms.clientWidth - FADE) {
  rooms.scrollLeft = room.offsetLeft - rooms.offsetLeft - FADE;
}

// A part of a page says which modules it needs: <div data-enhance="map">. Only those are fetched. On a slow line somebody
// may press a button before its module is there: the press is remembered and done as soon as it can be.
for (const element of document.querySelectorAll("[data-enhance]")) {
  const pressed = new Set();
  const remember = (event) => {
    const button = event.target.closest("button[type=button]");
    if (button) pressed.add(button);
  };
  element.addEventListener("click", remember);
  const modules = element.dataset.enhance.split(" ").map((name) => import(`./${name}.js`));
  Promise.all(modules).then((loaded) => {
    element.removeEventListener("click", remember);
    for (const module of loaded) module.enhance(element);
    for (const button of pressed) button.click();
  });
}
