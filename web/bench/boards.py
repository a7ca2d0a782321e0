"""How fast the timeline is answered: 12 weeks of a team of 100, a draft beside what stands."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from oncall.clock import WoundClock
from oncall.drafts import Request, Solved, Wanted
from oncall.instances import MONDAY, Size
from oncall.localtime import DAY
from oncall.services import draft_work, drafting
from oncall.services.importing import import_folder
from oncall.services.people import add_absence
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import sheets
from oncall.streams import Weeks
from web import csrf
from web.app import make_app
from web.bench.firms import written
from web.bench.scratch import scratch_database
from web.bench.turns import turns
from web.secrets_file import server_key
from web.serving import settle
from web.settings import LOCAL_URL, Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask import Flask

    from oncall.assignments import Assignment
    from oncall.store.db import Database

TEAM: Final = "reutlingen"
SIZE: Final = Size(weeks=12, people=100, skills=6)
NOW: Final = datetime.combine(MONDAY - 20 * DAY, time(9), UTC)
ACT: Final = Act("bench", NOW, "measured")
WEEKS: Final = Weeks(MONDAY, 7 * SIZE.weeks)
AGAIN: Final = 100
BOARD_WITHIN, PLACES_WITHIN, EDIT_WITHIN = 0.300, 0.200, 0.100
PAGE: Final = "the timeline of 100 people × 12 weeks"

Measured = tuple[str, str, str, bool]


def boards(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with _house(seed) as house:
        database = house.database
        with database.begin() as tx:
            facts = sheets.read_facts(tx)
            span = WEEKS.span(facts.teams[TEAM].site.zone)
            proposed = Proposed(TEAM, "draft", span, turns(facts, TEAM, WEEKS, seed), 0)
            make_version(tx, facts, proposed, ACT)
        number = drafted(database, turns(facts, TEAM, WEEKS, seed + 1))
        browser = _Browser(house)
        address = f"{TEAM}/board.json?draft={number}"
        duties = browser.get(address).json["duties"]
        first = browser.spent.pop()
        name = f"{PAGE}, the first of a process; {len(duties)} duties, a draft beside them"
        yield name, "", f"{1000 * first:.0f} ms", True
        for _ in range(AGAIN):
            browser.get(address)
        yield _told(f"{PAGE}, a draft beside what is published", browser, BOARD_WITHIN)
        for _ in range(AGAIN):
            browser.get(f"{TEAM}/board.json?from={MONDAY}&days={WEEKS.days}")
        yield _told(f"{PAGE}, what is published", browser, BOARD_WITHIN)
        yield from _dragged(browser, number, duties, Random(seed))  # noqa: S311 - for variety
        yield _after_changes(browser, address)


def drafted(database: Database, rows: tuple[Assignment, ...]) -> int:
    """Write rows as a draft of these weeks, as a worker does; return its number."""
    number = drafting.ask(database, Request(TEAM, WEEKS.first, WEEKS.days), ACT.by, ACT.now)
    claimed = draft_work.claim(database, "bench", NOW, timedelta(hours=1), Wanted(number))
    assert claimed is not None  # noqa: S101 - nobody else is there
    asked = draft_work.question(database, claimed)
    solved = Solved(asked.planned, rows, asked.version, asked.revision, {})
    draft_work.finish(database, claimed, solved)
    return number


def _dragged(
    browser: _Browser, draft: int, duties: Sequence[Any], dice: Random
) -> Iterator[Measured]:
    """Ask where duties may go, give each to somebody, and load the timeline anew."""
    asked, edited, loaded = [], [], []
    for edition in range(AGAIN):
        duty = dice.choice(duties)["id"]
        places = browser.get(f"drafts/{draft}/places.json?duty={duty}")
        asked.append(browser.spent.pop())
        person = dice.choice(places.json["people"])["person"]
        body = {"edition": edition, "edit": "assign", "duty": duty, "person": person}
        browser.post(f"drafts/{draft}/edit.json", body)
        edited.append(browser.spent.pop())
        browser.get(f"{TEAM}/board.json?draft={draft}")
        loaded.append(browser.spent.pop())
    for name, within, spent in (
        ("where a duty may go, while it is dragged; 100 people", PLACES_WITHIN, asked),
        ("it is dropped: an edit, checked and written", EDIT_WITHIN, edited),
        (f"{PAGE}, just after that", BOARD_WITHIN, loaded),
    ):
        browser.spent = spent
        yield _told(name, browser, within)


def _after_changes(browser: _Browser, address: str) -> Measured:
    """Let people be away, so that all that was known is to be worked out anew."""
    for n in range(10):
        cells = {"person": f"{TEAM}-{n:03}", "start": "2027-02-01", "end": "2027-02-02"}
        add_absence(browser.database, cells, by=ACT.by, now=ACT.now)
        browser.get(address)
    name, _, reached, _ = _told(f"{PAGE}, just after an absence was entered", browser, 1.0)
    return name, "", reached, True


def _told(name: str, browser: _Browser, within: float) -> Measured:
    spent, browser.spent = browser.spent, []
    late = sorted(spent)[ceil(0.95 * len(spent)) - 1]
    shown = f"{1000 * late:.0f} ms p95 of {len(spent)}, median {1000 * median(spent):.0f} ms"
    return name, f"≤ {1000 * within:.0f} ms", shown, late <= within


class _Browser:
    """Asks and changes as the page does, and notes how long each answer took."""

    def __init__(self, house: House) -> None:
        self.database = house.database
        self.app: Flask = make_app(house)
        word = csrf.token(server_key(house.settings), house.user)
        self.headers = {csrf.HEADER: word}
        self.spent: list[float] = []
        settle()

    def get(self, address: str) -> Any:
        """Return what an address answers."""
        return self._timed("GET", address, None)

    def post(self, address: str, body: object) -> Any:
        """Return what a change answers."""
        return self._timed("POST", address, body)

    def _timed(self, method: str, address: str, body: object) -> Any:
        client = self.app.test_client()
        begun = perf_counter()
        answer = client.open(f"/rota/{address}", method=method, json=body, headers=self.headers)
        self.spent.append(perf_counter() - begun)
        assert answer.status_code == 200, answer.text  # noqa: S101 - else not measured
        return answer


@contextmanager
def _house(seed: int) -> Iterator[House]:
    """Yield an installation with one team of 100, which is taken away in the end."""
    with TemporaryDirectory() as folder, scratch_database() as (database, home):
        written(SIZE, seed, Path(folder))
        import_folder(database, Path(folder), by="bench", now=NOW)
        settings = Settings(home, None, None, LOCAL_URL, None, "bench")
        yield House(settings, database, WoundClock(NOW))
