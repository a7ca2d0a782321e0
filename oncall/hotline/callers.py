"""Who calls: a number is a hint, a PIN is a proof, and what both say may be nobody."""

from __future__ import annotations

from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.pins import is_plain, opens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oncall.contracts import Contact, Customer

# RELIABILITY, «Security»: so many tries a call, and so many in a while from one number. All who
# show no number share one count, which is higher, or one of them could shut the others out. How
# many all may have together is one of the limits (wrong_pins).
TRIES: Final = 3
WHILE: Final = timedelta(minutes=15)
TRIES_IN_A_WHILE: Final = 5
TRIES_OF_NOBODY: Final = 30
# What Twilio shows for a number that is withheld: words on a keypad.
# https://help.twilio.com/articles/223179988
WITHHELD: Final = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})


class Tries(NamedTuple):
    """How many wrong PINs there were in a while: from one number, and from all callers."""

    mine: int
    all: int


NO_TRIES: Final = Tries(0, 0)


def number_of(shown: str) -> str:
    """Return a caller's number (E.164); nothing for whoever shows none."""
    digits = shown.removeprefix("+")
    is_number = shown.startswith("+") and digits.isascii() and digits.isdigit()
    return shown if is_number and shown not in WITHHELD else ""


def hinted(contacts: Iterable[Contact], number: str) -> tuple[Contact, ...]:
    """Return who has a number; nobody has the one that is withheld."""
    return tuple(each for each in contacts if number and number in each.phones)


def customer_of(contacts: Iterable[Contact]) -> Customer | None:
    """Return the one customer of contacts; None where there is none, or more than one."""
    found = {each.customer.id: each.customer for each in contacts}
    return next(iter(found.values())) if len(found) == 1 else None


def proven(
    contacts: Iterable[Contact],
    hints: Iterable[Contact],
    pin: str,
    fits: Callable[[str, str], bool] = opens,
) -> Contact | None:
    """Return whose PIN it is; those whom the number hints at are asked first.

    None where it is nobody's, or that of several customers: nobody is taken for another one.
    `fits` tells whether a PIN is that of a seal.
    """
    first = tuple(hints)
    return whose_of((first, [each for each in contacts if each not in first]), pin, fits)


def whose_of(
    groups: Iterable[Iterable[Contact]], pin: str, fits: Callable[[str, str], bool] = opens
) -> Contact | None:
    """Return whose PIN it is of groups that are asked one after the other; `fits` as above.

    The first in which it is anybody's decides; None where that is several customers'.
    """
    for group in groups if is_plain(pin) else ():
        mine = [each for each in group if _has(each, pin, fits)]
        if mine:
            return mine[0] if customer_of(mine) else None
    return None


def looked_at(
    contacts: Iterable[Contact], number: str, tries: Tries, most: int
) -> tuple[Contact, ...]:
    """Return those whose PIN may be tried: all, or none where a number has had its tries.

    Whoever forges another number for each call is held up by `most`, the wrong PINs of all callers:
    from there on it is only the customer whom the number hints at.
    """
    some = tuple(contacts)
    if is_locked(tries.mine, number):
        return ()
    if tries.all < most:
        return some
    customer = customer_of(hinted(some, number))
    return tuple(each for each in some if each.customer == customer)


def is_locked(tries: int, number: str) -> bool:
    """Tell whether so many wrong tries in a while shut a number out."""
    return tries >= (TRIES_IN_A_WHILE if number else TRIES_OF_NOBODY)


def _has(contact: Contact, pin: str, fits: Callable[[str, str], bool]) -> bool:
    if contact.pin is None:
        return False
    written = contact.pin.written
    return compare_digest(written, pin) if is_plain(written) else fits(pin, written)
