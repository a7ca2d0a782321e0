"""How soon it is known who could step in for somebody whose working time is used up."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from oncall.clock import WoundClock
from oncall.drafts import Request, State
from oncall.incidents.hearing import Act as Said
from oncall.incidents.report import Report
from oncall.instances import MONDAY, Size
from oncall.limits import load_limits
from oncall.localtime import local_day
from oncall.people import Role
from oncall.services import acting, drafting, gathering, intake, relieving
from oncall.services.importing import import_folder
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import rotas, spent
from oncall.streams import Weeks
from solver.outcome import Budget
from web import demo
from web.bench.firms import BOTH, written
from web.embedded.scratch import scratch_database
from web.worker.pace import Pace
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.assignments import Assignment
    from oncall.drafts import Draft
    from oncall.store.db import Database

    Measured = tuple[str, str, str, bool]

USER: Final = "bench"
WITHIN: Final = 5.0  # seconds
AGAIN: Final = 6  # people of each team
PAUSE: Final = 4  # seconds from one to the next; nobody's hours are used up twice a minute
WEEKS: Final = 1
SEARCH: Final = Budget(seconds=60)
LATE: Final = 12  # o'clock: whoever begins earlier can't have worked all day
BEFORE: Final = timedelta(days=6)
HOUR: Final = timedelta(hours=1)
LARGE: Final = Size(WEEKS, 100, 6, sites=2)


def stepping_in(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with TemporaryDirectory() as place:
        small, large = (Path(place) / name for name in ("demo", "large"))
        demo.write_folder(small, demo.FIRST)
        yield _measured("the demo", small, Weeks(demo.FIRST, 7 * WEEKS))
        large.mkdir()
        written(LARGE, seed, large)
        yield _measured(
            f"{LARGE.people} people in two teams, {LARGE.skills} skills, {BOTH}",
            large,
            Weeks(MONDAY, 7 * WEEKS),
        )


def _measured(firm: str, folder: Path, weeks: Weeks) -> Measured:
    took: list[float] = []
    closed = 0
    with scratch_database() as (database, _):
        clock = WoundClock(datetime(*weeks.first.timetuple()[:3], tzinfo=UTC) - BEFORE)
        import_folder(database, folder, by=USER, now=clock.at)
        with _working(database, clock):
            for team in gathering.facts(database).teams:
                _publish(database, team, weeks, clock)
            for team, duty in _some(database, weeks):
                sleep(PAUSE)
                seconds, draft = _proposed(database, clock, team, duty)
                took.append(seconds)
                closed += not draft.gaps
    shown = f"{max(took):.1f} s at most of {len(took)}, median {median(took):.1f} s; "
    shown += f"{closed} can be replaced"
    name = f"who could step in, known after the time is used up: {firm}"
    return name, f"≤ {WITHIN:g} s", shown, max(took) <= WITHIN


def _publish(database: Database, team: str, weeks: Weeks, clock: WoundClock) -> None:
    request = Request(team, weeks.first, weeks.days, budget=SEARCH)
    draft = _solved(database, drafting.ask(database, request, USER, clock.at))
    publish(database, draft.id, Act(USER, clock.at))


def _some(database: Database, weeks: Weeks) -> Iterator[tuple[str, Assignment]]:
    """Yield duties of a rota, one of each of some days, in order of time."""
    folder = gathering.facts(database)
    found = []
    for name, team in folder.teams.items():
        with database.begin() as tx:
            duties = rotas.of_team(tx, name, weeks.span(team.site.zone))
        first = {
            local_day(each.span.start, team.site.zone): (name, each)
            for each in reversed(duties)
            if each.role is Role.PRIMARY
            and each.span.minutes >= 3 * 60
            and each.span.start.astimezone(team.site.zone).hour >= LATE
        }
        found += [first[day] for day in sorted(first)][:AGAIN]
    yield from sorted(found, key=lambda each: each[1].span)


def _proposed(
    database: Database, clock: WoundClock, team: str, duty: Assignment
) -> tuple[float, Draft]:
    """Let who has a duty have worked all day an hour after it began; return when it is solved."""
    clock.at = duty.span.start + HOUR
    begun = clock.at - 9 * HOUR
    kept = intake.take(database, Report(team, "No picture"), by=USER, now=begun).kept
    acting.start(database, kept.incident.id, Said(duty.person, "page", begun))
    acting.resolve(database, kept.incident.id, Said(duty.person, "page", clock.at), "done")
    since = perf_counter()
    relieving.note_spent(database, load_limits(), clock.at)
    zone = gathering.facts(database).people[duty.person].site.zone
    with database.begin() as tx:
        day = spent.one(tx, duty.person, local_day(clock.at, zone))
    assert day is not None  # noqa: S101 - else nothing was measured
    draft = _solved(database, day.drafts[0])
    return perf_counter() - since, draft


def _solved(database: Database, number: int) -> Draft:
    for draft in drafting.watch(database, number, pause=0.2):
        if draft.state is State.READY:
            return drafting.get(database, number)
    message = f"{draft.state}: {draft.failure}"
    raise AssertionError(message)


@contextmanager
def _working(database: Database, clock: WoundClock) -> Iterator[None]:
    """A worker beside, whose searches are processes of their own."""
    worker = Worker(database, clock, Pace(), lambda _: None)
    worker.ticks = ()
    beside = Thread(target=worker.run)
    beside.start()
    try:
        yield
    finally:
        worker.leave()
        beside.join()
