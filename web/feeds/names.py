"""How people, bookings, customers and roles are called in a feed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oncall.people import Role
from web.words import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder

# «Dr.» and «Dipl.-Ing.»; but «J.» is an initial, and what follows it perhaps the family's name.
TITLE: Final = re.compile(r"\S{2,}\.")
LONGEST: Final = 60  # signs of the customers in a title; calendars show fewer


def role_name(role: Role, words: Vocabulary | None = None) -> str:
    """Return how a role is called, which may be written as it is in a table."""
    words = words or Vocabulary()
    if role == Role.PRIMARY:
        return words.gettext("Primary")
    if role == Role.BACKUP:
        return words.gettext("Backup")
    return words.gettext("Manager")


@dataclass(frozen=True)
class Names:
    """Finds names in the sheets; what they have lost is called by its id."""

    folder: Folder

    def first_names(self, duties: Iterable[Assignment]) -> Sequence[str]:
        """Return the first names of people in order; customers are told no more of them."""
        names = (self._first_name(duty.person) for duty in sorted(duties))
        return tuple(dict.fromkeys(name for name in names if name))

    def person(self, id_: str) -> str:
        """Return a person's name."""
        who = self.folder.people.get(id_)
        return who.name if who and who.name.strip() else id_

    def _first_name(self, id_: str) -> str | None:
        """Return the first name, None where it is not known: an id is nobody else's business."""
        who = self.folder.people.get(id_)
        words = who.name.split() if who else []
        return next((word for word in words if not TITLE.fullmatch(word)), None)

    def booking(self, id_: str) -> str:
        """Return a booking's id and whose it is."""
        booking = self.folder.bookings.get(id_)
        return f"{id_} ({booking.customer})" if booking else id_

    def customers(self, bookings: Iterable[str]) -> str:
        """Return whose bookings they are, shortened to what fits a title."""
        known = self.folder.bookings
        names = dict.fromkeys(known[id_].customer if id_ in known else id_ for id_ in bookings)
        said = ", ".join(names)
        return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip(" ,") + "…"
