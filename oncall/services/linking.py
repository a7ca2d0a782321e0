"""The page of a secret link: one page to one person, as its incident stands now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.answers import waits
from oncall.incidents.deciding import Purpose
from oncall.incidents.incident import State
from oncall.services.gathering import facts_in
from oncall.store import answering, calls
from oncall.store import pages as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.people import Person
    from oncall.store.db import Database
    from oncall.store.incidents import Kept

# So long after it was sent a link opens its page.
LASTS: Final = timedelta(days=7)


class Linked(NamedTuple):
    """What somebody was paged for; `holder` is who has it now, by name."""

    person: Person
    purpose: Purpose
    kept: Kept
    waits: bool
    holder: str
    is_rung: bool = False  # they are being called, to be connected with the caller

    @property
    def is_mine(self) -> bool:
        """True where the person who was paged has it."""
        return self.kept.incident.holder == self.person.id

    @property
    def may_start(self) -> bool:
        """True where the person has it and has not begun."""
        return self.is_mine and self.kept.incident.state is State.ACCEPTED


def opened(database: Database, attempt: str, now: datetime) -> Linked | None:
    """Return what an attempt was about; None where there is none, or it is too long ago."""
    with database.begin() as tx:
        made = answering.attempt(tx, attempt)
        if made is None or made.began_at + LASTS < now:
            return None
        pages = [page for page in answering.pages_of_call(tx, made) if page.id in made.pages]
        known = facts_in(database, tx).people
        if not pages or pages[0].incident is None or pages[0].person not in known:
            return None
        page = pages[0]
        kept = answering.by_ids(tx, [page.incident])[page.incident]
        is_rung = store.is_rung(tx, page.incident, page.person)
        is_rung = is_rung and bool(calls.waited_for(tx, {page.incident}, now))
    purpose = Purpose(page.purpose)
    holder = known.get(kept.incident.holder or "")
    return Linked(
        known[page.person],
        purpose,
        kept,
        waits(kept.incident, page.person, purpose),
        holder.name if holder else kept.incident.holder or "",
        is_rung,
    )
