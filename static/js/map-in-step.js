// Map and list of results say the same thing at the same time: a card that is pointed at or focused lights its marker,
// and a marker lights its card and leads to it. The list stays the equal: nothing is only on the map.
const cardsByAddress = () => new Map(
  [...document.querySelectorAll(".wp-card")].map((card) => [card.querySelector(".wp-card__name a")?.pathname, card]),
);

const make = (tag, parts) => Object.assign(document.createElement(tag), parts);

function popupOf(name, address, card) {
  const content = make("div", { className: "wp-popup" });
  content.append(make("a", { href: address, textContent: name }));
  if (!card) {
    content.append(make("p", { textContent: "It is on another page of the list." }));
    return content;
  }
  const button = make("button", { type: "button", className: "wp-linklike", textContent: "Show it in the list" });
  button.addEventListener("click", () => {
    const link = card.querySelector(".wp-card__name a");
    link.focus({ preventScroll: true });
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  });
  content.append(button);
  return content;
}

export function keepInStep(group, markers) {
  const cards = cardsByAddress();
  let lit; // one at a time, though the pointer may rest on one card and the focus on another
  const dim = () => { lit?.classList.remove("wp-lit"); };
  for (const { marker, name, address } of markers) {
    const card = cards.get(address);
    marker.bindPopup(popupOf(name, address, card));
    if (!card) continue;
    const light = () => {
      dim();
      lit = group.getVisibleParent(marker)?.getElement(); // its own marker, or the cluster it stands in
      lit?.classList.add("wp-lit");
    };
    const shine = () => card.classList.add("wp-card--lit");
    const fade = () => card.classList.remove("wp-card--lit");
    card.addEventListener("mouseenter", light);
    card.addEventListener("mouseleave", dim);
    card.addEventListener("focusin", light);
    card.addEventListener("focusout", dim);
    marker.on("mouseover popupopen", shine);
    marker.on("popupclose", fade);
    marker.on("mouseout", () => { if (!marker.isPopupOpen()) fade(); });
  }
}
