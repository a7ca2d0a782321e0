// Elements made in one call; text is always text, so nothing that people typed becomes markup.

/** Returns a new element: attributes, `class`, `data`, listeners as `onclick`, then its children. */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** Returns a new SVG element. */
export function svg(tag, props = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Puts an element where a stretch lies, as shares of its track. */
export function place(element, [from, to]) {
  element.style.left = `${(from * 100).toFixed(4)}%`;
  element.style.width = `${((to - from) * 100).toFixed(4)}%`;
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(Boolean));
  return element;
}

/** Says a sentence to those who listen to the page. */
export function announce(sentence) {
  byId("said").textContent = sentence;
}
