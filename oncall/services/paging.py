"""Whom to page becomes by which ways to page them."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from oncall.incidents.deciding import Purpose
from oncall.incidents.reaching import chosen, reaches_of
from oncall.store import reaches
from oncall.store.pages import Intent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.deciding import Page
    from oncall.incidents.incident import Incident
    from oncall.incidents.ladder import Channel
    from oncall.incidents.reaching import Reach
    from oncall.store.db import Tx


# A page is worth something at least for so long.
SHORTEST: Final = timedelta(minutes=2)
# An offer waits for its answer while somebody works, and nothing else falls due meanwhile.
OFFER: Final = timedelta(minutes=15)


class Decided(Protocol):
    """A decision about an incident: how it stands then, and whom to page."""

    @property
    def incident(self) -> Incident:
        """How it stands."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Whom to page."""


def intents(
    tx: Tx,
    decided: Sequence[Decided],
    known: Folder,
    now: datetime,
    able: Collection[str] | None = None,
) -> tuple[list[Intent], list[tuple[int, str]]]:
    """Return what to send for decisions, and who of which incident can't be reached at all.

    Channels that are not set up are used only where somebody has no other: that it was tried is
    seen then, and the next are tried at once.
    """
    own = reaches.of_people(tx, {page.person for each in decided for page in each.pages})

    @cache  # one person may be paged for many incidents at once
    def ways_to(who: str, channels: tuple[Channel, ...]) -> tuple[Reach, ...]:
        person = known.people.get(who)
        ways = reaches_of(person, own[who]) if person else ()
        there = [way for way in ways if able is None or way.channel in able]
        return chosen(there, channels) or chosen(ways, channels)

    wanted: list[Intent] = []
    missed: list[tuple[int, str]] = []
    for each in decided:
        for page in each.pages:
            ways = ways_to(page.person, page.channels)
            if page.purpose.is_extra:
                ways = tuple(way for way in ways if way.channel in page.channels)
            elif not ways:
                missed.append((each.incident.id, page.person))
            if ways:
                language = known.people[page.person].languages[0]
                wanted += _intents(each.incident, page, language, ways, now)
    return wanted, missed


def _intents(
    incident: Incident, page: Page, language: str, ways: Iterable[Reach], now: datetime
) -> Iterator[Intent]:
    ends = max(incident.due_at or now, now + SHORTEST)
    is_waited_for = page.purpose is Purpose.CONNECT
    if is_waited_for:
        ends = now + SHORTEST
    elif page.purpose is Purpose.OFFERED:
        ends = max(ends, now + OFFER)
    purpose, late = page.purpose.value, int(page.late.total_seconds())
    for way in ways:
        at, channel = now if is_waited_for else now + way.delay, way.channel.value
        yield Intent(
            f"{page.key}/{channel}/{way.address}",
            page.person,
            channel,
            way.address,
            purpose,
            language,
            at,
            max(ends, at + SHORTEST),
            incident=incident.id,
            version=incident.version,
            late=late,
        )
