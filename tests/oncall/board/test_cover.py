"""The coverage row says, minute by minute, what counting says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.board.cover import cover
from oncall.folder.read import read_folder
from oncall.localtime import Span
from oncall.people import Role
from oncall.streams import Weeks, streams_of
from tests.builders import write_folder

BEGINS = datetime(2026, 12, 6, 23, tzinfo=UTC)
WEEKS = Weeks(date(2026, 12, 7), 2)
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-09,Mon-Tue 06:00-18:00,codec,1,1
B2,Bille,video,2026-11-01,2026-12-07,2026-12-09,Mon-Tue 10:00-22:00,codec,2,0
B3,Wandse,video,2026-11-01,2026-12-07,2026-12-09,Mon 00:00-12:00,network,1,0
"""
hours = st.integers(0, 47)


@pytest.fixture(scope="module")
def streams(tmp_path_factory):
    folder = read_folder(write_folder(tmp_path_factory.mktemp("cover"), bookings=BOOKINGS))
    return streams_of(folder.bookings.values(), WEEKS)


def duty(start, length, role, person, booking):
    begins = BEGINS + timedelta(hours=start)
    return Assignment(Span(begins, begins + timedelta(hours=length)), role, person, (booking,))


duties = st.builds(
    duty,
    hours,
    st.integers(1, 12),
    st.sampled_from([Role.PRIMARY, Role.BACKUP]),
    st.sampled_from(["ada", "ben", "cem"]),
    st.sampled_from(["B1", "B3"]),
)


@given(rows=st.lists(duties, max_size=8), planned=hours)
def test_each_hour_is_counted(streams, rows, planned):
    known = Span(BEGINS, BEGINS + timedelta(hours=planned))
    found = cover(streams, rows, [known])
    for role in (Role.PRIMARY, Role.BACKUP):
        for hour in range(48):
            at = BEGINS + timedelta(hours=hour)
            needed, held, missing = slowly(streams, rows, role, at)
            here = [s.level for s in found.get(role, ()) if s.span.start <= at < s.span.end]
            assert len(here) == (1 if needed or held else 0)
            for level in here:
                assert (level.needed, level.held, level.missing) == (needed, held, missing)
                state = "held" if not missing else "gap" if at < known.end else "unplanned"
                assert level.state == state


def slowly(streams, rows, role, at):
    """Return how many are needed, held and missing in an hour, stream by stream."""
    needed = held = missing = 0
    for stream in streams:
        names = {b.id for b in stream.bookings}
        need = sum(n.people for n in stream.needs(role) if n.span.start <= at < n.span.end)
        there = {
            each.person
            for each in rows
            if each.role == role
            and names & set(each.bookings)
            and each.span.start <= at < each.span.end
        }
        needed, held = needed + need, held + len(there)
        missing += max(0, need - len(there))
    return needed, held, missing


@given(rows=st.lists(duties, max_size=8))
def test_neighbouring_stretches_differ(streams, rows):
    for stretches in cover(streams, rows, []).values():
        for one, next_ in pairwise(stretches):
            assert one.span.end <= next_.span.start
            assert one.span.end < next_.span.start or one.level != next_.level
