// A layer of toilets and places to sit, which somebody asks for by ticking a box under the map of results.
const make = (tag, parts) => Object.assign(document.createElement(tag), parts);

function marker(L, [latitude, longitude, name, address, words, kind]) {
  const icon = L.divIcon({
    html: kind === "toilet" ? "WC" : "Seat",
    className: `wp-amenity wp-amenity--${kind}`,
    iconSize: [44, 26],
  });
  const content = make("div", { className: "wp-popup" });
  content.append(make("a", { href: address, textContent: name }));
  if (words) content.append(make("p", { textContent: words }));
  const title = words ? `${name}: ${words}` : name;
  return L.marker([latitude, longitude], { icon, title, alt: title, keyboard: true }).bindPopup(content);
}

async function layerRound(L, { lat, lng }) {
  const answer = await fetch(`/search/amenities?latitude=${lat.toFixed(4)}&longitude=${lng.toFixed(4)}`);
  if (!answer.ok) throw new Error(answer.status);
  const { amenities, miles } = await answer.json();
  const markers = amenities.map((each) => marker(L, each));
  return { layer: L.layerGroup(markers), points: markers.map((each) => each.getLatLng()), count: amenities.length, miles };
}

export function offerAmenities(L, map, box, centre) {
  const where = centre ? "the place you searched from" : "the middle of the map";
  const tick = make("input", { type: "checkbox", id: "amenities", className: "govuk-checkboxes__input" });
  const label = make("label", { htmlFor: "amenities", className: "govuk-label govuk-checkboxes__label" });
  label.textContent = "Show toilets and places to sit";
  const item = make("div", { className: "govuk-checkboxes__item" });
  item.append(tick, label);
  const group = make("div", { className: "govuk-checkboxes govuk-checkboxes--small wp-map-layers" });
  const told = make("p", { className: "wp-small" });
  told.setAttribute("role", "status");
  group.append(item, told);
  box.after(group);
  let layer;
  tick.addEventListener("change", async () => {
    layer?.remove();
    told.textContent = "";
    if (!tick.checked) return;
    try {
      const found = await layerRound(L, centre ? L.latLng(centre) : map.getCenter());
      if (!tick.checked) return;
      layer = found.layer.addTo(map);
      // Near enough that one plate does not lie upon another.
      if (found.count) map.fitBounds(found.points, { padding: [40, 40], maxZoom: 15, animate: false });
      told.textContent = found.count
        ? `${found.count} within ${found.miles} miles of ${where}. Those in a building are there when it is open.`
        : `None is listed within ${found.miles} miles of ${where}.`;
    } catch {
      tick.checked = false;
      told.textContent = "Toilets and places to sit could not be fetched. Tick the box to try again.";
    }
  });
}
