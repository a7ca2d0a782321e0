// The words of the page, which came with it in its language.
const words = JSON.parse(document.getElementById("words").textContent);

export const language = document.documentElement.lang;

/** How this language writes dates and numbers. */
export const locale = language === "en" ? "en-GB" : language;

/** Returns a text with values for its {names}. */
export function say(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Returns the text for one or for many. */
export function count(key, n) {
  return say(n === 1 ? `${key}.one` : `${key}.many`, { n: number(n) });
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** Returns a number as people of this language write it. */
export const number = (value) => (Math.abs(value) < 100 ? tenth : whole).format(value);

/** Returns the word for a role. */
export const role = (name) => say(`role.${name}`);

/** Returns the letter for a role. */
export const letter = (name) => say(`letter.${name}`);
