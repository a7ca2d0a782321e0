"""What a customer may have at a moment, in words: what, why, and what happens otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.entitled import Way, Why
from oncall.localtime import DAY, local_day
from web.desk.contracts.words import said_day
from web.desk.hours_words import listed
from web.desk.service_words import channel_in_words
from web.feeds.moments import moment
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from oncall.bought import Bought
    from oncall.catalogue.offers import Channel
    from oncall.entitled import Entitlement
    from web.words import Language

GOOD = {Way.STANDBY, Way.NOW, Way.SPECIAL_NUMBER}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a customer may have; `tone` is good, warn or stop, and its reasons are sentences."""

    title: str
    tone: str
    reasons: tuple[str, ...]


def answer(found: Entitlement, bought: Bought, language: Language) -> Answer:
    """Return an entitlement in words."""
    tone = "good" if found.way in GOOD else "stop" if found.way is Way.NOTHING else "warn"
    words = _Words(found, bought, language)
    reasons = (*(words.why(each) for each in found.why), *words.otherwise())
    return Answer(_way(found.way), tone, reasons)


def _way(way: Way) -> str:
    return {
        Way.STANDBY: gettext("Whoever is on standby is called"),
        Way.NOW: gettext("Somebody helps at once"),
        Way.FAULTS: gettext("Faults are worked on; questions wait"),
        Way.SPECIAL_NUMBER: gettext("The special number is answered"),
        Way.MESSAGE: gettext("A message is taken"),
        Way.OTHER_CHANNEL: gettext("Not this way"),
        Way.NOTHING: gettext("Nothing"),
    }[way]


@dataclass(frozen=True, slots=True)
class _Words:
    found: Entitlement
    bought: Bought
    language: Language

    def why(self, why: Why) -> str:
        """Return a reason as a sentence."""
        match why:
            case Why.NOT_BEGUN | Why.ENDED | Why.WARRANTY:
                return self._right(why)
            case Why.BOOKED | Why.BOOKED_OTHER_CHANNEL:
                return self._booked(why)
            case Why.INSIDE | Why.INSIDE_FAULT | Why.OUTSIDE:
                return self._hours(why)
            case _:
                return self._level(why)

    def otherwise(self) -> Iterator[str]:
        """Yield what is to come."""
        booked = self.found.booked
        if self.found.booking is None and booked and self.found.way is not Way.NOTHING:
            yield gettext("Standby is booked next from %(time)s.", time=self._at(booked.start))

    def _right(self, why: Why) -> str:
        contract = self.bought.contract
        if why is Why.NOT_BEGUN:
            return gettext("The contract begins on %(day)s.", day=self._day(contract.start))
        if why is Why.ENDED:
            last = local_day(self.bought.span().end, self.bought.place.zone) - DAY
            return gettext("The contract ended with %(day)s.", day=self._day(last))
        device = self.found.warranty
        if device is None or device.warranty_until is None:
            return ""
        return gettext(
            "%(product)s %(serial)s is in warranty until %(day)s, which gives the same right.",
            product=device.product,
            serial=device.serial,
            day=self._day(device.warranty_until),
        )

    def _booked(self, why: Why) -> str:
        booking, booked, standby = self.found.booking, self.found.booked, self.bought.standby
        if booking is None or booked is None or standby is None:
            return ""
        if why is Why.BOOKED:
            return gettext(
                "Standby booking %(booking)s covers this moment, until %(time)s.",
                booking=booking.id,
                time=self._at(booked.end),
            )
        return gettext(
            "Standby is booked (%(booking)s), but it is reached by %(channels)s.",
            booking=booking.id,
            channels=self._all(standby.channels),
        )

    def _hours(self, why: Why) -> str:
        support, fault = self.found.support.changes, self.found.fault.changes
        if why is Why.INSIDE:
            return gettext("It is within support hours, until %(time)s.", time=self._at(support))
        if why is Why.INSIDE_FAULT:
            return gettext(
                "It is within fault hours, until %(until)s. Questions wait until %(time)s.",
                until=self._at(fault),
                time=self._at(support),
            )
        if support is None:
            return gettext("There are no support hours.")
        return gettext(
            "It is outside support hours. They open again at %(time)s; messages are answered then.",
            time=self._at(support),
        )

    def _level(self, why: Why) -> str:
        """Return a reason that follows from the level, its options and its quota."""
        return {
            Why.CHANNEL: gettext(
                "It is reached by %(channels)s.", channels=self._all(self.found.channels)
            ),
            Why.OUT_OF_HOURS_CHOSEN: gettext("The telephone out of hours was booked."),
            Why.OUT_OF_HOURS_POSSIBLE: gettext(
                "The telephone out of hours can be booked, and was not."
            ),
            Why.OUT_OF_HOURS_EXCLUDED: gettext("The level has no telephone out of hours."),
            Why.QUOTA_USED: self._quota(),
        }[why]

    def _quota(self) -> str:
        quota = self.found.quota
        if quota is None:
            return ""
        return ngettext(
            "The %(num)d ticket is used up; the next comes on %(day)s.",
            "The %(num)d tickets are used up; the next come on %(day)s.",
            quota.quota.amount,
            day=self._day(quota.again),
        )

    def _all(self, some: tuple[Channel, ...]) -> str:
        return listed(map(channel_in_words, some), gettext("or"))

    def _at(self, at: datetime | None) -> str:
        return moment(at, self.bought.place.zone, self.language) if at else "–"

    def _day(self, day: date) -> str:
        return said_day(day, self.language)
