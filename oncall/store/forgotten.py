"""Telephone numbers are taken out of what is over, wherever they stand, a few rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

OVER: Final = "not exists (select from alive where alive.id = t.id)"
CLOSED: Final = "not exists (select from alive where alive.id = t.incident)"
SENT: Final = "t.state not in ('pending', 'sending', 'doubtful')"
NUMBER: Final = r"'\+[0-9]{7,15}'"
# By table: its key, what becomes of a row, and which rows. An address that is no number stays; a
# key says that something was done before, with or without the number in it.
PLACES: Final = {
    "calls": ("sid", "caller = ''", f"t.began_at < :before and t.caller <> '' and {CLOSED}"),
    "incidents": ("id", "phone = ''", f"t.reported_at < :before and t.phone <> '' and {OVER}"),
    "incident_events": (
        "id",
        "phone = null",
        f"t.at < :before and t.phone is not null and {CLOSED}",
    ),
    "pages": (
        "id",
        "address = '', key = replace(key, address, 'number ' || id)",
        f"t.made_at < :before and t.address ~ ('^' || {NUMBER}) and {SENT} and {CLOSED}",
    ),
    "attempts": (
        "id",
        "address = ''",
        f"t.began_at < :before and t.address ~ ('^' || {NUMBER}) and {SENT}",
    ),
    "messages": (
        "id",
        f"key = regexp_replace(key, {NUMBER}, 'number ' || id, 'g')",
        f"t.made_at < :before and t.key ~ {NUMBER}",
    ),
}
# Of an incident that goes on the number to call back is kept, however old it is; one that was
# merged goes on as long as what it was merged into, through however many.
FORGET: Final = (
    "with recursive alive as (select id from incidents where state not in ('resolved', 'merged') "
    "union select i.id from incidents i join alive on i.merged_into = alive.id) "
    "update {table} set {change} where {key} in (select t.{key} from {table} t where {which} "
    "order by t.{key} limit :most for no key update skip locked)"
)
TRIES: Final = "delete from pin_tries where at < :before"


def numbers(tx: Connection, before: datetime, most: int) -> int:
    """Take the numbers out of at most so many rows of each table; return how many they were.

    What began before the instant and is over is meant. Raises nothing that is not the database's.
    """
    since = {"before": before, "most": most}
    tx.execute(text(TRIES), {"before": before})
    some = (
        tx.execute(text(FORGET.format(table=table, key=key, change=change, which=which)), since)
        for table, (key, change, which) in PLACES.items()
    )
    return sum(each.rowcount for each in some)
