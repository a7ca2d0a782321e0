// Copies a link, and shows the link anew when something is chosen. Without it, a button does.
"use strict";

const links = () => document.getElementById("links");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // over plain http browsers offer nothing else
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  document.getElementById("said").textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2500);
});

document.addEventListener("focusin", (event) => {
  if (event.target.id === "link") event.target.select();
});

for (const form of document.querySelectorAll("[data-apply]")) {
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("change", async () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const address = `${form.action}?${chosen}`;
    const answer = await fetch(address);
    if (!answer.ok) return form.submit();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    links().replaceWith(page.getElementById("links"));
    document.getElementById("coming").replaceWith(page.getElementById("coming"));
    document.getElementById("said").textContent = form.dataset.apply;
    history.replaceState(null, "", address);
  });
}
