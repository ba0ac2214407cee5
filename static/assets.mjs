// Copies the third-party parts that pages use from node_modules to static/build. Run by `npm run build`.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const from = (path) => join(root, "node_modules", path);
const to = (path) => join(root, "static", "build", path);
const font = (name) => [`@fontsource/atkinson-hyperlegible/files/${name}.woff2`, `fonts/${name}.woff2`];

const PARTS = [
  ["govuk-frontend/dist/govuk/govuk-frontend.min.js", "govuk-frontend.min.js"],
  ["leaflet/dist/leaflet.js", "leaflet/leaflet.js"],
  ["leaflet/dist/leaflet.css", "leaflet/leaflet.css"],
  ["leaflet/dist/images", "leaflet/images"],
  ["leaflet.markercluster/dist/leaflet.markercluster.js", "leaflet/markercluster.js"],
  ["leaflet.markercluster/dist/MarkerCluster.css", "leaflet/markercluster.css"],
  font("atkinson-hyperlegible-latin-400-normal"),
  font("atkinson-hyperlegible-latin-400-italic"),
  font("atkinson-hyperlegible-latin-700-normal"),
  font("atkinson-hyperlegible-latin-ext-400-normal"),
  font("atkinson-hyperlegible-latin-ext-700-normal"),
  ["@fontsource/atkinson-hyperlegible/LICENSE", "fonts/LICENSE"],
];

rmSync(to(""), { recursive: true, force: true });
for (const [source, target] of PARTS) {
  mkdirSync(dirname(to(target)), { recursive: true });
  cpSync(from(source), to(target), { recursive: true });
}
