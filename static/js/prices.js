// Asks for an amount only where the kind of cost is ticked. Without JavaScript all the boxes are there.
export function enhance(form) {
  for (const price of form.querySelectorAll("[data-price-of]")) {
    const tick = form.querySelector(`#${price.dataset.priceOf}`);
    const follow = () => { price.hidden = !tick.checked; };
    tick.addEventListener("change", follow);
    follow();
  }
}
