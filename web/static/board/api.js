// The way to the server: every answer is data, or a Trouble that says what to do next.
import { say } from "./words.js";

const PATIENCE = 20000; // until a question counts as not answered

/** What went wrong: `refused`, `stale` (load again), `old` (reload the page) or `away` (send it again). */
export class Trouble extends Error {
  constructor(kind, sentences) {
    super(sentences.join(" "));
    this.kind = kind;
    this.sentences = sentences;
  }
}

async function ask(address, options = {}) {
  let answer;
  let body;
  try {
    answer = await fetch(withLanguage(address), { ...options, signal: AbortSignal.timeout(PATIENCE) });
    body = await answer.text();
  } catch {
    throw new Trouble("away", [say("away")]);
  }
  const said = parsed(body);
  if (answer.ok && said) return said;
  const kind = kindOf(answer);
  throw new Trouble(kind, said?.sentences ?? [say(kind === "away" ? "away" : "refused.unknown")]);
}

const KINDS = { 403: "old", 409: "stale" };

/** What fails over there is not refused, nor is what is answered by something in between. */
const kindOf = ({ status, ok }) => KINDS[status] ?? (ok || status >= 500 ? "away" : "refused");

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Answers are in the language of the page, whatever the browser prefers. */
export function withLanguage(address) {
  const lang = document.documentElement.lang;
  return `${address}${address.includes("?") ? "&" : "?"}lang=${lang}`;
}

export const get = (address) => ask(address);

/** Sends a change with the page's token. */
export function post(address, body) {
  const token = document.querySelector("meta[name=csrf]")?.content ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": token, Accept: "application/json" };
  return ask(address, { method: "POST", headers, body: JSON.stringify(body) });
}
