"""What is said of one report, to the second, is what the real ladder does with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.incidents.choosing import chosen
from oncall.incidents.report import Severity
from oncall.proof.delays import USUAL_DELAYS
from oncall.proof.found import Level
from oncall.proof.ground import Calendar
from oncall.proof.reached import Asked, reached
from tests.oncall.proof.grounds import SECOND, at, grounds
from tests.oncall.proof.silence import booked, outcome

if TYPE_CHECKING:
    from oncall.proof.ground import Ground

LATES = st.sampled_from([timedelta(0), 5 * SECOND])


@given(grounds(), st.integers(0, 108), st.sampled_from(Severity), LATES)
@settings(max_examples=200, deadline=None)
def test_each_is_reached_when_the_real_ladder_reaches_them(
    ground: Ground, fives: int, severity: Severity, late: timedelta
) -> None:
    report = at(0) + fives * 5 * SECOND
    for customer in sorted({each.customer for each in ground.bookings}):
        some = booked(ground, customer, report)
        if not some:
            continue
        wanted = outcome(ground, customer, severity, report, late)
        calendar = Calendar(ground, frozenset(each.id for each in some))
        calendar.begin(report)
        levels = frozenset(map(Level, wanted))
        asked = Asked(chosen(ground.ladders, ground.team.id, severity, report), levels)
        found = reached(asked, report, (ground, calendar), USUAL_DELAYS, late)
        assert {level: found.after.get(level) for level in levels} == wanted
        assert found.why.keys() == {level for level, after in wanted.items() if after is None}
