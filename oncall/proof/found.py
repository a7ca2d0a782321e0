"""What a proof says: who is reached how late at most, and where somebody is not reached in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from oncall.incidents.report import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from oncall.localtime import Span


class Level(StrEnum):
    """Who has to come: the values of the first two are those of their roles.

    The last resort is somebody else than these: the manager, or whom the ladder names.
    """

    PRIMARY = "primary"
    BACKUP = "backup"
    LAST = "last resort"


class Why(StrEnum):
    """Why somebody does not come in time."""

    NOBODY = "nobody"  # nobody is on duty when it would be their turn, nor stands in
    HAS_DUTY = "has duty"  # who was the last resort is primary or backup by then, or away
    NO_VOICE = "no voice"  # whoever is has no number that may be called
    NOT_CALLED = "not called"  # the ladder never calls them
    LATE = "late"  # they are reached, when the time is over


@dataclass(frozen=True, slots=True)
class Failure:
    """One who does not come in time; `people` have no number, `after` is when they are reached.

    It is rounded up to whole minutes.
    """

    level: Level
    why: Why
    people: tuple[str, ...] = ()
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch, of whole minutes, in which a report does not bring everybody in time."""

    span: Span
    customers: tuple[str, ...]
    severities: tuple[Severity, ...]
    failures: tuple[Failure, ...]

    @property
    def cause(self) -> Cause:
        """What is the matter, whenever it is."""
        return Cause(self.customers, self.severities, self.failures)

    @property
    def for_any(self) -> bool:
        """True where it is so whatever the severity."""
        return len(self.severities) == len(Severity)


@dataclass(frozen=True, slots=True)
class Cause:
    """What several findings have in common."""

    customers: tuple[str, ...]
    severities: tuple[Severity, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of a team's rota: `booked` was looked at, `findings` are what fails of it.

    `slowest` is after how long each is reached at the latest, where they are reached at all.
    """

    team: str
    booked: tuple[Span, ...]
    findings: tuple[Finding, ...]
    slowest: Mapping[Level, timedelta]

    @property
    def holds(self) -> bool:
        """True where every report brings everybody in time."""
        return not self.findings

    @property
    def causes(self) -> Mapping[Cause, tuple[Span, ...]]:
        """What is the matter, and when; what takes longest first."""
        found: dict[Cause, list[Span]] = {}
        for each in self.findings:
            found.setdefault(each.cause, []).append(each.span)
        some = sorted(found.items(), key=lambda item: -sum(span.minutes for span in item[1]))
        return {cause: tuple(spans) for cause, spans in some}
