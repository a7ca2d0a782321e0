"""What is proposed for the work log is what was worked, in whole minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.folder.read import read_folder
from oncall.localtime import MINUTE, Span
from oncall.worklog import proposed
from tests.builders import write_folder

if TYPE_CHECKING:
    from oncall.folder.facts import Folder

BEGAN = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return read_folder(write_folder(tmp_path_factory.mktemp("firm")))


def span(start: float, end: float) -> Span:
    return Span(BEGAN + start * SECOND, BEGAN + end * SECOND)


def written(folder: Folder, *some: Span) -> list[tuple[float, float]]:
    booking = next(iter(folder.bookings.values()))
    entries = [*proposed("100001", folder.people["ada"], booking, some)]
    assert {(e.incident, e.customer, e.on_site) for e in entries} <= {
        ("100001", booking.customer, False)
    }
    return [((e.span.start - BEGAN) / MINUTE, (e.span.end - BEGAN) / MINUTE) for e in entries]


def test_seconds_are_left_off_at_both_ends(folder: Folder) -> None:
    """29.5 minutes are not made 31, which would be charged as an hour."""
    assert written(folder, span(45, 45 + 29.5 * 60)) == [(0, 30)]


def test_whoever_worked_at_all_has_worked_a_minute(folder: Folder) -> None:
    assert written(folder, span(10, 30)) == [(0, 1)]


def test_a_pause_of_seconds_makes_no_two_entries(folder: Folder) -> None:
    assert written(folder, span(10, 30), span(40, 300)) == [(0, 5)]


SPANS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)), max_size=8)


@given(SPANS)
def test_entries_are_whole_minutes_that_never_overlap_and_are_hardly_off(
    folder: Folder, some: list[tuple[int, int]]
) -> None:
    begun, spans = 0, []
    for pause, length in some:
        spans.append(span(begun + pause, begun + pause + length))
        begun += pause + length
    found = written(folder, *spans)
    assert all(start == int(start) and end == int(end) for start, end in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    worked = sum(length for _, length in some) / 60
    assert abs(sum(end - start for start, end in found) - worked) < max(1, len(some))
