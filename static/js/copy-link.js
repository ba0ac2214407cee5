// "Copy the link": puts the listing's address on the clipboard and says so.
export function enhance(button) {
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.link);
      said.textContent = "Copied";
    } catch {
      said.textContent = button.dataset.link;
    }
  });
}
