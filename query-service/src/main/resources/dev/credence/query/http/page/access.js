// Asks for an API key where the service wants one, keeps it in this tab, and sends it with each request.
const NAME = "credence-api-key";
const dialog = document.getElementById("key-dialog");
const form = document.getElementById("key-form");
const input = document.getElementById("key");
const detail = document.getElementById("key-detail");

let asking = null;

function ask(said) {
  if (asking) return asking;
  if (said) detail.textContent = said;
  asking = new Promise(resolve => {
    form.addEventListener("submit", () => {
      sessionStorage.setItem(NAME, input.value.trim());
      input.value = "";
      asking = null;
      resolve();
    }, { once: true });
  });
  dialog.addEventListener("cancel", event => event.preventDefault());
  dialog.showModal();
  return asking;
}

/** Like fetch; where the service answers that a key is needed, asks for one and tries again. */
export async function request(path, options = {}) {
  for (;;) {
    const key = sessionStorage.getItem(NAME);
    const headers = { ...options.headers, ...(key ? { "X-Api-Key": key } : {}) };
    const response = await fetch(path, { ...options, headers });
    if (response.status !== 401) return response;
    sessionStorage.removeItem(NAME);
    await ask(key ? "The service does not know this key, or it was removed." : null);
  }
}
