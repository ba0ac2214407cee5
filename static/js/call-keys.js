// The phone script by keys: 1 to 5 end the call while nobody is typing. Key 2 leads to the fields first, for something has
// to be changed before it can be saved. The keys can be switched off, which this browser then remembers.
const OFF = "wp-call-keys-off";
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export function enhance(root) {
  const line = root.querySelector(".wp-keys__switch");
  const button = line.querySelector("button");
  const isOn = () => localStorage.getItem(OFF) === null;
  const show = () => {
    button.setAttribute("aria-pressed", String(isOn()));
    button.textContent = isOn() ? "Keys 1 to 5 work. Switch them off" : "Keys 1 to 5 are off. Switch them on";
  };
  button.addEventListener("click", () => {
    if (isOn()) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    show();
  });
  line.hidden = false;
  show();
  document.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element) || !isOn() || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest(TYPING)) return;
    const key = root.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!key) return;
    event.preventDefault();
    if (key.value === "changed" && !isChanged(key.form)) key.form.querySelector("textarea").focus();
    else key.click();
  });
}

// Whether any field holds something else than when the page was opened.
function isChanged(form) {
  return [...form.elements].some((field) =>
    field.matches("select")
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.matches("textarea, input[type=text], input[type=email]") && field.value !== field.defaultValue,
  );
}
