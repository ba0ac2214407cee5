// Asks our own server about what is being typed, a moment after the last key. Only the latest answer counts.
const WAIT = 500;

export function askWhileTyping(boxes, address, bodyOf, show) {
  let timer;
  let latest = 0;
  const ask = async () => {
    const mine = ++latest;
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(bodyOf()) });
      if (!answer.ok || mine !== latest) return;
      show(await answer.json());
    } catch {
      // Without an answer the page says the same after saving.
    }
  };
  for (const box of boxes) {
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
  }
  // On a slow line somebody may have typed before this was here.
  if (boxes.some((box) => box.value !== box.defaultValue)) ask();
}

export const make = (tag, parts, ...children) => {
  const element = Object.assign(document.createElement(tag), parts);
  element.append(...children);
  return element;
};
