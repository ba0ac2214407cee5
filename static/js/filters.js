// On a wide screen the filters stand open beside the results; on a phone they stay folded until wanted.
export function enhance(details) {
  const wide = window.matchMedia("(min-width: 60em)");
  // Only ever opens at first: somebody on a slow line may have opened them before this script arrived.
  if (wide.matches) details.open = true;
  wide.addEventListener("change", () => { details.open = wide.matches; });
}
