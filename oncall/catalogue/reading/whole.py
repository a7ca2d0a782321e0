"""A provider's file as a whole: its tables in the order in which they need each other."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from oncall.catalogue.level import Hours, Level
from oncall.catalogue.provider import Provider
from oncall.catalogue.reading import levels, parts, rows, values
from oncall.catalogue.reading.parts import Known
from oncall.hours import WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.catalogue.charges import Rate
    from oncall.catalogue.offers import Offer, Service
    from oncall.catalogue.parties import Party
    from oncall.catalogue.reading.table import Table
    from oncall.catalogue.words import Name
    from oncall.limits import Limits
    from oncall.promises import Promise

NEVER = Hours(WeeklyHours(), WeeklyHours())


class _Rows:
    """The rows of a provider's table: services, promises, rates, and their cells by level."""

    def __init__(self, table: Table, bases: Mapping[str, str | None]) -> None:
        self.services: list[Service] = []
        self.promise_names: list[Name] = []
        self._offers: list[tuple[str, dict[str, Offer]]] = []
        self._promises: list[dict[str, Promise]] = []
        for key, row in table.tables("services"):
            service, offers = rows.service(key, row, bases)
            self.services.append(service)
            self._offers.append((key, offers))
        for key, row in table.tables("promises"):
            name, promises = rows.promise(key, row, bases)
            self.promise_names.append(name)
            self._promises.append(promises)
        self._rates: list[dict[str, Rate]] = [
            rows.rate(key, row, bases) for key, row in table.tables("rates")
        ]

    def given_to(self, level: Level) -> Level:
        """Return a level with its column of cells."""
        key = level.key
        return replace(
            level,
            offers=MappingProxyType(
                {name: cells[key] for name, cells in self._offers if key in cells}
            ),
            promises=tuple(cells[key] for cells in self._promises if key in cells),
            rates=tuple(cells[key] for cells in self._rates if key in cells),
        )


def provider(key: str, table: Table, limits: Limits) -> Provider:
    """Return the provider that a file describes, with faults noted where it is wrong."""
    parties = {name: parts.party(name, row) for name, row in table.tables("parties")}
    sections = dict(table.tables("levels"))
    if not sections:
        table.fault("levels", "describes no level; write at least one table like [levels.gold]")
    bases = levels.bases(sections)
    cells = _Rows(table, bases)
    made = _levels(table, sections, bases, parties)
    known = Known(parties, {name: name for name in sections})
    places = tuple(parts.place(name, row) for name, row in table.tables("sites"))
    if not places:
        table.fault("sites", "describes no site; write at least one table like [sites.berlin]")
    return Provider(
        name=rows.name(key, table),
        document=table.take("document", values.text),
        places=places,
        levels=tuple(cells.given_to(made[name]) for name in sections),
        services=tuple(cells.services),
        promise_names=tuple(cells.promise_names),
        adaptable=table.take("adaptable", values.flag, default=False),
        currency=table.take("currency", values.currency, "EUR"),
        standby=parts.standby(table.table("standby"), known, limits),
        billing=parts.billing(table.table("billing")),
        on_site=parts.on_site(table.table("on_site")),
        intake=parts.intake(table.table("intake")),
        escalation=parts.escalation(table.table("escalation")),
        notes=table.take("notes", values.each(values.words), ()),
    )


def _levels(
    table: Table,
    sections: Mapping[str, Table],
    bases: Mapping[str, str | None],
    parties: dict[str, Party],
) -> dict[str, Level]:
    usual = levels.hours(table.table("hours"), NEVER)
    made: dict[str, Level] = {}
    for key, base in bases.items():
        made[key] = levels.level(key, sections[key], made.get(base or ""), parties, usual)
    return made
