"""Rows are found again by what they mean, and merging twice is merging once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.merge import Kind, Stored
from oncall.merging import Homes, Merger
from oncall.store.tables import IDENTITY

if TYPE_CHECKING:
    from oncall.merge import Merge

MERGER = Merger(IDENTITY, Homes({}, {}, {}))
cells = st.fixed_dictionaries(
    {
        "person": st.sampled_from(("ada", "ben")),
        "start": st.sampled_from(("2026-12-01", "01.12.2026", "2026-12-01 18:00")),
        "end": st.sampled_from(("2026-12-04", "2026-12-05")),
        "wish": st.sampled_from(("prefer", "avoid", "Avoid")),
        "weight": st.sampled_from(("", "3", "4")),
    }
)
sheets = st.lists(cells, max_size=6)


def written(rows: list[dict[str, str]]) -> tuple[Written, ...]:
    """Return rows of wishes.csv."""
    return tuple(Written(row, "wishes.csv", n) for n, row in enumerate(rows, 2))


def stored(rows: list[dict[str, str]]) -> tuple[Stored, ...]:
    """Return rows of the database."""
    return tuple(Stored(row, "the database", None, key=n) for n, row in enumerate(rows, 1))


def merged(before: list[dict[str, str]], after: list[dict[str, str]]) -> Merge:
    """Return what becomes of wishes."""
    return MERGER.merge({"wishes": stored(before)}, {"wishes": written(after)})


def kept(merge: Merge) -> list[dict[str, str]]:
    """Return the rows that hold after it."""
    return [dict(pair.row.cells) for pair in merge.sheets["wishes"] if pair.stays]


@given(before=sheets, after=sheets)
def test_twice_is_once(before: list[dict[str, str]], after: list[dict[str, str]]) -> None:
    once = kept(merged(before, after))
    assert not merged(once, after).changes
    assert kept(merged(once, after)) == once


@given(before=sheets, after=sheets)
def test_every_row_has_one_fate(before: list[dict[str, str]], after: list[dict[str, str]]) -> None:
    pairs = merged(before, after).sheets["wishes"]
    assert [pair.before for pair in pairs if pair.before] == list(stored(before))
    came = sorted(pair.after.line or 0 for pair in pairs if pair.after)
    assert came == [row.line for row in written(after)]


@given(rows=sheets, order=st.randoms())
def test_the_order_of_rows_says_nothing(rows: list[dict[str, str]], order: object) -> None:
    turned = [*rows]
    order.shuffle(turned)
    assert not merged(rows, turned).changes


def test_each_sheet_has_an_identity_among_its_columns() -> None:
    for name, columns in TABLES.items():
        assert set(IDENTITY[name]) <= {column.name for column in columns}


def test_a_cancelled_row_stays_cancelled_whatever_comes() -> None:
    row = {column.name: "" for column in TABLES["bookings"]} | {
        "id": "B1",
        "customer": "Elbe",
        "team": "video",
        "requested_at": "2026-01-01",
        "start": "2026-12-01",
        "end": "2026-12-02",
        "windows": "always",
    }
    cancelled = (Stored(row, "the database", None, key=1, cancelled=True),)
    again = MERGER.merge({"bookings": cancelled}, {"bookings": (Written(row, "b.csv", 2),)})
    assert [pair.kind for pair in again.sheets["bookings"]] == [Kind.CANCELLED]
    assert not again.changes
    assert not again.sheets["bookings"][0].stays
