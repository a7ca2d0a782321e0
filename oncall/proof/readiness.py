"""Whether somebody who will be on duty can be reached then, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oncall.incidents.ladder import Channel
from oncall.incidents.restraint import PAID, UNRESTRAINED
from oncall.incidents.speech_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from oncall.incidents.reaching import Reach
    from oncall.incidents.restraint import Restraint
    from oncall.people import Person

# A test that was answered longer ago says nothing of today's telephone.
TEST_LASTS: Final = timedelta(days=180)


class Lack(StrEnum):
    """What keeps somebody from being reached, the worst first."""

    NO_NUMBER = "no number"  # nothing that can be called
    OPTED_OUT = "opted out"  # texts or calls were forbidden by STOP
    NO_TIME = "no time"  # regular work or call-outs fill the working hours of a day of duty
    ABROAD = "abroad"  # a number of a country that may not be called
    NOT_VERIFIED = "not verified"
    NOT_TESTED = "not tested"  # no test page was answered lately
    NO_LANGUAGE = "no language"  # pages are not written in any of theirs


@dataclass(frozen=True, slots=True)
class Tried:
    """A way to reach somebody, and when a test page on it was answered, None for never."""

    reach: Reach
    tested_at: datetime | None


def lacks(
    person: Person,
    ways: Sequence[Tried],
    now: datetime,
    *,
    is_spent: bool,
    restraint: Restraint = UNRESTRAINED,
) -> tuple[Lack, ...]:
    """Return what is missing, the worst first; `is_spent` if a day of duty has no time left."""
    found = set(_of_numbers(ways, now))
    paid = (each.reach for each in ways if each.reach.channel.value in PAID)
    if not all(restraint.permits(each.address) for each in paid):
        found.add(Lack.ABROAD)
    if is_spent:
        found.add(Lack.NO_TIME)
    if not any(language.partition("-")[0].lower() in WORDS for language in person.languages):
        found.add(Lack.NO_LANGUAGE)
    return tuple(lack for lack in Lack if lack in found)


def _of_numbers(ways: Sequence[Tried], now: datetime) -> Iterator[Lack]:
    if any(each.reach.has_opted_out for each in ways):
        yield Lack.OPTED_OUT
    voices = [each for each in ways if each.reach.channel is Channel.VOICE]
    usable = [each for each in voices if not each.reach.has_opted_out]
    if not voices:
        yield Lack.NO_NUMBER
    if usable and not any(each.reach.is_verified for each in usable):
        yield Lack.NOT_VERIFIED
    tested = (each.tested_at for each in usable)
    if usable and not any(at is not None and now - at <= TEST_LASTS for at in tested):
        yield Lack.NOT_TESTED
