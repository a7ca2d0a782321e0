"""Whom to page becomes by which ways to page them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from oncall.incidents.escalation import Purpose
from oncall.incidents.reaching import chosen, reaches_of
from oncall.store import reaches
from oncall.store.pages import Intent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.escalation import Page
    from oncall.incidents.incident import Incident
    from oncall.incidents.reaching import Reach
    from oncall.store.db import Tx


# A page is worth something at least for so long.
SHORTEST: Final = timedelta(minutes=2)


class Decided(Protocol):
    """A decision about an incident: how it stands then, and whom to page."""

    @property
    def incident(self) -> Incident:
        """How it stands."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Whom to page."""


def intents(
    tx: Tx, decided: Sequence[Decided], known: Folder, now: datetime
) -> tuple[list[Intent], list[tuple[int, str]]]:
    """Return what to send for decisions, and who of which incident can't be reached at all."""
    who = {page.person for each in decided for page in each.pages}
    own = reaches.of_people(tx, who) if who else {}
    wanted: list[Intent] = []
    missed: list[tuple[int, str]] = []
    for each in decided:
        for page in each.pages:
            person = known.people.get(page.person)
            ways = reaches_of(person, own[page.person]) if person else ()
            some = chosen(ways, page.channels)
            if page.purpose.is_extra:
                some = tuple(way for way in some if way.channel in page.channels)
            elif person is None or not some:
                missed.append((each.incident.id, page.person))
                continue
            if person is not None:
                wanted += _intents(each.incident, page, person.languages[0], some, now)
    return wanted, missed


def _intents(
    incident: Incident, page: Page, language: str, ways: Iterable[Reach], now: datetime
) -> Iterator[Intent]:
    ends = max(incident.due_at or now, now + SHORTEST)
    is_waited_for = page.purpose is Purpose.CONNECT
    if is_waited_for:
        ends = now + SHORTEST
    for way in ways:
        at = now if is_waited_for else now + way.delay
        yield Intent(
            f"{page.key}/{way.channel}/{way.address}",
            page.person,
            way.channel.value,
            way.address,
            page.purpose.value,
            language,
            at,
            max(ends, at + SHORTEST),
            incident=incident.id,
            version=incident.version,
            late=int(page.late.total_seconds()),
        )
