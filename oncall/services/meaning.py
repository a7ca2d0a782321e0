"""Which incident a text means, of those that somebody was told of at its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.answers import waits
from oncall.incidents.deciding import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.incidents.replies import Reply
    from oncall.store.db import Record
    from oncall.store.incidents import Kept


class Texted(NamedTuple):
    """An incident as somebody was told of it by text, at one address."""

    person: str
    language: str
    code: int
    purpose: Purpose
    attempt: str
    kept: Kept
    waits: bool

    @property
    def names(self) -> tuple[str, str]:
        """What it is named by: its code at this address, its ticket number."""
        return str(self.code), self.kept.number

    @property
    def is_theirs(self) -> bool:
        """Whether they have it, and it is not over."""
        return self.kept.incident.state.is_open and self.kept.incident.holder == self.person

    @property
    def who(self) -> str:
        """Who reported it, as it is told."""
        report = self.kept.report
        return ", ".join(part for part in (report.customer or report.caller, report.phone) if part)


def about(row: Record, kept: Kept) -> Texted:
    """Return a page by text of an incident as it stands."""
    purpose = Purpose(row.purpose)
    person: str = row.person
    return Texted(
        person,
        row.language,
        row.code,
        purpose,
        row.attempt or "",
        kept,
        waits(kept.incident, person, purpose),
    )


def waiting(some: Sequence[Texted]) -> list[Texted]:
    """Return those that wait for an answer."""
    return [each for each in some if each.waits]


def meant_by(reply: Reply, some: Sequence[Texted]) -> Texted | None:
    """Return which one is meant: the one named, else the only one that waits, else the latest.

    Of those that no longer wait the latest is meant only where none waits: they hear who has it. A
    number that names none («in 10 min») is no name where only one waits; among other words neither
    is the code of what neither waits nor is theirs, while anything waits.
    """
    named = [each for each in some if reply.number in each.names]
    wait = waiting(some)
    if wait and not reply.is_bare:
        named = [e for e in named if e.waits or e.is_theirs or reply.number == e.kept.number]
    if reply.number is not None and (named or len(wait) != 1):
        return next(
            iter(sorted(named, key=lambda each: not each.kept.incident.state.is_open)), None
        )
    if wait:
        return wait[0] if len(wait) == 1 else None
    return some[0] if some else None
