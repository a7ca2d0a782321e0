"""How faults are taken in, who listens to complaints, and where work is done on site: cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.core import Locale

from oncall.catalogue.intake import Demand, Told
from web.desk.catalogue.facts import Card
from web.desk.hours_words import listed
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from oncall.catalogue.charges import OnSite
    from oncall.catalogue.intake import Escalation, Intake
    from web.words import Language


def intake_card(intake: Intake) -> Card:
    """Return what is asked of a caller, and what a caller is told."""
    through = gettext("to a specialist; where none is free, one calls back")
    facts = (
        (gettext("We ask for"), listed(map(_demand, intake.demands))),
        (gettext("We tell"), listed(map(_told, intake.tells))),
        (gettext("Put through"), through if intake.put_through else ""),
    )
    return Card(gettext("When you report a fault"), facts)


def escalation_card(escalation: Escalation, language: Language) -> Card:
    """Return whom a customer speaks to who is not content."""
    when = gettext("at any time") if escalation.any_time else gettext("in support hours")
    return Card(gettext("If you are not content"), ((escalation.name.said(language), when),))


def on_site_card(on_site: OnSite, language: Language) -> Card:
    """Return where work is done on site, and where travel is included."""
    names = Locale.parse(LOCALES[language]).territories
    where = [names[code] for code in on_site.countries]
    if on_site.parts_of:
        parts = listed(names[code] for code in on_site.parts_of)
        where.append(gettext("parts of %(countries)s", countries=parts))
    if on_site.everywhere:
        where.append(gettext("anywhere"))
    included = listed(names[code] for code in on_site.travel_included)
    facts = (
        (gettext("Where"), listed(where)),
        (gettext("Expenses and travel included"), included),
        (gettext("Travel charged"), gettext("elsewhere") if included else gettext("always")),
    )
    return Card(gettext("Work on site"), facts)


def _demand(demand: Demand) -> str:
    return {
        Demand.CALLER: gettext("your name"),
        Demand.COMPANY: gettext("company"),
        Demand.TELEPHONE: gettext("telephone number"),
        Demand.PRODUCT: gettext("product"),
        Demand.SERIAL_NUMBER: gettext("serial number"),
        Demand.DESCRIPTION: gettext("what is wrong"),
    }[demand]


def _told(told: Told) -> str:
    match told:
        case Told.TICKET_NUMBER:
            return gettext("the ticket number")
        case Told.CLASSIFICATION:
            return gettext("how the fault is classified")
