// Browsers print a page's title at the top of the sheet. On a sensitive subject that sheet may be seen by others.
export function keepPrintTitleQuiet() {
  const quiet = document.documentElement.dataset.printTitle;
  if (!quiet) return;
  const title = document.title;
  window.addEventListener("beforeprint", () => { document.title = quiet; });
  window.addEventListener("afterprint", () => { document.title = title; });
}
