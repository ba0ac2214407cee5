// The map of gaps that can be moved and zoomed: the same outlines and patterns as the drawing, which stands without it.
// Everything it says is in the table beside it.
import { load } from "./map.js";

const keyFocus = (layer, address) => {
  const path = layer.getElement?.();
  if (!path) return;
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "link");
  path.setAttribute("aria-label", layer.label);
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.location.assign(address);
  });
  path.addEventListener("focus", () => layer.openTooltip());
  path.addEventListener("blur", () => layer.closeTooltip());
};

const said = ({ name, told, unit, words }) =>
  unit ? `${name}: ${words}${told === "0" ? "" : `, ${told} ${unit}`}` : `${name}: ${told} (${words})`;

function drawArea(L, map, area) {
  const style = { className: "wp-area", fillColor: `url(#wp-${area.band})`, fillOpacity: 1, weight: 2, color: "#1c2729" };
  return L.geoJSON(area.outline, {
    style,
    onEachFeature: (_feature, layer) => {
      layer.label = said(area);
      layer.bindTooltip(document.createTextNode(layer.label).textContent.replace(/[<>&]/g, ""), { sticky: true });
      layer.on("click", () => window.location.assign(area.address));
      layer.on("add", () => keyFocus(layer, area.address));
    },
  }).addTo(map);
}

function draw(L, box, areas, { tiles, attribution }) {
  const map = L.map(box, { attributionControl: Boolean(tiles), maxZoom: 15, zoomSnap: 0.5 });
  if (tiles) {
    L.tileLayer(tiles, { attribution, maxZoom: 15 }).addTo(map);
    map.attributionControl.setPrefix(false);
  }
  const layers = areas.map((area) => drawArea(L, map, area));
  map.fitBounds(L.featureGroup(layers).getBounds(), { padding: [8, 8], animate: false });
  L.control.scale({ metric: false }).addTo(map);
}

export function enhance(section) {
  const button = section.querySelector("button");
  const box = section.querySelector(".wp-map");
  const status = section.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "Drawing the map…";
    try {
      const [L, answer] = await Promise.all([load(), fetch(section.dataset.areas)]);
      if (!answer.ok) throw new Error(answer.status);
      const { areas } = await answer.json();
      box.hidden = false;
      draw(L, box, areas, section.dataset);
      button.hidden = true;
      section.querySelector(".wp-choropleth")?.classList.add("wp-choropleth--away"); // its patterns are still drawn with
      status.textContent = "Press an area, or Tab and Enter, to see why. The table says the same.";
    } catch {
      button.disabled = false;
      status.textContent = "The map could not be drawn. Everything is in the table.";
    }
  });
}
