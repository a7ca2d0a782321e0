"""Edits that could not be saved are kept, told of, and saved once; run by Node, without waiting.

The server is a few lines that know what `oncall.services.editing` does: an edition is taken once.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.pages.scripts import MODULES, run

SERVER = """
const kept = new Map(Object.entries(globalThis.left ?? {}));
const server = { edition: 0, done: [], mode: "well", asked: 0 };
const waits = [];
globalThis.setTimeout = (what) => { waits.push(what); return waits.length; };
globalThis.clearTimeout = () => {};
globalThis.localStorage = new Proxy(kept, {
  ownKeys: () => [...kept.keys()],
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name) => ({
    setItem: (key, value) => kept.set(key, value),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
  })[name],
});
Object.assign(document, {
  body: { dataset: { team: "video" } },
  querySelector: () => null,
  getElementById: () => ({ textContent: '{"not.done": "not done: {what}"}' }),
});
const answer = (status, body) => (
  { status, ok: status < 400, text: async () => JSON.stringify(body) }
);
const stand = () => ({ edition: server.edition, undo: null, redo: null });
const board = () => ({
  ...{ start: "2026-12-07T00:00:00Z", end: "2026-12-08T00:00:00Z" },
  team: { id: "video", zone: "Europe/Berlin" }, people: [], duties: [], days: [],
  draft: { draft: 2, can_edit: true, ...stand() },
});
const effect = { broken: [], opened: [], closed: [] };
function edited({ edition, key, edit }) {
  if (edition !== server.edition) {
    const known = server.done.some((each) => each.key === key);
    if (known) return answer(200, { ...stand(), effect });
    return answer(409, { sentences: ["somebody else"] });
  }
  if (edit === "wrong") return answer(422, { sentences: ["that breaks a rule"] });
  server.edition += 1;
  server.done.push({ edit, key });
  return answer(200, { ...stand(), effect });
}
globalThis.fetch = async (address, { body } = {}) => {
  server.asked += 1;
  if (server.mode === "cut") throw new TypeError("no line");
  if (server.mode === "gone") return answer(503, { sentences: ["the database is gone"] });
  if (server.mode === "broken") return answer(500, { sentences: ["something went wrong"] });
  if (server.mode === "old") return answer(403, { sentences: ["this page is too old"] });
  const said = address.includes("edit.json") ? edited(JSON.parse(body)) : answer(200, board());
  if (server.mode === "lost") throw new TypeError("no answer");
  return said;
};
"""
BEGIN = f"""
const {{ app, load }} = await import("{(MODULES / "app.js").as_uri()}");
"""
BEGIN += """
const told = [];
app.told = (kind, sentences) => told.push([kind, ...sentences]);
await load();
const waiting = () => app.pending.map((each) => `${each.body.edit} ${each.state}`);
const later = async () => { for (const what of waits.splice(0)) await what(); };
const done = () => server.done.map((each) => each.edit);
const at = () => ({ done: done(), waiting: waiting(), kept: kept.size, told, asked: server.asked });
"""


def page(script: str, left: str = "") -> Any:
    """What a script returns at a page that shows draft 2, with the server beside it."""
    return run(f"{BEGIN}{script}", module="saving.js", page=f"{left}{SERVER}")


def test_an_edit_is_saved_and_nothing_is_kept() -> None:
    found = page('await it.submit({ edit: "assign" }, "one"); return at();')
    assert (found["done"], found["waiting"], found["kept"]) == (["assign"], [], 0)


@pytest.mark.parametrize("mode", ["gone", "cut", "broken", "lost"])
def test_what_is_done_meanwhile_is_kept_and_then_saved_once_and_in_order(mode: str) -> None:
    found = page(f"""
      server.mode = "{mode}";
      await it.submit({{ edit: "assign" }}, "one");
      await it.submit({{ edit: "split" }}, "two");
      const meanwhile = {{ waiting: waiting(), kept: kept.size }};
      await later();
      server.mode = "well";
      await later();
      return {{ meanwhile, ...at() }};
    """)
    assert found["meanwhile"] == {"waiting": ["assign unsaved", "split saving"], "kept": 2}
    assert (found["done"], found["waiting"], found["kept"]) == (["assign", "split"], [], 0)
    assert found["told"] == []


def test_an_edit_whose_answer_was_lost_is_done_once() -> None:
    found = page("""
      server.mode = "lost";
      await it.submit({ edit: "split" }, "one");
      for (const _ of [1, 2, 3]) await later();
      server.mode = "well";
      await later();
      return at();
    """)
    assert (found["done"], found["waiting"], found["kept"]) == (["split"], [], 0)
    assert found["told"] == []


def test_a_page_that_is_loaded_again_saves_what_an_earlier_one_could_not() -> None:
    left = """
      const one = (draft, edit, key, edition, at) => [
        `unsaved ${draft} ${key}`, JSON.stringify({ draft, body: { edit }, key, edition, at }),
      ];
      globalThis.left = Object.fromEntries([
        one(2, "split", "b", null, 2), one(2, "assign", "a", 0, 1), one(22, "clear", "c", 0, 0),
      ]);
    """
    script = "it.recall(); await new Promise(setImmediate); await later(); return at();"
    found = page(script, left)
    assert (found["done"], found["waiting"], found["kept"]) == (["assign", "split"], [], 1)


def test_what_was_meant_for_a_draft_that_is_another_by_now_is_told_and_not_done() -> None:
    found = page("""
      server.mode = "gone";
      await it.submit({ edit: "assign" }, "one");
      await it.submit({ edit: "split" }, "two");
      server.mode = "well";
      server.edition = 7;
      await later();
      return at();
    """)
    assert (found["done"], found["waiting"], found["kept"]) == ([], [], 0)
    assert found["told"] == [["warn", "somebody else", "not done: one", "not done: two"]]


def test_what_is_refused_is_told_and_what_follows_is_done() -> None:
    found = page("""
      server.mode = "gone";
      await it.submit({ edit: "wrong" }, "one");
      await it.submit({ edit: "assign" }, "two");
      server.mode = "well";
      await later();
      return at();
    """)
    assert (found["done"], found["waiting"], found["kept"]) == (["assign"], [], 0)
    assert found["told"] == [["stop", "that breaks a rule", "not done: one"]]


def test_an_old_page_keeps_its_edits_and_does_not_try_again_by_itself() -> None:
    found = page("""
      server.mode = "old";
      await it.submit({ edit: "assign" }, "one");
      const asked = server.asked;
      await later();
      return { again: server.asked - asked, ...at() };
    """)
    assert (found["again"], found["waiting"], found["kept"]) == (0, ["assign unsaved"], 1)


def test_what_is_given_up_is_not_done_later() -> None:
    found = page("""
      server.mode = "gone";
      await it.submit({ edit: "assign" }, "one");
      server.mode = "well";
      await it.drop();
      await later();
      return at();
    """)
    assert (found["done"], found["waiting"], found["kept"]) == ([], [], 0)
