// Where it is: a postcode fills in the town and puts a pin on the map, which can be dragged, tapped, or moved by keys.
// Nobody types coordinates. Without JavaScript the pin stands in the middle of the postcode.
import { make } from "./ask-while-typing.js";
import { drawGround, load } from "./map.js";

const NEAR = 16;
const STEP = 0.0001; // degrees: about ten metres for a press of an arrow key
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function enhance(form) {
  const field = (name) => form.elements[name];
  const part = form.querySelector(".wp-pin");
  const aid = form.querySelector("[data-aid]");
  let map;
  let pin;

  const settle = ({ lat, lng }) => {
    field("latitude").value = lat.toFixed(6);
    field("longitude").value = lng.toFixed(6);
    field("pinned").value = "yes";
    pin.setLatLng([lat, lng]);
  };

  async function show(point, ground) {
    const L = await load();
    part.hidden = false;
    if (!map) {
      const box = part.querySelector(".wp-pin__map");
      map = L.map(box, { attributionControl: Boolean(part.dataset.tiles), maxZoom: 18 }).setView(point, NEAR);
      if (part.dataset.tiles) {
        L.tileLayer(part.dataset.tiles, { attribution: part.dataset.attribution, maxZoom: 18 }).addTo(map);
        map.attributionControl.setPrefix(false);
      }
      const icon = L.divIcon({ className: "wp-marker", iconSize: [28, 28], iconAnchor: [14, 28] });
      const words = "The pin. Drag it to the door, or move it with the arrow keys";
      pin = L.marker(point, { icon, draggable: true, keyboard: true, title: words, alt: words }).addTo(map);
      pin.on("dragend", () => settle(pin.getLatLng()));
      map.on("click", ({ latlng }) => settle(latlng));
      pin.getElement().addEventListener("keydown", (event) => {
        const way = ARROWS[event.key];
        if (!way) return;
        event.preventDefault();
        event.stopPropagation();
        const { lat, lng } = pin.getLatLng();
        settle({ lat: lat + way[0] * STEP, lng: lng + way[1] * STEP });
      });
      L.control.scale({ metric: false }).addTo(map);
    }
    const drawn = ground?.towns ? ground : JSON.parse(part.dataset.ground || "null");
    if (!part.dataset.tiles && drawn) drawGround(L, map, drawn);
    pin.setLatLng(point);
    map.setView(point, part.dataset.tiles ? NEAR : 13);
    map.invalidateSize();
  }

  async function find({ keepPin = false } = {}) {
    const typed = field("postcode").value.trim();
    if (typed.length < 5) return;
    try {
      const body = new URLSearchParams({ postcode: typed });
      const answer = await fetch("/typing/postcodes", { method: "POST", body });
      if (!answer.ok) return;
      const found = await answer.json();
      const said = found.point ? `${found.postcode || typed.toUpperCase()}${found.town ? ` is in or near ${found.town}.` : ""} ` : "";
      aid.replaceChildren(make("p", { className: "wp-draft__aidline", textContent: said + found.message }));
      if (found.postcode) field("postcode").value = found.postcode;
      if (found.town && !field("city").value) field("city").value = found.town;
      if (!found.point) return;
      const held = [Number(field("latitude").value), Number(field("longitude").value)];
      const keeps = keepPin && field("latitude").value; // somebody may have typed before this script came
      const point = keeps ? held : found.point;
      if (!keeps) {
        field("pinned").value = "";
        [field("latitude").value, field("longitude").value] = found.point.map((number) => number.toFixed(6));
      }
      await show(point, found.ground);
    } catch {
      // The button beside the postcode does the same.
    }
  }

  field("postcode").addEventListener("change", () => find());
  if (field("postcode").value) find({ keepPin: true });
  else if (field("latitude").value) show([Number(field("latitude").value), Number(field("longitude").value)]); // no postcode
}
