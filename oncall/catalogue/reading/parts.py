"""What belongs to a provider as a whole: sites, parties, billing, intake, standby."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.catalogue.charges import Billing, OnSite
from oncall.catalogue.intake import Demand, Escalation, Intake, Told
from oncall.catalogue.offers import Channel
from oncall.catalogue.parties import Party
from oncall.catalogue.places import Place
from oncall.catalogue.reading import values
from oncall.catalogue.reading.amounts import term
from oncall.catalogue.reading.rows import name
from oncall.catalogue.standby import Standby, Surcharge
from oncall.folder import places
from oncall.folder.cells import CellError
from oncall.folder.weekly import weekly_hours
from oncall.hours import Calendar
from oncall.promises import Counting, Event, Minutes, Promise

if TYPE_CHECKING:
    from oncall.catalogue.reading.table import Table
    from oncall.limits import Limits

COUNTRIES: Final = values.each(values.written(places.country))


class Known(NamedTuple):
    """What the keys of a file's lists may mean."""

    parties: dict[str, Party]
    levels: dict[str, str]


def place(key: str, table: Table) -> Place:
    """Return a site; its subdivision must be one of its country."""
    country = table.take("country", values.written(places.country))
    part = table.take("subdivision", values.text, None)
    if country and part:
        try:
            part = places.subdivision(part, country)
        except CellError as error:
            table.fault("subdivision", str(error))
    calendar = Calendar(country, part, table.take("bridge_days", values.flag, default=False))
    return Place(name(key, table), table.take("timezone", values.written(places.zone)), calendar)


def party(key: str, table: Table) -> Party:
    """Return somebody who may buy or ask."""
    return Party(name(key, table), table.take("trained", values.flag, default=False))


def billing(table: Table | None) -> Billing | None:
    """Return how work is charged."""
    if table is None:
        return None
    return Billing(
        table.take("step_minutes", values.whole(1, 480)),
        table.take("first_minutes_on_site", values.whole(0, 1440), 0),
        table.take("rate_hours", values.written(weekly_hours), None),
    )


def on_site(table: Table | None) -> OnSite | None:
    """Return where work is done on site, and where travel is included."""
    if table is None:
        return None
    return OnSite(
        table.take("countries", COUNTRIES, ()),
        table.take("parts_of", COUNTRIES, ()),
        table.take("everywhere", values.flag, default=False),
        table.take("travel_included", COUNTRIES, ()),
    )


def intake(table: Table | None) -> Intake | None:
    """Return what is asked and told when a fault is taken in."""
    if table is None:
        return None
    return Intake(
        table.take("demands", values.each(values.choice(Demand)), ()),
        table.take("tells", values.each(values.choice(Told)), ()),
        table.take("put_through", values.flag, default=False),
    )


def escalation(table: Table | None) -> Escalation | None:
    """Return whom a customer speaks to who is not content."""
    if table is None:
        return None
    return Escalation(name("escalation", table), table.take("any_time", values.flag, default=False))


def standby(table: Table | None, known: Known, limits: Limits) -> Standby | None:
    """Return standby that may be booked; figures that it doesn't have are those of the house."""
    if table is None:
        return None
    levels = table.take(
        "levels", values.each(values.one_of(known.levels, "a level")), (*known.levels,)
    )
    rows = list(table.tables("promises"))
    hours = values.whole(1, 25)
    return Standby(
        name=name("standby", table),
        promise_names=tuple(name(key, row) for key, row in rows),
        promises=tuple(_promise(key, row, limits) for key, row in rows),
        levels=frozenset(levels or ()),
        booked_by=table.take("booked_by", values.each(values.one_of(known.parties, "a party"))),
        channels=table.take("channels", values.each(values.choice(Channel)), ()),
        lead_days=table.take("lead_days", values.whole(0, 366), limits.lead_days),
        reachable_hours=table.take("reachable_hours", hours, limits.reachable_hours),
        working_hours=table.take("working_hours", hours, limits.working_hours),
        step_minutes=table.take("step_minutes", values.whole(1, 480), 30),
        surcharges=table.take("surcharges", values.each(values.choice(Surcharge)), ()),
        note=table.take("note", values.words, None),
    )


def _promise(key: str, table: Table, limits: Limits) -> Promise:
    event = table.take("kept_by", values.choice(Event))
    minutes = limits.response_minutes if event is Event.ACCEPTANCE else limits.action_minutes
    usual = (Minutes(minutes, Counting.ELAPSED),)
    return Promise(key, event, table.take("within", values.each(term), usual))
