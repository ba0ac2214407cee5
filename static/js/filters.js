// On a wide screen the filters stand open beside the results; on a phone they stay folded until wanted.
export function enhance(details) {
  const wide = window.matchMedia("(min-width: 60em)");
  const fit = () => { details.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
}
