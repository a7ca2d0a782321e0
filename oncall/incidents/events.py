"""What happens to an incident, dated and only added to; how it stands is folded from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Kind(StrEnum):
    """What happened. Those after the blank line change nothing in how the incident stands."""

    REPORTED = "reported"
    FIRED = "fired"  # a rung: people, channels, late; beside: whom others of its instant were for
    PASSED = "passed"  # a rung with nobody on call
    EXHAUSTED = "exhausted"  # all rounds are over: the outside is told
    ACCEPTED = "accepted"  # person, how
    DECLINED = "declined"  # person, how
    UNREACHED = "unreached"  # person: every channel of the rung has failed for good
    ASKED = "asked"  # person: accepted, and not begun
    RELEASED = "released"  # person: did not begin, the ladder goes on
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    WAITING = "waiting"  # for the customer: the clocks stand still; clocks: as they stood
    CONTINUED = "continued"  # since, clocks and act_by as they stand from now on
    OFFERED = "offered"  # to a colleague, who takes it by accepting
    HASTENED = "hastened"  # «escalate now»
    PARKED = "parked"  # owner, until
    RESOLVED = "resolved"
    MERGED = "merged"  # into
    WARNED = "warned"  # clock
    BREACHED = "breached"  # clock

    TRIED = "tried"  # person, channel, result: what became of a page
    LATE = "late"  # accepted by one after another
    AGAIN = "again"  # reported once more
    NOTED = "noted"
    DESCRIBED = "described"  # facts that came later
    ABSORBED = "absorbed"  # another incident was merged into this one


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at an instant; `who` did it, `facts` (JSON) are what it is about."""

    at: datetime
    kind: Kind
    who: str
    facts: Mapping[str, Any] = field(default_factory=dict)
