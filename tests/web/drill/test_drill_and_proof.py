"""A drill is punctual and a proof tells the worst: whoever is proven to come has come by then."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.localtime import MINUTE, Span
from oncall.people import Role
from oncall.services.publishing import Proposed, make_version
from oncall.store import rotas, sheets
from oncall.store.db import Database
from tests.databases import OF_ITS_OWN, TEMPLATE, at, run
from tests.oncall.services.firms import stored
from tests.web.drill.evenings import ACT, BEGINS, BOOKED, HALF_PAST_SIX, PEOPLE
from web.drill.holding import Wanted, hold_in
from web.drill.report import report
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.proof.found import Level
    from web.drill.holding import Held
    from web.drill.report import Report
    from web.embedded.server import Addresses

NUMBERS = count()
WHO = ("ada", "ben", "cem", "dora")
# From a report on: who is there all the time, who leaves soon, who comes later.
STRETCHES = ((-60, 90), (-60, 2), (2, 90), (-60, 6), (6, 90))
shifts = st.lists(
    st.tuples(st.sampled_from(Role), st.sampled_from(WHO), st.sampled_from(STRETCHES)), max_size=6
)
targets = st.lists(
    st.sampled_from(["role:primary", "role:backup", "role:manager", "person:cem", "team:video"]),
    min_size=1,
    max_size=2,
    unique=True,
)
rungs = st.lists(
    st.tuples(st.integers(1, 12), targets, st.sampled_from(["voice;sms", "voice", "sms"])),
    max_size=4,
    unique_by=lambda rung: rung[0],
)


def ladders(first: list[str], others: list[tuple[int, list[str], str]]) -> str:
    """Return a sheet with a ladder whose first rung is at once."""
    head = "team,when,severity,after_minutes,targets,channels,last_resort,rounds,every_minutes\n"
    some = [(0, first, "voice;sms"), *sorted(others)]
    rows = (f"video,,,{after},{';'.join(whom)},{by},,,\n" for after, whom, by in some)
    return head + "".join(rows)


def publish(database: Database, some: list[tuple[Role, str, tuple[int, int]]]) -> None:
    """Publish shifts, but those of people who have one already at that time."""
    taken: list[Assignment] = []
    for role, who, (start, end) in some:
        span = Span(HALF_PAST_SIX + start * MINUTE, HALF_PAST_SIX + end * MINUTE)
        if not any(each.person == who and each.span.overlaps(span) for each in taken):
            taken.append(Assignment(span, role, who, ("B1",)))
    whole = Span(HALF_PAST_SIX - 60 * MINUTE, HALF_PAST_SIX + 90 * MINUTE)
    with database.begin() as tx:
        proposed = Proposed("video", "override", whole, tuple(taken), rotas.version(tx, "video"))
        make_version(tx, sheets.read_facts(tx), proposed, ACT)


def drilled(server: Addresses, home: Path, written: str, some: list, a_second: int) -> Report:
    """Hold a drill with a firm in a database of its own, in another one."""
    names = [f"drilled_{next(NUMBERS)}" for _ in range(2)]
    opened = []
    for name in names:
        run(server.owner, f"create database {name} template {TEMPLATE}")
        run(at(server.owner, name), OF_ITS_OWN)
        opened.append(Database(at(server.app, name)))
    try:
        real, scratch = opened
        stored(real, bookings=BOOKED, people=PEOPLE, ladders=written)
        publish(real, some)
        wanted = Wanted("video", HALF_PAST_SIX, calls_a_second=a_second)
        with outside_pages("en"):
            return report(hold_in((scratch, home), real, wanted, BEGINS))
    finally:
        for name, each in zip(names, opened, strict=True):
            each.close()
            run(server.owner, f"drop database {name} with (force)")


def failing(held: Held) -> set[Level]:
    """Return who does not come in time by the proof, whatever a report in that minute is about."""
    some = [
        each for each in held.proof.findings if each.span.start <= HALF_PAST_SIX < each.span.end
    ]
    return {failure.level for each in some for failure in each.failures}


ALL_NIGHT = (-60, 90)
TRIO = [
    (Role.PRIMARY, "ada", ALL_NIGHT),
    (Role.BACKUP, "ben", ALL_NIGHT),
    (Role.MANAGER, "cem", (-60, 6)),
]
# Only a round after the last one calls them, in time.
LATE_BACKUP = [(Role.BACKUP, "ben", (6, 90)), (Role.PRIMARY, "ada", ALL_NIGHT)]
CLIMBS = [(3, ["role:backup"], "voice;sms"), (5, ["role:manager"], "voice")]


@pytest.mark.usefixtures("_template")
@example(some=LATE_BACKUP, first=["role:backup"], others=[(1, ["role:backup"], "sms")], a_second=1)
@example(some=TRIO, first=["role:primary"], others=CLIMBS, a_second=1)
@given(shifts, targets, rungs, st.integers(1, 3))
@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes a second
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whoever_is_proven_to_come_was_called_by_then(
    server: Addresses,
    tmp_path: Path,
    some: list[tuple[Role, str, tuple[int, int]]],
    first: list[str],
    others: list[tuple[int, list[str], str]],
    a_second: int,
) -> None:
    made = drilled(server, tmp_path, ladders(first, others), some, a_second)
    note(f"{made.reached} {made.held.proof}")
    for level in made.held.levels - failing(made.held):
        assert made.reached[level] <= made.held.proof.slowest[level] <= timedelta(minutes=15)
