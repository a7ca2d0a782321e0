"""How fast the timeline is answered: 12 weeks of a team of 100, a draft beside what stands."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from oncall.drafts import Request, Solved, Wanted
from oncall.instances import MONDAY
from oncall.services import draft_work, drafting
from oncall.services.people import add_absence
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import sheets
from oncall.streams import Weeks
from web.bench.browser import NOW, SIZE, Browser, large_house
from web.bench.turns import turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oncall.assignments import Assignment
    from oncall.store.db import Database
    from web.bench.browser import Measured

TEAM: Final = "reutlingen"
ROTA: Final = f"/rota/{TEAM}"
ACT: Final = Act("bench", NOW, "measured")
WEEKS: Final = Weeks(MONDAY, 7 * SIZE.weeks)
AGAIN: Final = 100
ABSENCES: Final = 10
OF_GAPS: Final = 0.2  # so much of a draft is left out
BOARD_WITHIN, PLACES_WITHIN, EDIT_WITHIN, ANEW_WITHIN = 0.300, 0.200, 0.100, 1.0
PAGE: Final = "the timeline of 100 people × 12 weeks"


def boards(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with large_house(seed) as house:
        database = house.database
        with database.begin() as tx:
            facts = sheets.read_facts(tx)
            span = WEEKS.span(facts.teams[TEAM].site.zone)
            proposed = Proposed(TEAM, "draft", span, turns(facts, TEAM, WEEKS, seed), 0)
            make_version(tx, facts, proposed, ACT)
        others, dice = turns(facts, TEAM, WEEKS, seed + 1), Random(seed)  # noqa: S311 - for variety
        number = drafted(database, others)
        browser = Browser(house)
        address = f"{ROTA}/board.json?draft={number}"
        duties = browser.get(address).json["duties"]
        first = browser.spent.pop()
        name = f"{PAGE}, the first of a process; {len(duties)} duties, a draft beside them"
        yield name, "", f"{1000 * first:.0f} ms", True
        for _ in range(AGAIN):
            browser.get(address)
        yield browser.told(f"{PAGE}, a draft beside what is published", BOARD_WITHIN)
        for _ in range(AGAIN):
            browser.get(f"{ROTA}/board.json?from={MONDAY}&days={WEEKS.days}")
        yield browser.told(f"{PAGE}, what is published", BOARD_WITHIN)
        yield from _dragged(browser, number, duties, dice)
        yield _full_of_gaps(browser, others, dice)
        yield from _after_changes(browser, address)


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
    browser: Browser, draft: int, duties: Sequence[Any], dice: Random
) -> Iterator[Measured]:
    """Ask where duties may go, give each to somebody, and load the timeline anew."""
    asked, edited, loaded = [], [], []
    for edition in range(AGAIN):
        duty = dice.choice(duties)["id"]
        places = browser.get(f"/rota/drafts/{draft}/places.json?duty={duty}")
        asked.append(browser.spent.pop())
        person = dice.choice(places.json["people"])["person"]
        body = {"edition": edition, "edit": "assign", "duty": duty, "person": person}
        browser.post(f"/rota/drafts/{draft}/edit.json", body)
        edited.append(browser.spent.pop())
        browser.get(f"{ROTA}/board.json?draft={draft}")
        loaded.append(browser.spent.pop())
    for name, within, spent in (
        ("where a duty may go, while it is dragged; 100 people", PLACES_WITHIN, asked),
        ("it is dropped: an edit, checked and written", EDIT_WITHIN, edited),
        (f"{PAGE}, just after that", BOARD_WITHIN, loaded),
    ):
        browser.spent = spent
        yield browser.told(name, within)


def _full_of_gaps(browser: Browser, rows: Sequence[Assignment], dice: Random) -> Measured:
    """Look for the first time at a draft of which a part is missing."""
    some = tuple(each for each in rows if dice.random() > OF_GAPS)
    number = drafted(browser.database, some)
    gaps = browser.get(f"{ROTA}/board.json?draft={number}").json["gaps"]
    return browser.told(f"{PAGE}, the first look at a draft with {len(gaps)} gaps", ANEW_WITHIN)


def _after_changes(browser: Browser, address: str) -> Iterator[Measured]:
    """Let people be away, so that all that was known is to be worked out anew."""
    start, later = [], []
    for n in range(ABSENCES):
        cells = {"person": f"{TEAM}-{n:03}", "start": "2027-02-01", "end": "2027-02-02"}
        add_absence(browser.database, cells, by=ACT.by, now=ACT.now)
        browser.get("/")
        start.append(browser.spent.pop())
        browser.get("/")
        later.append(browser.spent.pop())
        browser.get(address)
    yield browser.told(f"{PAGE}, just after an absence was entered", ANEW_WITHIN)
    browser.spent = start
    yield browser.told("the start page, just after that", ANEW_WITHIN)
    browser.spent = later
    yield browser.told("the start page, looked at again", BOARD_WITHIN)
