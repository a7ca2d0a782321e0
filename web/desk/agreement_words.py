"""Terms, quotas and fees of a level in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal

from oncall.catalogue.charges import FeeKind
from oncall.catalogue.terms import AfterLatest, Milestone, Period
from web.desk.hours_words import listed
from web.words import LOCALES, gettext, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from oncall.catalogue.charges import Fee
    from oncall.catalogue.terms import Quota, Term
    from web.words import Language

LEAP_YEAR: Final = 2000


def term_in_words(term: Term | None, language: Language) -> str:
    """Return until when a contract runs, and how it goes on or ends."""
    if term is None:
        return gettext("As the contract says")
    said = [_end(term, language)]
    if term.renewal_months:
        months = _months(term.renewal_months)
        said.append(gettext("Renewed by %(months)s each time", months=months))
    if term.notice_months:
        months = _months(term.notice_months)
        said.append(gettext("Notice %(months)s before the end", months=months))
    return ". ".join(said)


def quota_in_words(quota: Quota | None) -> str:
    """Return how many tickets there are in a week or month."""
    if quota is None:
        return gettext("As many as need be")
    if quota.per is Period.WEEK:
        return gettext("%(n)s a week", n=quota.amount)
    return gettext("%(n)s a month", n=quota.amount)


def fee_in_words(fee: Fee | None, currency: str, language: Language) -> str:
    """Return what a level costs."""
    if fee is None:
        return "–"
    match fee.kind:
        case FeeKind.INCLUDED:
            return gettext("Included in purchase or rent")
        case FeeKind.MONTHLY:
            amount = "" if fee.amount is None else money(fee.amount, currency, language)
            return gettext("%(amount)s a month", amount=amount)
        case FeeKind.LIST_PRICE if fee.amount is None:
            return gettext("Percentage of the list price a year")
        case FeeKind.LIST_PRICE:
            percent = format_decimal(fee.amount, locale=LOCALES[language])
            return gettext("%(percent)s %% of the list price a year", percent=percent)


def due_in_words(fee: Fee | None, language: Language) -> str:
    """Return when a fee is due."""
    said = [gettext("on signing")] if fee and fee.on_signing else []
    if fee and fee.then:
        day = day_of_year(fee.then.month, fee.then.day, language)
        said.append(gettext("then on %(day)s", day=day) if said else gettext("on %(day)s", day=day))
    return ", ".join(said) or "–"


def money(amount: Decimal, currency: str, language: Language) -> str:
    """Return an amount with its currency."""
    return str(format_currency(amount, currency, locale=LOCALES[language]))


def day_of_year(month: int, day: int, language: Language) -> str:
    """Return a day like `31 December` or `31. Dezember`."""
    said: str = format_skeleton("MMMMd", date(LEAP_YEAR, month, day), locale=LOCALES[language])
    return said


def _end(term: Term, language: Language) -> str:
    end = term.end
    if isinstance(end, AfterLatest):
        events = listed(map(_milestone, end.milestones), gettext("or"))
        weeks = ngettext("%(num)s week", "%(num)s weeks", end.weeks)
        return gettext(
            "Up to %(weeks)s after %(events)s, the latest that is known", weeks=weeks, events=events
        )
    day = day_of_year(end.month, end.day, language)
    match end.years:
        case 0:
            return gettext("To %(day)s of the same year", day=day)
        case 1:
            return gettext("To %(day)s of the next year", day=day)
        case years:
            return gettext("To %(day)s, %(n)s years on", day=day, n=years)


def _milestone(milestone: Milestone) -> str:
    match milestone:
        case Milestone.PURCHASE:
            return gettext("purchase")
        case Milestone.ACCEPTANCE:
            return gettext("acceptance test")
        case Milestone.OPERATION:
            return gettext("start of regular operation")


def _months(months: int) -> str:
    return ngettext("%(num)s month", "%(num)s months", months)
