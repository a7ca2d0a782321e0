"""Whose PIN it is: looked up by its mark, then checked, and slowly only where nothing is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.hotline.callers import hinted, proven
from oncall.pins import NOBODYS, is_plain, opens
from oncall.store import pin_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oncall.contracts import Contact
    from oncall.pins import Marker
    from oncall.store.db import Database


def recognised(
    database: Database,
    contacts: Iterable[Contact],
    caller: str,
    pin: str,
    marker: Marker,
    fits: Callable[[str, str], bool] = opens,
) -> Contact | None:
    """Return the contact whose PIN it is, by the rules of `proven`; `caller` hints at some.

    Where nobody comes into question a seal is checked all the same, so that a wrong PIN, and one
    that is not to be looked at (no contacts), take as long as a right one. `fits` checks a seal.
    """
    mark = marker.mark(pin)
    with database.begin() as tx:
        seals = pin_marks.candidates(tx, marker.name, mark)
    asked = [each for each in contacts if each.pin and each.pin.written in seals]
    if not asked and is_plain(pin):
        fits(pin, NOBODYS)
    found = proven(asked, hinted(asked, caller), pin, fits)
    if found is not None and found.pin is not None and not seals[found.pin.written]:
        with database.begin() as tx:
            pin_marks.keep(tx, marker.name, {found.pin.written: mark})
    return found
