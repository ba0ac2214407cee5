// Offers places while somebody types one. The browser's own list of suggestions keeps label, hint and Enter as they are.
const WAIT = 150;

export function enhance(form) {
  const box = form.querySelector("#near");
  const list = Object.assign(document.createElement("datalist"), { id: "near-places" });
  box.after(list);
  box.setAttribute("list", list.id);
  let timer;
  let latest = "";
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => offer(box.value.trim()), WAIT);
  });

  async function offer(typed) {
    latest = typed;
    if (typed.length < 2 || [...list.options].some((option) => option.value === typed)) return;
    try {
      const answer = await fetch(`/search/places?near=${encodeURIComponent(typed)}`);
      if (!answer.ok || typed !== latest) return;
      const { places } = await answer.json();
      list.replaceChildren(...places.map((value) => Object.assign(document.createElement("option"), { value })));
    } catch {
      // Without suggestions the box still takes whatever is typed.
    }
  }
}
