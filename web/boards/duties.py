"""Duties, gaps and breaches as the timeline's JSON has them: names, and no numbers to call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from web.boards.times import instant
from web.sayings import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.assignments import Assignment
    from oncall.checking import Effect
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.rota import BookedGap
    from solver.rule import Breach


def duty_entry(each: Assignment, folder: Folder) -> dict[str, Any]:
    """Return a duty."""
    booked = (folder.bookings[b].customer for b in each.bookings if b in folder.bookings)
    return {
        "id": each.label,
        "person": each.person,
        "role": each.role.value,
        "start": instant(each.span.start),
        "end": instant(each.span.end),
        "bookings": list(each.bookings),
        "customers": list(dict.fromkeys(booked)),
    }


def known_bookings(
    folder: Folder, duties: Iterable[Assignment], gaps: Iterable[BookedGap]
) -> dict[str, Any]:
    """Return the bookings that duties and gaps name, as far as there still are such."""
    names = {b for each in duties for b in each.bookings}
    names |= {booking.id for gap in gaps for booking in gap.bookings}
    known = (folder.bookings[name] for name in sorted(names) if name in folder.bookings)
    return {each.id: {"customer": each.customer, "skill": each.skill} for each in known}


def gap_entry(gap: BookedGap) -> dict[str, Any]:
    """Return a gap."""
    return {
        "role": gap.role,
        "start": instant(gap.start),
        "end": instant(gap.end),
        "missing": gap.missing,
        "bookings": [booking.id for booking in gap.bookings],
        "customers": list(dict.fromkeys(booking.customer for booking in gap.bookings)),
    }


def breach_entry(breach: Breach, planning: Planning) -> dict[str, Any]:
    """Return a breach; `start` is where in the rota it is."""
    epoch = planning.problem.people[0].calendar.epoch
    return {
        "rule": breach.rule,
        "person": breach.person,
        "sentence": said(breach.sentence),
        "start": instant(epoch + timedelta(minutes=breach.start)),
    }


def effect_entry(effect: Effect, planning: Planning) -> dict[str, Any]:
    """Return what a change brought and what it mended."""
    return {
        "broken": [breach_entry(each, planning) for each in effect.broken],
        "mended": [breach_entry(each, planning) for each in effect.mended],
        "opened": [gap_entry(each) for each in effect.opened],
        "closed": [gap_entry(each) for each in effect.closed],
    }
