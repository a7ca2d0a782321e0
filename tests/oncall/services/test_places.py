"""A call to the hotline never goes back, in whatever order its webhooks come and however often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oncall.hotline.call import Call, Place
from oncall.hotline.prompt import Connect, Held, Leave, Prompt
from oncall.hotline.serving import Help
from oncall.pins import Marker
from oncall.services import hotline, hotline_endings, hotline_waiting
from oncall.services.hotline import Ringing
from oncall.store import calls
from tests.oncall.services.firms import published, stored
from tests.stories.callers import PIN, TABLES, WEBER
from tests.stories.town import BOOKED, EVENING, OURS

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.store.db import Database

LONGEST = timedelta(minutes=4)
KEY = Marker(b"a key")
NUMBERS = count()
STEPS: dict[str, Callable[[Database, str, datetime], Prompt | None]] = {
    "star": lambda db, sid, now: hotline.choice(db, sid, "*", now),
    "connect": lambda db, sid, now: hotline.choice(db, sid, "1", now),
    "message": lambda db, sid, now: hotline.choice(db, sid, "2", now),
    "waits": lambda db, sid, now: hotline_waiting.waits(db, sid, LONGEST, now),
    "waits no more": lambda db, sid, now: hotline_waiting.waits(db, sid, LONGEST, now + LONGEST),
    "key": lambda db, sid, now: hotline_waiting.key(db, sid, "2", LONGEST, now),
    "joined": hotline_waiting.joined,
    "left": lambda db, sid, now: hotline_endings.left(db, sid, "leave", now),
    "bridged": lambda db, sid, now: hotline_endings.left(db, sid, "bridged", now),
    "hung up": lambda db, sid, now: hotline_endings.left(db, sid, "hangup", now),
    "helped": hotline_endings.helped,
    "ended": hotline_endings.ended,
    "pin": lambda db, sid, now: hotline.pin(db, sid, PIN, now, no_pin=False, marker=KEY),
}


def known(database: Database, sid: str) -> Call:
    """A call as it is kept."""
    with database.begin() as tx:
        found = calls.get(tx, sid)
    assert found is not None
    return found


def begun(database: Database) -> str:
    """A call of which the incident is taken; return its id."""
    with database.begin() as tx:
        is_there = calls.latest(tx, 1)
    if not is_there:
        stored(database, **{"bookings": BOOKED, **TABLES})
        published(database)
    sid = f"CA{next(NUMBERS)}"
    hotline.begin(database, Ringing(sid, OURS, WEBER), EVENING)
    hotline.pin(database, sid, PIN, EVENING, no_pin=False, marker=KEY)
    return sid


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=7))
def test_a_call_never_goes_back_whatever_the_order_of_its_webhooks(
    database: Database, steps: list[str]
) -> None:
    sid = begun(database)
    for n, step in enumerate(steps, 1):
        before = known(database, sid)
        said = STEPS[step](database, sid, EVENING + timedelta(seconds=n))
        after = known(database, sid)
        assert after.place.rank >= before.place.rank
        assert (after.place is Place.TALKING) >= (before.place is Place.TALKING)
        if step in {"waits", "waits no more", "key"} and before.place is Place.TALKING:
            assert said == Prompt((), Connect()), "nothing takes them out of the conversation"
        if step in {"waits", "key"} and before.place in {Place.TOLD, Place.MESSAGE}:
            assert said == Prompt((), Leave()), "asked again, for the answer was lost"
        if step == "waits" and before.place is Place.WAITING:
            assert said is not None
            assert isinstance(said.then, Held)
        assert (before.ended_at is None) or after.ended_at == before.ended_at


def test_a_pin_that_the_carrier_sends_again_is_no_further_try(database: Database) -> None:
    sid = begun(database)
    for n in range(10):
        STEPS["pin"](database, sid, EVENING + timedelta(seconds=n))
    assert known(database, begun(database)).incident is not None


@given(st.lists(st.sampled_from(Place), max_size=6))
def test_how_far_a_call_is_only_grows(places: list[Place]) -> None:
    call = Call("CA1", OURS, WEBER, EVENING, "de", help=Help.STANDBY)
    for n, place in enumerate(places):
        moved = call.at(place, datetime(2026, 12, 7, 18, n, tzinfo=UTC))
        assert moved.place.rank == max(call.place.rank, place.rank)
        assert moved == replace(call, place=moved.place, waits_since=moved.waits_since)
        assert call.waits_since in {None, moved.waits_since}, "the wait begins once"
        call = moved
