"""Who and what an id stands for: that never changes, for duties and bills are filed under it."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from oncall.folder.faults import shown
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.bookings import Booking
    from oncall.people import Person, Site, Team

UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Refusal(NamedTuple):
    """Why a column of a row can't be so, as a sentence that says what to do."""

    column: str
    message: str


def renamed(before: Person, after: Person) -> Iterator[Refusal]:
    """Refuse another name under the same id; a wedding is no new person, but must be said."""
    if before.name != after.name:
        yield Refusal(
            "name",
            Sentence(
                "%(id)s is %(name)s; a new person gets an id of their own. If it is the same "
                "person with a new name, say so by --renamed %(id)s",
                id=before.id,
                name=before.name,
            ),
        )


def rebooked(before: Booking, after: Booking) -> Iterator[Refusal]:
    """Refuse another customer or another team for a booking."""
    if before.customer != after.customer:
        yield Refusal(
            "customer",
            Sentence(
                "%(booking)s is of %(customer)s; give a booking of another customer an id of its "
                "own",
                booking=before.id,
                customer=shown(before.customer),
            ),
        )
    if before.team.id != after.team.id:
        yield Refusal(
            "team",
            Sentence(
                "%(booking)s is booked with %(team)s; cancel it there and give the booking with "
                "%(other)s an id of its own",
                booking=before.id,
                team=before.team.id,
                other=after.team.id,
            ),
        )


def moved(before: Team, after: Team) -> Iterator[Refusal]:
    """Refuse another site for a team."""
    if before.site.id != after.site.id:
        yield Refusal(
            "site",
            Sentence(
                "%(team)s is at %(site)s; give the team at %(other)s an id of its own",
                team=before.id,
                site=before.site.id,
                other=after.site.id,
            ),
        )


def relocated(before: Site, after: Site) -> Iterator[Refusal]:
    """Refuse another time zone or country for a site at which rotas have been published."""
    for column, old, new in (
        ("timezone", before.zone.key, after.zone.key),
        ("country", before.country, after.country),
    ):
        if old != new:
            yield Refusal(
                column,
                Sentence(
                    "%(site)s is in %(old)s and rotas are published there; give the site in "
                    "%(new)s an id of its own",
                    site=before.id,
                    old=old,
                    new=new,
                ),
            )


def fresh_id(name: str, taken: Iterable[str]) -> str:
    """Return an id for a new person that nobody has, in plain small letters.

    It is the first name, with as much more of the name as it takes, and at last a number.
    """
    known = {each.casefold() for each in taken}
    words = [word for word in name.split() if not word.endswith(".")] or [name]
    plain = [found for word in words if (found := _plain(word))] or ["person"]
    longer = ["-".join(plain[:n]) for n in range(1, len(plain) + 1)]
    numbered = (f"{longer[-1]}-{n}" for n in count(2))
    return next((each for each in longer if each not in known), None) or next(
        each for each in numbered if each not in known
    )


def _plain(word: str) -> str:
    composed = normalize("NFC", word).casefold().translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]", "", normalize("NFKD", composed))
