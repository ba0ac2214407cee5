// While somebody writes: words that readers stumble over. Hints only.
import { askWhileTyping, make } from "./ask-while-typing.js";

export function enhance(form) {
  const aid = form.querySelector("[data-aid]");
  const boxes = [...form.querySelectorAll("textarea, input[type=text]:not([name=homepage])")];
  askWhileTyping(boxes, "/typing/words", () => ({ text: boxes.map((box) => box.value).join("\n") }), ({ hints }) => {
    const lines = hints.map((line) => make("li", { textContent: line }));
    aid.replaceChildren(...(lines.length ? [
      make("p", { className: "wp-draft__aidline" }, make("strong", { textContent: "This could be plainer, if you like:" })),
      make("ul", { className: "govuk-list govuk-list--bullet" }, ...lines),
    ] : []));
  });
}
