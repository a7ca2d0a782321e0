"""The timeline in German: what rules, gaps and cures say is German as the page around it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.assignments import assignments
from oncall.drafts import MOST_ATTEMPTS, Request, Solved, Wanted
from oncall.edits import Assign, Clear
from oncall.paths import DATA
from oncall.services import draft_work, drafting, editing
from oncall.services.publishing import Act
from oncall.solving import answered
from oncall.store import drafts
from solver.outcome import Budget
from solver.solve import solve
from tests.oncall.services.firms import NOW, stored
from tests.web.boards.planner import planner
from tests.web.test_words import catalogue
from web import csrf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.boards.planner import Planner

ACT = Act("petra", NOW, "by hand")
GERMAN = {"headers": {"Accept-Language": "de"}}
DEMO = DATA / "demo"
VALUE = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"[^\W\d_]{2,}")


def words_of(*texts: str) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(VALUE.sub(" ", text))}


def english_words() -> set[str]:
    """What sentences say in English and none says in German, typed cells and short forms aside."""
    some = [m for m in catalogue("de") if isinstance(m.id, str) and "“" not in m.id]
    german = words_of(*(str(m.string) for m in some))
    return words_of(*(str(m.id) for m in some)) - german


def sentences_of(found: object, of: str = "") -> Iterator[str]:
    """Yield what people read of a timeline."""
    if isinstance(found, str):
        if of in {"because", "sentence", "sentences", "why", "notes"}:
            yield found
    elif isinstance(found, dict):
        for name, each in found.items():
            yield from sentences_of(each, name)
    elif isinstance(found, list):
        for each in found:
            yield from sentences_of(each, of)


def solved_with_cures(database: Database, team: str, first: date, days: int) -> int:
    """Draft as a worker does, with all that its report tells."""
    number = drafting.ask(database, Request(team, first, days), "petra", NOW)
    claimed = draft_work.claim(database, "here", NOW, timedelta(minutes=1), Wanted(number))
    question = draft_work.question(database, claimed)
    outcome = solve(question.planning.problem, Budget(effort=2, workers=1))
    answer = answered(question.planning, outcome, (1, {}))
    rows = assignments(answer.rows)
    told = Solved(question.planned, rows, question.version, question.revision, answer.report)
    assert draft_work.finish(database, claimed, told)
    return number


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Planner:
    stored(database, DEMO)
    return planner(database, tmp_path)


WEEK = date(2026, 12, 28)


def timeline(demo: Planner, draft: int, **more: object) -> dict[str, object]:
    return demo.get(f"wey/board.json?from={WEEK}&days=7&draft={draft}", **more)


def left_in_english(found: object) -> list[str]:
    """The sentences of a timeline with an English word that no table of the demo has."""
    typed = words_of(*(file.read_text() for file in DEMO.glob("*.csv")))
    english = english_words() - typed
    assert {"lacks", "absent", "would", "reached"} <= english
    return [each for each in sentences_of(found) if words_of(each) & english]


def test_the_demos_gap_its_reasons_and_its_cure_are_german(demo):
    draft = solved_with_cures(demo.database, "wey", WEEK, 7)
    found = timeline(demo, draft, **GERMAN)
    (gap,) = found["gaps"]
    assert gap["cure"]["sentence"] == (
        "Wenn Jaya Jackdaw 10 min weniger regelmäßige Arbeit am Do., 31. Dez. hätte, wäre diese "
        "Zeit gedeckt (ausprobiert: es geht)"
    )
    assert (gap["cure"]["kind"], gap["cure"]["person"]) == ("regular_hours", "jaya")
    absent = "Vera Vireo: abwesend (Christmas leave), Sa., 19. Dez. – So., 3. Jan."
    assert {absent, "Yusuf Yellowhammer: hat die Rolle Erstbereitschaft nicht"} <= {*gap["because"]}
    assert left_in_english(found) == []
    # The same in English is what it always was, from the same report.
    (gap,) = timeline(demo, draft)["gaps"]
    assert gap["cure"]["sentence"] == (
        "if Jaya Jackdaw had 10 min less of regular work on Thu 31 Dec, this would be covered "
        "(tried: it works)"
    )
    with demo.database.begin() as tx:
        assert drafts.get(tx, draft).report["gaps"][0]["cure"] == gap["cure"]["sentence"]


def test_what_an_edit_breaks_and_where_a_duty_may_go_is_german(petra, draft):
    duty, other, *_ = petra.board(draft)["duties"]
    places = petra.get(f"drafts/{draft}/places.json?duty={duty['id']}", **GERMAN)
    whys = {each["person"]: each["why"] for each in places["people"]}
    assert whys["dora"] == "Dora Dahl: hat die Fähigkeit codec nicht"
    editing.edit(petra.database, draft, Assign(int(duty["id"][1:]), "dora"), ACT)
    editing.edit(petra.database, draft, Clear(int(other["id"][1:])), ACT)
    found = petra.board(draft, **GERMAN)
    assert [each["sentence"] for each in found["breaches"]] == [whys["dora"]]
    assert left_in_english(found) == left_in_english(places) == []


def test_what_can_not_be_published_is_told_in_german(petra, draft):
    duty = petra.board(draft)["duties"][0]
    editing.edit(petra.database, draft, Assign(int(duty["id"][1:]), "dora"), ACT)
    headers = {csrf.HEADER: petra.token, **GERMAN["headers"]}
    address = f"/rota/drafts/{draft}/publish.json"
    body = {"edition": 1, "why": "ready"}
    told = petra.said(petra.app.test_client().post(address, json=body, headers=headers), 422)
    assert told["sentences"] == [
        "So nicht zu veröffentlichen: Fähigkeit und Rolle: Dora Dahl: hat die Fähigkeit codec nicht"
    ]


def test_why_a_draft_failed_is_german_also_from_the_database(petra):
    number = drafting.ask(petra.database, Request("video", WEEK, 7), "petra", NOW)
    for attempt in range(MOST_ATTEMPTS + 1):
        at = NOW + timedelta(hours=attempt)
        draft_work.claim(petra.database, "here", at, timedelta(minutes=1), Wanted(number))
    found = petra.get(f"video/board.json?from={WEEK}&days=7&draft={number}", **GERMAN)
    (told,) = (each["failure"] for each in found["drafts"] if each["draft"] == number)
    assert told.startswith("3 Arbeitsprozesse haben sich beim Berechnen beendet")
    assert drafting.get(petra.database, number).failure.startswith("3 workers ended while solving")
