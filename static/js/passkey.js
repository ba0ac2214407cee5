// Passkeys: asks the device, puts its answer into the form and sends it. Without this module the form stays hidden.
export function enhance(form) {
  const make = form.dataset.passkey === "create";
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  form.hidden = false;
  const said = form.querySelector("[role=status]");
  form.querySelector("button[type=button]").addEventListener("click", async () => {
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await answer(form, make));
      form.submit();
    } catch {
      said.textContent = "Your device did not answer. Try again, or use another way.";
    }
  });
}

async function answer(form, make) {
  const headers = form.elements.csrf_token ? { "X-CSRFToken": form.elements.csrf_token.value } : {};
  const response = await fetch(form.dataset.options, { method: "POST", headers });
  if (!response.ok) throw new Error(response.statusText);
  const asked = await response.json();
  const credential = make
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  return credential.toJSON();
}
