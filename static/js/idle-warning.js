// Two minutes before an unused session ends, says so and offers to stay. Any page opened here starts the time anew.
const WARNED_BEFORE = 2 * 60 * 1000;

export function enhance(nav) {
  const idle = Number(nav.dataset.idleMinutes) * 60 * 1000;
  const warning = document.createElement("div");
  warning.className = "wp-idle";
  warning.setAttribute("role", "alert");
  nav.append(warning);
  let timer = wait();

  function wait() {
    return setTimeout(warn, idle - WARNED_BEFORE);
  }

  function warn() {
    const stay = document.createElement("button");
    stay.type = "button";
    stay.className = "govuk-button";
    stay.textContent = "Stay signed in";
    stay.addEventListener("click", async () => {
      const answer = await fetch("/account", { method: "HEAD", redirect: "manual" });
      warning.replaceChildren();
      if (!answer.ok) return over();
      clearTimeout(timer);
      timer = wait();
    });
    warning.replaceChildren("You will be signed out in two minutes, because nothing has been sent for a while. ", stay);
    timer = setTimeout(over, WARNED_BEFORE);
  }

  function over() {
    warning.textContent = "You are signed out. Copy what you typed, then sign in again.";
  }
}
