// Offers needs, services, organisations and places while somebody types. The box itself stays the box of the page: its
// label, hint, error and Enter are as they were. Follows the editable combobox of the ARIA Authoring Practices.
const WAIT = 120;
const SHORTEST = 2;
const HEADINGS = { need: "Needs", service: "Services", organization: "Organisations", place: "Places" };

const make = (tag, parts, ...children) => {
  const { aria = {}, ...own } = parts;
  const element = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  element.append(...children);
  return element;
};

export function enhance(form) {
  const box = form.querySelector("#q");
  const near = form.querySelector("#near");
  if (!box) return;
  const list = make("div", { id: "q-offers", role: "listbox", className: "wp-offers", hidden: true, aria: { label: "Suggestions" } });
  const status = make("span", { className: "govuk-visually-hidden", role: "status" });
  box.after(list, status);
  box.setAttribute("role", "combobox");
  for (const [name, value] of [["autocomplete", "list"], ["expanded", "false"], ["controls", list.id]]) box.setAttribute(`aria-${name}`, value);

  let offers = [];
  let active = -1;
  let timer;
  let asking;
  let typed = "";

  const options = () => [...list.querySelectorAll("[role=option]")];
  const isOpen = () => !list.hidden;

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function point(to) {
    active = to;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === to)));
    if (to < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", `q-offer-${to}`);
      options()[to].scrollIntoView({ block: "nearest" });
    }
  }

  function show(found) {
    offers = found;
    list.replaceChildren(...groups(found));
    if (!found.length) {
      close();
      status.textContent = "";
      return;
    }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    point(-1);
    status.textContent = `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}. Use the up and down arrows to look at them.`;
  }

  function groups(found) {
    return Object.entries(HEADINGS).flatMap(([kind, heading]) => {
      const own = found.map((offer, number) => [offer, number]).filter(([offer]) => offer.kind === kind);
      if (!own.length) return [];
      const title = make("div", { id: `q-offers-${kind}`, className: "wp-offers__heading", role: "presentation" }, heading);
      const lines = own.map(([offer, number]) => make(
        "div",
        { id: `q-offer-${number}`, role: "option", className: "wp-offers__one", aria: { selected: "false" } },
        offer.label,
        ...(offer.note ? [" ", make("span", { className: "wp-offers__note" }, offer.note)] : []),
      ));
      return [make("div", { role: "group", aria: { labelledby: title.id } }, title, ...lines)];
    });
  }

  function choose(offer) {
    close();
    if (offer.kind === "place") {
      near.value = offer.label;
      box.value = "";
      show([]); // or an arrow would bring up what was offered for words that are gone
      status.textContent = `Near ${offer.label}. Now say what would help.`;
      return;
    }
    status.textContent = "";
    const where = near?.value.trim() && offer.kind !== "organization" ? `?${new URLSearchParams({ near: near.value.trim() })}` : "";
    window.location.assign(offer.href + where);
  }

  async function ask() {
    asking?.abort();
    typed = box.value.trim();
    if (typed.length < SHORTEST) {
      show([]);
      return;
    }
    const mine = asking = new AbortController();
    try {
      const answer = await fetch(`/search/suggestions?${new URLSearchParams({ q: typed })}`, { signal: mine.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!mine.signal.aborted && document.activeElement === box) show(found);
    } catch {
      // Without suggestions the box still takes whatever is typed.
    }
  }

  function move(by) {
    // From the box to the first or last, through them all, and back to the box.
    const places = offers.length + 1;
    point(((active + 1 + by + places) % places) - 1);
  }

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("compositionend", () => { timer = setTimeout(ask, WAIT); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!offers.length) return;
      event.preventDefault();
      if (isOpen()) move(event.key === "ArrowDown" ? 1 : -1);
      else {
        show(offers);
        move(event.key === "ArrowDown" ? 1 : -1);
      }
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault(); // once closes the list; once more empties the box, as browsers do
      close();
    } else if (event.key === "Enter") {
      clearTimeout(timer);
      asking?.abort();
      if (isOpen() && active >= 0) {
        event.preventDefault();
        choose(offers[active]);
      } else close();
    } else if (event.key === "Tab") close();
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(offers[options().indexOf(option)]);
  });
}
