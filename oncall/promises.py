"""What is promised: the event that keeps it, and the clocks of which the first decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """In what a clock counts: all time, or only what lies in hours of a kind."""

    ELAPSED = "elapsed"
    SUPPORT = "support"
    FAULT = "fault"


class Event(StrEnum):
    """What has to happen for a promise to be kept."""

    ACCEPTANCE = "acceptance"
    START = "start"
    CALLBACK = "callback"
    SHIPMENT = "shipment"


@dataclass(frozen=True, slots=True)
class Minutes:
    """So many minutes, counted in hours of a kind."""

    amount: int
    counting: Counting


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """So many days on which hours of a kind open; the day of the report never counts."""

    amount: int
    counting: Counting


Term = Minutes | WorkingDays


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised by a name: due when the first of its terms has run."""

    name: str
    kept_by: Event
    terms: tuple[Term, ...]
