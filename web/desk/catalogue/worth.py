"""How work is charged, and what a month earns that was not as available as promised: cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from oncall.catalogue.availability import Excused
from web.desk.catalogue.facts import Card
from web.desk.hours_words import hours_in_words, listed
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from decimal import Decimal

    from oncall.catalogue.availability import Availability
    from oncall.catalogue.charges import Billing
    from oncall.catalogue.level import Level
    from web.words import Language


def availability_card(level: Level, promised: Availability, language: Language) -> Card:
    """Return how available a level is, what counts against it, and what a missed month earns."""
    minutes = promised.shortest_minutes
    facts = (
        (gettext("Promised"), _promised(promised, language)),
        (gettext("Unavailable"), promised.measured.said(language)),
        (gettext("Counted"), gettext("uninterrupted stretches of %(n)s min or longer", n=minutes)),
        (gettext("Does not count"), listed(map(_excused, promised.excused))),
        (gettext("A missed month earns"), _credit(promised, language)),
    )
    return Card(gettext("Availability: %(level)s", level=level.name.said(language)), facts)


def available(promised: Availability, language: Language) -> str:
    """Return the percentage of a month that is promised."""
    return _percent(promised.percent, language)


def billing_card(billing: Billing, language: Language) -> Card:
    """Return in which steps work is charged, and when the rates hold."""
    first = billing.first_minutes_on_site
    outside = ""
    if billing.rate_hours:
        hours = hours_in_words(billing.rate_hours, language)
        outside = gettext("%(hours)s; other rates outside", hours=hours)
    facts = (
        (gettext("Steps"), gettext("%(n)s min", n=billing.step_minutes)),
        (gettext("On site"), gettext("the first %(n)s min in full", n=first) if first else ""),
        (gettext("These rates hold"), outside),
    )
    return Card(gettext("How work is charged"), facts)


def _promised(promised: Availability, language: Language) -> str:
    percent = available(promised, language)
    return gettext(
        "%(percent)s of each calendar month (%(zone)s), for each account",
        percent=percent,
        zone=promised.zone.key,
    )


def _credit(promised: Availability, language: Language) -> str:
    percent = _percent(promised.credit_percent, language)
    return gettext("%(percent)s of its fee, with the next yearly renewal", percent=percent)


def _percent(amount: Decimal, language: Language) -> str:
    return gettext("%(n)s %%", n=format_decimal(amount, locale=LOCALES[language]))


def _excused(excused: Excused) -> str:
    match excused:
        case Excused.PLANNED_MAINTENANCE:
            return gettext("planned maintenance")
        case Excused.EMERGENCY_MAINTENANCE:
            return gettext("emergency maintenance")
        case Excused.CUSTOMER_REQUEST:
            return gettext("what the customer asked for")
