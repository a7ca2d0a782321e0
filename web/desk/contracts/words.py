"""Where contracts stand, until when notice is possible, and what was done, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import phonenumbers
from babel.dates import format_date

from oncall.catalogue.offers import Agreed
from oncall.terms import State
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from datetime import date

    from oncall.services.contract_list import Listed
    from web.words import Language


def contract_words() -> dict[str, str]:
    """Return the words for states, and for what was done."""
    return {
        State.NOT_BEGUN: gettext("not begun"),
        State.RUNNING: gettext("running"),
        State.GIVEN_NOTICE: gettext("given notice"),
        State.ENDED: gettext("ended"),
        "added": gettext("The contract was added."),
        "notice": gettext("The notice was noted."),
        "agreed": gettext("The last day was noted."),
        "contacts": gettext("Who may call was changed."),
        "products": gettext("The products were changed."),
    }


def unit_words() -> dict[str, str]:
    """Return in what is counted how much of a service is agreed."""
    return {
        Agreed.MONTHS: gettext("months"),
        Agreed.VISITS: gettext("visits free"),
        Agreed.TIMES_A_YEAR: gettext("times a year"),
    }


def said_number(number: str) -> str:
    """Return an E.164 number as people read it, like `+49 171 3920051`."""
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(phonenumbers.parse(number), form))


def said_day(day: date, language: Language) -> str:
    """Return a day with its year, like `31 Dec 2027`."""
    return str(format_date(day, "medium", LOCALES[language]))


def ends_in_words(each: Listed, language: Language) -> str:
    """Return when a contract ends, or is renewed."""
    if each.ends:
        return gettext("ends with %(day)s", day=said_day(each.ends, language))
    if each.term_ends:
        return gettext("renewed after %(day)s", day=said_day(each.term_ends, language))
    return gettext("until it is ended")


def notice_in_words(each: Listed, language: Language) -> str:
    """Return until when notice is possible, and what it ends."""
    received = each.contract.notice_received
    if each.notice is None:
        if received is None or each.bought is None:
            return "–"
        return gettext("received on %(day)s", day=said_day(received, language))
    if each.notice.by is None:
        return gettext("at any time")
    return gettext(
        "until %(by)s, for the end of %(last)s",
        by=said_day(each.notice.by, language),
        last=said_day(each.notice.last_day, language),
    )
