"""Standby that may be booked, as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.catalogue.standby import Surcharge
from web.desk.catalogue.facts import Card
from web.desk.catalogue.promises import event_in_words, promise_in_words
from web.desk.hours_words import listed
from web.desk.service_words import channel_in_words
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.provider import Provider
    from oncall.catalogue.standby import Standby
    from web.words import Language


def standby_card(provider: Provider, standby: Standby, language: Language) -> Card:
    """Return what is promised on standby, to whom, within which limits."""
    parties = (party.name.said(language) for party in standby.booked_by)
    facts = (
        *_promises(standby, language),
        (gettext("Booked by"), listed(parties)),
        (gettext("With the levels"), _levels(provider, standby, language)),
        (gettext("Asked for"), _lead(standby)),
        (gettext("As agreed"), listed(map(channel_in_words, standby.channels), gettext("or"))),
        (gettext("Reachable"), _a_day(standby.reachable_hours)),
        (gettext("Working"), _a_day(standby.working_hours)),
        (
            gettext("Base fee"),
            gettext("per person and calendar day; more than the working hours: a further person"),
        ),
        (gettext("Hours charged"), gettext("per started %(n)s min", n=standby.step_minutes)),
        (gettext("Surcharges"), listed(map(_surcharge, standby.surcharges))),
    )
    note = standby.note.said(language) if standby.note else ""
    return Card(standby.name.said(language), facts, note)


def _promises(standby: Standby, language: Language) -> Iterator[tuple[str, str]]:
    names = {name.key: name.said(language) for name in standby.promise_names}
    for promise in standby.promises:
        said = f"{promise_in_words(promise)}, {event_in_words(promise.kept_by)}"
        yield names[promise.name], said


def _levels(provider: Provider, standby: Standby, language: Language) -> str:
    found = [each for each in provider.levels if each.key in standby.levels]
    if len(found) == len(provider.levels):
        return gettext("any")
    return listed(level.name.said(language) for level in found)


def _lead(standby: Standby) -> str:
    return ngettext("at least %(num)s day ahead", "at least %(num)s days ahead", standby.lead_days)


def _a_day(hours: int) -> str:
    return gettext("up to %(n)s h per person and calendar day", n=hours)


def _surcharge(surcharge: Surcharge) -> str:
    return {
        Surcharge.SATURDAY: gettext("Saturdays"),
        Surcharge.SUNDAY: gettext("Sundays"),
        Surcharge.HOLIDAY: gettext("public holidays"),
        Surcharge.NIGHT: gettext("nights"),
    }[surcharge]
