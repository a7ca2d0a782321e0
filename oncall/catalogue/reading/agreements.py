"""Terms, fees and availability of a level, as a file writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from oncall.catalogue.availability import Availability, Excused
from oncall.catalogue.charges import Fee, FeeKind, YearDay
from oncall.catalogue.reading import values
from oncall.catalogue.terms import AfterLatest, Milestone, Term, YearEnd
from oncall.folder.places import zone

if TYPE_CHECKING:
    from oncall.catalogue.reading.table import Table

UTC = ZoneInfo("UTC")
MONTHS = values.whole(1, 120)


def run(table: Table | None) -> Term | None:
    """Return how long a contract runs: weeks after milestones, or to a day of a later year."""
    if table is None:
        return None
    return Term(
        _end(table),
        table.take("renewal_months", MONTHS, None),
        table.take("notice_months", MONTHS, None),
    )


def _end(table: Table) -> AfterLatest | YearEnd:
    if table.has("ends") == table.has("weeks"):
        table.fault("", 'write either weeks and after_latest_of, or ends = "12-31" and years_after')
        table.asked.update(table.keys)
        return YearEnd(12, 31, 0)
    if table.has("ends"):
        years = table.take("years_after", values.whole(0, 20))
        return table.take("ends", lambda value: YearEnd(*values.day_of_year(value), years))
    milestones = values.each(values.choice(Milestone))
    return AfterLatest(
        table.take("weeks", values.whole(1, 520)), table.take("after_latest_of", milestones)
    )


def fee(table: Table | None) -> Fee | None:
    """Return what a contract costs and when that is due."""
    if table is None:
        return None
    kind = table.take("kind", values.choice(FeeKind))
    amount = values.amount(0, 1_000_000)
    due: tuple[YearDay | None, ...] = table.take("due", values.each(_due), ())
    paid = table.take("amount", amount) if kind is FeeKind.MONTHLY else None
    if kind is FeeKind.LIST_PRICE:
        paid = table.take("amount", values.amount(0, 100), None)
    days = [each for each in due or () if each is not None]
    if len(days) > 1:
        table.fault("due", "names more than one day of the year; write one")
    return Fee(kind, paid, None in (due or ()), days[0] if days else None)


def availability(table: Table | None) -> Availability | None:
    """Return what is promised of each month, and what a month that fails earns."""
    if table is None:
        return None
    return Availability(
        table.take("percent", values.amount(0, 100)),
        table.take("shortest_minutes", values.whole(0, 1440)),
        table.take("excused", values.each(values.choice(Excused)), ()),
        table.take("credit_percent", values.amount(0, 100)),
        table.take("timezone", values.written(zone), UTC),
        table.take("measured", values.words),
    )


def _due(value: Any) -> YearDay | None:
    if isinstance(value, str) and value.casefold() == "signing":
        return None
    return YearDay(*values.day_of_year(value))
