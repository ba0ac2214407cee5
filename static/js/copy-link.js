// "Copy the address": says that it has, for eyes and screen readers.
export function enhance(button) {
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "This browser does not allow it. Press and hold the address to copy it.";
    }
  });
}
