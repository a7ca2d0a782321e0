"""Whose PIN it is: looked up by its mark, then checked; few are tried that have no mark."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hotline.callers import hinted, whose_of
from oncall.pins import NOBODYS, is_plain, opens
from oncall.store import pin_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from oncall.contracts import Contact
    from oncall.pins import Marker
    from oncall.store.db import Tx

# So many seals without a mark are tried with a PIN (3 ms each), for a carrier waits 15 s and people
# less; `oncall doctor` tells of them.
MOST_UNMARKED: Final = 20


class LookedUp(NamedTuple):
    """A PIN and its mark, the contacts who may have it, and which of their seals are marked."""

    pin: str
    mark: bytes
    contacts: tuple[Contact, ...]
    is_marked: Mapping[str, bool]

    def whose(self, caller: str, fits: Callable[[str, str], bool] = opens) -> Contact | None:
        """Return the contact whose PIN it is, by the rules of `proven`; `caller` hints at some.

        Of those without a mark few are tried, and only where it is the PIN of nobody else: those
        whom the number hints at come first. Where nobody comes into question a seal is checked all
        the same, so that a wrong PIN, and one that is not to be looked at, take as long as a right
        one. `fits` checks a seal.
        """
        if not self.contacts and is_plain(self.pin):
            fits(self.pin, NOBODYS)
        hints = hinted(self.contacts, caller)
        others = [each for each in self.contacts if each not in hints]
        marked = [each for each in others if self._has_mark(each)]
        bare = (each for each in (*hints, *others) if not self._has_mark(each))
        tried = [*islice(bare, MOST_UNMARKED)]
        known = [each for each in hints if self._has_mark(each) or each in tried]
        rest = [each for each in tried if each not in hints]
        return whose_of((known, marked, rest), self.pin, fits)

    def _has_mark(self, contact: Contact) -> bool:
        return contact.pin is not None and self.is_marked.get(contact.pin.written, False)


def looked_up(tx: Tx, contacts: Iterable[Contact], pin: str, marker: Marker) -> LookedUp:
    """Return who of some contacts may have a PIN."""
    mark = marker.mark(pin)
    seals = pin_marks.candidates(tx, marker.name, mark)
    some = tuple(each for each in contacts if each.pin and each.pin.written in seals)
    return LookedUp(pin, mark, some, seals)


def remember(tx: Tx, found: LookedUp, whose: Contact, marker: Marker) -> None:
    """Mark the seal of the contact whose PIN was found, unless it is marked."""
    seal = whose.pin.written if whose.pin else ""
    if not found.is_marked.get(seal, True):
        pin_marks.keep(tx, marker.name, {seal: found.mark})
