// Passkeys: what the server wants comes from the page (or is asked for), what the device gives goes
// back in a form. Nothing else runs here. https://www.w3.org/TR/webauthn-3/
"use strict";

(() => {
  const button = document.querySelector("button[data-passkey]");
  if (!button || !window.PublicKeyCredential) return;
  const form = button.form;
  const told = document.getElementById("passkey-problem");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const wanted = (options) => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of ["excludeCredentials", "allowCredentials"])
      for (const one of options[list] || []) one.id = bytes(one.id);
    return options;
  };

  const given = (credential) => {
    const answer = credential.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (answer[part]) response[part] = text(answer[part]);
    if (answer.getTransports) response.transports = answer.getTransports();
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const asked = async () => {
    const there = document.getElementById("passkey-options");
    if (there) return JSON.parse(there.textContent);
    const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  const use = async () => {
    const options = await asked();
    if (button.dataset.passkey !== "add")
      return navigator.credentials.get({ publicKey: wanted(options.request_options.publicKey) });
    const made = wanted(options.creation_options.publicKey);
    made.authenticatorSelection = {
      ...made.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey: made });
  };

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    told.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(given(await use()));
      form.submit();
    } catch {
      told.hidden = false;
    }
  });
  for (const one of document.querySelectorAll(".needs-script")) one.hidden = false;
})();
