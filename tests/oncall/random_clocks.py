"""Clocks and reports drawn by chance, more often near days on which something is different."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from oncall.clocks import Face
from oncall.hours import Calendar, WeeklyHours, WeeklyLine
from oncall.localtime import Span
from oncall.promises import Counting
from tests.oncall.walked_hours import DAY, MINUTE, Line, Place, Walk

FAULT = Counting.FAULT
DAYS = 45  # how far a walk goes
REPORTS = 9 * 1440  # minutes at its beginning in which reports come in
PLACES = (
    Place("Europe/Berlin", "DE", "HH", bridge_days=True),
    Place("Europe/Berlin", "DE", "HH", bridge_days=False),
    Place("Europe/Berlin", "DE", "BW", bridge_days=False),
    Place("Europe/Berlin", "DE", "BY", bridge_days=True),
    Place("Europe/London", "GB", "ENG", bridge_days=True),
    Place("Europe/Luxembourg", "LU", None, bridge_days=False),
)
FIRST = date(2024, 1, 1)
TEN_YEARS = 3653
SPECIAL = tuple(
    date(year, month, day)
    for year in range(2024, 2034)
    for month, day in ((1, 1), (3, 26), (4, 3), (4, 30), (5, 10), (5, 25), (10, 26), (12, 22))
)
WORKDAYS = frozenset(range(5))

times = st.one_of(st.integers(0, 1439), st.sampled_from((0, 120, 150, 180, 480, 720, 1080)))
lines = st.builds(
    Line,
    weekdays=st.one_of(
        st.sampled_from((WORKDAYS, frozenset(range(7)))), st.frozensets(st.integers(0, 6))
    ),
    start=times,
    end=st.one_of(times, st.just(1440)),
    holiday=st.sampled_from((False, False, False, True)),
)


@dataclass(frozen=True)
class Drawn:
    """A clock of ours beside one that is walked, a report, and pauses."""

    face: Face
    walk: Walk
    start: datetime
    pauses: tuple[Span, ...]

    @property
    def paused(self) -> frozenset[int]:
        return frozenset(
            minute
            for pause in self.pauses
            for minute in range(self.walk.minute_of(pause.start), self.walk.minute_of(pause.end))
        )

    def opens(self) -> bool:
        """Whether a minute is open after the report, as far as the walk goes."""
        return self.walk.due(self.start, 1) is not None


def face_of(place: Place, found: tuple[Line, ...]) -> Face:
    """Return our clock for what is walked; the hours are its fault hours."""
    hours = WeeklyHours(
        tuple(WeeklyLine(each.weekdays, each.holiday, each.start, each.end) for each in found)
    )
    calendar = Calendar(place.country, place.subdivision, place.bridge_days)
    return Face(ZoneInfo(place.zone), calendar, WeeklyHours(), hours)


@st.composite
def clocks(draw: st.DrawFn) -> Drawn:
    place = draw(st.sampled_from(PLACES))
    found = tuple(draw(st.lists(lines, min_size=1, max_size=3)))
    days = st.builds(lambda n: FIRST + n * DAY, st.integers(0, TEN_YEARS - 1))
    first = draw(st.one_of(st.sampled_from(SPECIAL), days))
    origin = datetime.combine(first, time(), UTC)
    start = origin + draw(st.integers(0, REPORTS)) * MINUTE
    start += timedelta(seconds=draw(st.sampled_from((0, 0, 1, 29, 59))))
    pauses = st.builds(
        lambda at, length: Span(origin + at * MINUTE, origin + (at + length) * MINUTE),
        st.integers(0, 2 * REPORTS),
        st.one_of(st.integers(0, 90), st.integers(0, 5000)),
    )
    return Drawn(
        face_of(place, found),
        Walk(place, found, first, DAYS),
        start,
        tuple(draw(st.lists(pauses, max_size=3))),
    )
