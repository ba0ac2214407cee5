// While somebody types times: how they are read, and the next dates. What cannot be read is told after a pause only.
import { askWhileTyping, make } from "./ask-while-typing.js";

export function enhance(form) {
  for (const aid of form.querySelectorAll("[data-aid]")) {
    const box = form.querySelector(`#${aid.dataset.aid}`);
    askWhileTyping([box], "/typing/times", () => ({ text: box.value }), ({ dates, problems }) => {
      const parts = [];
      if (dates.length) {
        parts.push(
          make("p", { className: "wp-draft__aidline" }, make("strong", { textContent: "The next dates would be:" })),
          make("ol", { className: "wp-draft__dates" }, ...dates.map((line) => make("li", { textContent: line }))),
        );
      }
      for (const { sentence } of problems) {
        parts.push(make("p", { className: "wp-draft__aidline wp-draft__aidline--ask", textContent: sentence }));
      }
      aid.replaceChildren(...parts);
    });
  }
}
