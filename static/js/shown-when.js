// Shows a part of a form only while one of the answers it belongs to is ticked. Without JavaScript all of it is there.
export function enhance(form) {
  const parts = [...form.querySelectorAll("[data-shown-when]")].map((part) => ({
    part,
    answers: part.dataset.shownWhen.split(" ").map((id) => document.getElementById(id)),
  }));
  const follow = () => {
    for (const { part, answers } of parts) part.hidden = !answers.some((answer) => answer?.checked);
  };
  form.addEventListener("change", follow);
  follow();
}
