// What is seen while a duty is dragged: its ghost, allowed times, and a sentence at the pointer.
import { app } from "./app.js";
import { announce, el } from "./dom.js";

/** Returns a copy of a bar that follows the pointer. */
export function ghostOf(bar) {
  const ghost = bar.cloneNode(true);
  ghost.className += " ghost";
  ghost.removeAttribute("data-duty");
  ghost.style.width = `${bar.offsetWidth}px`;
  ghost.style.height = `${bar.offsetHeight}px`;
  return ghost;
}

/** Shows on the row at which times an edge may be dropped, and at which it may not. */
export function ticks(bar, times) {
  for (const each of times) {
    const tick = el("i", { class: `tick-mark ${each.ok ? "fits" : "unfit"}` });
    tick.style.left = `${app.scale.at(each.at) * 100}%`;
    bar.parentElement.append(tick);
  }
}

/** Says at the pointer what a drop here would do, or why it can't be. */
export function tip(box, event, text, ok = true) {
  box.hidden = !text;
  if (text && box.textContent !== text) {
    box.textContent = text;
    box.className = `tip ${ok ? "fits" : "unfit"}`;
    announce(text);
  }
  box.style.left = `${Math.min(event.clientX + 16, innerWidth - box.offsetWidth - 8)}px`;
  box.style.top = `${event.clientY + 26}px`;
}

/** Takes the times off the row. */
export function clear() {
  for (const tick of document.querySelectorAll(".tick-mark")) tick.remove();
}
