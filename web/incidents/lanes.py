"""The lane of a person in an incident's picture: how they were tried, had it, and worked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.events import Kind
from oncall.incidents.holding import held
from oncall.incidents.incident import Incident
from oncall.incidents.ladder import USUAL, Channel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.incidents.events import Event
    from oncall.incidents.holding import Held
    from oncall.services.incident_views import Whole
    from oncall.store.incident_lists import Try
    from web.incidents.sheet import Sheet
    from web.incidents.telling import Telling

TRACK: Final = 17
SAID: Final = {
    Kind.ACCEPTED: "yes",
    Kind.DECLINED: "no",
    Kind.UNREACHED: "no",
    Kind.RELEASED: "no",
    Kind.LATE: "no",
    Kind.ASKED: "ask",
    Kind.OFFERED: "ask",
    Kind.RESOLVED: "yes",
}
WENT: Final = {
    "failed": "went-wrong",
    "withdrawn": "withdrawn",
    "delivered": "there",
    "answered": "there",
}


def people_of(whole: Whole) -> list[str]:
    """Return who has a lane: those who were tried, and those who said something."""
    named = [each.person for each in whole.tries]
    named += [who for event in whole.events if (who := _about(event))]
    return [who for who in dict.fromkeys(named) if who in whole.folder.people]


def lane(whole: Whole, telling: Telling, person: str, sheet: Sheet, end: datetime) -> None:
    """Draw a person's lane: a track for each channel, and one for what they had and said."""
    mine = [each for each in whole.tries if each.person == person]
    tracks = [channel for channel in Channel if any(t.channel == channel for t in mine)]
    sheet.name(telling.person(person))
    for each in mine:
        # What went out otherwise than by a channel of ours has the first track.
        track = tracks.index(Channel(each.channel)) if each.channel in tracks else 0
        look = WENT.get(each.state, "under-way")
        sheet.mark(_at(each), 7 + TRACK * track, (each.channel, look), telling.tried(each))
    down = 7 + TRACK * len(tracks)
    stretches = [*_stretches(whole, person, end)]
    for stretch in stretches:
        span, look = stretch.span, f"held {stretch.phase}"
        sheet.bar((span.start, span.end), (9, down - 4), look, telling.held(stretch))
    spoke = [event for event in whole.events if event.kind in SAID and _about(event) == person]
    for event in spoke:
        sheet.mark(event.at, down, (SAID[event.kind],) * 2, telling.dated(event))
    sheet.down(TRACK * (len(tracks) + bool(stretches or spoke)))


def _stretches(whole: Whole, person: str, end: datetime) -> Iterator[Held]:
    start = whole.incident.reported_at
    bare = Incident(0, "", USUAL, start, start, {}, timedelta(0))
    return (each for each in held(bare, whole.events, end) if each.person == person)


def _at(each: Try) -> datetime:
    return each.began_at or each.due_at


def _about(event: Event) -> str | None:
    """Return whom an event is about, of those who have lanes."""
    facts = event.facts
    found: str | None = facts.get("owner") or facts.get("person") or facts.get("to")
    return found
