// Small things that drawing the phones needs.
export const WORDS = JSON.parse(document.getElementById("words").textContent);
export const LOCALE = document.documentElement.lang === "de" ? "de-DE" : "en-GB";

export function time(iso) {
  const at = new Date(iso);
  return at.toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });
}

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

// Elements are replaced only when what they show has changed: focus and scrolling stay.
export function fill(node, key, make) {
  if (node.dataset.key === key) return;
  const isAtEnd = node.scrollTop + node.clientHeight >= node.scrollHeight - 8;
  node.dataset.key = key;
  node.replaceChildren(...make());
  if (isAtEnd) node.scrollTop = node.scrollHeight;
}
