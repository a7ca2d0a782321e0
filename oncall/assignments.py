"""Who is on duty when, as rotas keep it: with a number that stays when time or person changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from oncall.folder.previous_file import GoneRow, Previous
from oncall.folder.rota_file import RotaRow
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.people import Role

UNNUMBERED: Final = 0
PREFIX: Final = "D"


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One person in one role for one stretch, by ids; `duty` is 0 until it has a number."""

    span: Span
    role: Role
    person: str
    bookings: tuple[str, ...]
    duty: int = UNNUMBERED

    @property
    def label(self) -> str:
        """The number as people write it."""
        return f"{PREFIX}{self.duty}"


def number_of(label: str) -> int | None:
    """Return the number of a label like D1042, or None if it is none."""
    digits = label.strip().upper().removeprefix(PREFIX)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None


def assignments(rows: Iterable[RotaRow]) -> tuple[Assignment, ...]:
    """Return the assignments of rows, without numbers."""
    return tuple(
        Assignment(row.span, row.role, row.person.id, tuple(b.id for b in row.bookings))
        for row in rows
    )


def clipped(some: Iterable[Assignment], span: Span) -> tuple[Assignment, ...]:
    """Return duties as far as they lie in a stretch."""
    inside = ((each, each.span.clip(span)) for each in some)
    return tuple(replace(each, span=part) for each, part in inside if part)


def as_rows(some: Iterable[Assignment], folder: Folder) -> tuple[RotaRow, ...]:
    """Return rows for assignments whose bookings there are."""
    return as_previous(some, folder).rows


def as_previous(some: Iterable[Assignment], folder: Folder) -> Previous:
    """Return rows for assignments; those whose bookings are all gone can't stay.

    A row some of whose bookings are gone is for the others.
    """
    rows: list[RotaRow] = []
    gone: list[GoneRow] = []
    for each in some:
        person = folder.people[each.person]
        known = tuple(folder.bookings[b] for b in each.bookings if b in folder.bookings)
        if known:
            rows.append(RotaRow(each.label, person, each.role, each.span, known))
        else:
            names = ", ".join(each.bookings)
            why = (
                Sentence("%(booking)s is no longer booked", booking=names)
                if len(each.bookings) == 1
                else Sentence("%(bookings)s are no longer booked", bookings=names)
            )
            zone = person.site.zone
            gone.append(GoneRow(each.label, person.id, person, each.role, each.span, zone, why))
    return Previous(tuple(rows), tuple(gone))
