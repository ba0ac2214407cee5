// "Use where I am": asks the browser, only when pressed, and sends the place rounded to about half a mile.
const SAYS = {
  asking: "Finding where you are…",
  found: "Found. This is roughly where you are.",
  refused: "Your browser did not share it. Type a postcode or town instead.",
  failed: "We could not find where you are. Type a postcode or town instead.",
};

export function enhance(form) {
  const button = form.querySelector("[data-near-me]");
  if (!button) return;
  if (!navigator.geolocation) {
    button.hidden = true;
    return;
  }
  const box = form.querySelector("#near");
  const status = form.querySelector("[data-near-me-status]");
  button.addEventListener("click", () => {
    status.textContent = SAYS.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        box.value = `${coords.latitude.toFixed(2)}, ${coords.longitude.toFixed(2)}`;
        status.textContent = SAYS.found;
      },
      (problem) => { status.textContent = problem.code === problem.PERMISSION_DENIED ? SAYS.refused : SAYS.failed; },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
