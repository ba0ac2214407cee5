// A "Print this page" button: shown only where JavaScript runs, because nothing else can open the print dialog.
export function enhance(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
