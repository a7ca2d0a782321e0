"""Levels of a provider's file; what a level does not say is as in the level that it includes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.catalogue.level import Hours, Level
from oncall.catalogue.parties import Entitled, Tier
from oncall.catalogue.reading import values
from oncall.catalogue.reading.agreements import availability, fee, run
from oncall.catalogue.reading.amounts import quota
from oncall.catalogue.reading.rows import name
from oncall.folder.weekly import weekly_hours
from oncall.hours import WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.catalogue.parties import Party
    from oncall.catalogue.reading.table import Table

NONE = WeeklyHours()


def bases(tables: Mapping[str, Table]) -> dict[str, str | None]:
    """Return every level with the level that it includes, if any; included ones come first."""
    known = {key: key for key in tables}
    parse = values.one_of(known, "a level")
    wanted = {key: table.take("includes", parse, None) for key, table in tables.items()}
    found: dict[str, str | None] = {}
    while len(found) < len(wanted):
        ready = [key for key, base in wanted.items() if base is None or base in found]
        if len(ready) == len(found):
            for key in wanted.keys() - found.keys():
                tables[key].fault("includes", "leads round in a circle; remove one of them")
            return found | dict.fromkeys(wanted.keys() - found.keys())
        found |= {key: wanted[key] for key in ready}
    return found


def hours(table: Table | None, default: Hours) -> Hours:
    """Return hours of both kinds; fault hours alone default to the support hours beside them."""
    if table is None:
        return default
    parse = values.written(_hours)
    support = table.take("support", parse, default.support)
    return Hours(support, table.take("fault", parse, support))


def level(
    key: str,
    table: Table,
    base: Level | None,
    parties: dict[str, Party],
    usual: Hours,
) -> Level:
    """Return a level without its rows."""
    party = values.each(values.one_of(parties, "a party"))
    called = name(key, table)
    like = base or Level(called, usual, (), {})
    return Level(
        name=called,
        hours=hours(table.table("hours"), like.hours),
        promises=(),
        offers={},
        tiers=table.take("tiers", values.each(values.choice(Tier)), like.tiers),
        sold_to=table.take("sold_to", party, like.sold_to),
        may_ask=table.take("may_ask", party, like.may_ask),
        entitled_by=table.take(
            "entitled_by", values.each(values.choice(Entitled)), like.entitled_by
        ),
        requires=table.take("requires", values.words, like.requires),
        tickets=table.take("tickets", quota, like.tickets),
        free_remote_sessions=table.take(
            "free_remote_sessions", values.whole(0, 1000), like.free_remote_sessions
        ),
        term=run(table.table("term")) or like.term,
        fee=fee(table.table("fee")) or like.fee,
        may_pause=table.take("pauses", values.flag, like.may_pause),
        availability=availability(table.table("availability")) or like.availability,
        includes=base.key if base else None,
        summary=table.take("summary", values.words, None),
    )


def _hours(cell: str) -> WeeklyHours:
    return NONE if cell.casefold() == "none" else weekly_hours(cell)
