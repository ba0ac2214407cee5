// The map of results. Nothing of it is fetched until somebody presses the button; the list beside it says the same.
import { keepInStep } from "./map-in-step.js";
import { offerAmenities } from "./map-amenities.js";

const script = (address) => new Promise((done, failed) => {
  const element = document.createElement("script");
  Object.assign(element, { src: address, onload: done, onerror: failed });
  document.head.append(element);
});

const style = (address) => new Promise((done) => {
  const element = document.createElement("link");
  Object.assign(element, { rel: "stylesheet", href: address, onload: done, onerror: done });
  document.head.append(element);
});

const parts = (names) => names.map((name) => new URL(`../build/leaflet/${name}`, import.meta.url).href);

export async function load() {
  const [sheet, clusterSheet, library, clusters] = parts(["leaflet.css", "markercluster.css", "leaflet.js", "markercluster.js"]);
  await Promise.all([style(sheet), style(clusterSheet), script(library)]);
  await script(clusters);
  return window.L;
}

function marker(L, [latitude, longitude, name]) {
  const icon = L.divIcon({ className: "wp-marker", iconSize: [24, 24], iconAnchor: [12, 24], popupAnchor: [0, -24] });
  return L.marker([latitude, longitude], { icon, title: name, alt: name, keyboard: true });
}

function cluster(L) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return L.markerClusterGroup({
    animate: !still,
    showCoverageOnHover: false,
    maxClusterRadius: 50,
    iconCreateFunction: (group) => L.divIcon({
      html: String(group.getChildCount()),
      className: "wp-cluster",
      iconSize: [44, 44],
    }),
  });
}

// Without tiles the ground is drawn from our own data: districts and the names of towns.
export function drawGround(L, map, { outlines = [], towns = [] }) {
  const paper = { color: "#8aa39a", weight: 1.5, fillColor: "#fbf7ef", fillOpacity: 1, interactive: false };
  for (const outline of outlines) L.geoJSON(outline, { style: paper }).addTo(map);
  for (const [latitude, longitude, name] of towns) {
    const html = Object.assign(document.createElement("span"), { textContent: name });
    const label = L.divIcon({ className: "wp-town", html, iconSize: null });
    L.marker([latitude, longitude], { icon: label, interactive: false, keyboard: false }).addTo(map);
  }
}

function draw(L, box, { places, centre, ...ground }) {
  const map = L.map(box, { attributionControl: Boolean(box.dataset.tiles), maxZoom: 18 });
  drawGround(L, map, ground);
  if (box.dataset.tiles) {
    L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution, maxZoom: 18 }).addTo(map);
    map.attributionControl.setPrefix(false);
  }
  const markers = places.map((place) => ({ marker: marker(L, place), name: place[2], address: place[3] }));
  const group = cluster(L).addLayers(markers.map((each) => each.marker));
  map.addLayer(group);
  keepInStep(group, markers);
  const points = places.map(([latitude, longitude]) => [latitude, longitude]);
  if (centre) {
    L.marker(centre, {
      icon: L.divIcon({ className: "wp-here", iconSize: [18, 18] }),
      title: "The place you searched from",
      alt: "The place you searched from",
    }).addTo(map);
    points.push(centre);
  }
  map.fitBounds(points, { padding: [30, 30], maxZoom: 15, animate: false });
  L.control.scale({ metric: false }).addTo(map);
  return map;
}

export function enhance(section) {
  const button = section.querySelector("button");
  const box = section.querySelector(".wp-map");
  const status = section.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "Drawing the map…";
    try {
      const [L, answer] = await Promise.all([load(), fetch(section.dataset.points)]);
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (!found.places.length) {
        status.textContent = "None of these has a place on a map. They are all in the list.";
        return;
      }
      box.hidden = false;
      offerAmenities(L, draw(L, box, found), box, found.centre);
      button.hidden = true;
      status.textContent = found.is_cut
        ? "There are more results than a map can hold: it shows the best of them. The list has all."
        : "The map shows what is in the list, where it has a place.";
    } catch {
      button.disabled = false;
      status.textContent = "The map could not be drawn. Everything is in the list below.";
    }
  });
}
