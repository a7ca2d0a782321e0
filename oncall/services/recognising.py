"""Whose PIN it is: looked up by its mark, then checked, and slowly only where nothing is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.hotline.callers import hinted, proven
from oncall.pins import NOBODYS, is_plain, opens
from oncall.store import pin_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from oncall.contracts import Contact
    from oncall.pins import Marker
    from oncall.store.db import Tx


class LookedUp(NamedTuple):
    """A PIN and its mark, the contacts who may have it, and which of their seals are marked."""

    pin: str
    mark: bytes
    contacts: tuple[Contact, ...]
    is_marked: Mapping[str, bool]

    def whose(self, caller: str, fits: Callable[[str, str], bool] = opens) -> Contact | None:
        """Return the contact whose PIN it is, by the rules of `proven`; `caller` hints at some.

        Where nobody comes into question a seal is checked all the same, so that a wrong PIN, and
        one that is not to be looked at, take as long as a right one. `fits` checks a seal.
        """
        if not self.contacts and is_plain(self.pin):
            fits(self.pin, NOBODYS)
        return proven(self.contacts, hinted(self.contacts, caller), self.pin, fits)


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
