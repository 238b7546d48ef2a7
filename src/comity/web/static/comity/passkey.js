// Passkeys (W3C Web Authentication): what a form asks of the device stands in its data attributes, what the device
// answers goes into its fields, and the form is sent as any other. Without this script the page says so.
"use strict";
{
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const known = (credentials) => credentials.map((id) => ({ type: "public-key", id: bytes(id) }));

  const asks = {
    async make(form) {
      const { site, challenge, user, name, known: made } = form.dataset;
      const { response } = await navigator.credentials.create({
        publicKey: {
          challenge: bytes(challenge),
          rp: { id: site, name: "Comity" },
          user: { id: bytes(user), name, displayName: name },
          pubKeyCredParams: [-7, -8].map((alg) => ({ type: "public-key", alg })),
          authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
          excludeCredentials: known(JSON.parse(made)),
          attestation: "none",
        },
      });
      form.elements.device.value = base64(response.getAuthenticatorData());
      form.elements.client.value = base64(response.clientDataJSON);
    },
    async sign(form) {
      const { site, challenge, keys: held } = form.dataset;
      const keys = JSON.parse(held);
      const { rawId, response } = await navigator.credentials.get({
        publicKey: {
          challenge: bytes(challenge),
          rpId: site,
          allowCredentials: known(Object.keys(keys)),
          userVerification: "required",
        },
      });
      const parts = [response.authenticatorData, response.clientDataJSON, response.signature].map(base64);
      form.elements.signature.value = ["passkey", keys[base64(rawId)], ...parts].join(" ");
    },
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-failed]");
    if (!window.PublicKeyCredential) continue;
    form.querySelector("[data-without]").hidden = true;
    form.querySelector("[data-with]").hidden = false;
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.value) return; // another step of the same form
      event.preventDefault();
      failed.hidden = true;
      try {
        await asks[form.dataset.passkey](form);
      } catch {
        failed.hidden = false;
        return;
      }
      form.submit();
    });
  }
}
