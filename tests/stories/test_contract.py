"""A contract's life: sold, booked under, published, given notice, and what is left to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.catalogue.offers import Channel
from oncall.entitled import Way
from oncall.services import bookings, contract_list, contracts, telling
from oncall.terms import State
from tests.builders import write_folder
from tests.oncall.services.firms import PEOPLE, published
from tests.oncall.services.test_importing import brought

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from oncall.store.messages import Message

AUTUMN = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 12, 7, 18, 30, tzinfo=UTC)
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows
B1,Wey,voice,2026-10-01,2026-12-07,2026-12-20,Sat-Sun 10:00-16:00
"""
CONTACTS = "customer,name,phones,pin,trained\nAlster AG,Ada Alster,+49 171 3920051,471100,yes\n"


def test_from_the_first_day_to_the_last(database: Database, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "old", people=PEOPLE, bookings=BOOKINGS)
    brought(database, folder, AUTUMN)

    # Sold: nobody can call before the first day, and whom only bookings name goes on as before.
    sold = {"customer": "Alster AG", "provider": "smartPerform", "level": "Pro"}
    contracts.add(
        database, sold | {"start": "2026-11-16"}, by="petra", now=AUTUMN, new_customer=True
    )
    brought(database, write_folder(tmp_path / "who", **who()), AUTUMN)
    assert way(database, AUTUMN) is Way.NOTHING

    # Booked by somebody who is trained, and confirmed.
    now = AUTUMN + timedelta(days=15)
    order = {"customer": "Alster AG", "team": "video", "requested_by": "Ada Alster"}
    period = {"start": "2026-12-07", "end": "2026-12-18", "windows": "Mon-Fri 18:00-22:00"}
    booked = bookings.add(database, order | period, by="petra", now=now)
    assert [each.kind for each in told(database)] == ["booking"]
    assert way(database, MONDAY_EVENING) is Way.STANDBY

    # Published: the customer hears up to when it is covered.
    published(database, "video", now=now)
    assert told(database)[-1].facts["until"] == "2026-12-18T22:00+01:00"

    # Given notice in time for the year's end after next; a later order does not fit any more.
    late = {"start": "2027-12-27", "end": "2028-01-03", "windows": "always"}
    order_late = bookings.add(database, order | late, by="petra", now=now + timedelta(days=1))
    ended = contracts.end(database, "C1", by="petra", now=now + timedelta(days=2))
    assert str(ended.last_day) == "2027-12-31"
    assert [each.id for each in ended.outlasting] == [order_late.id]
    bookings.shorten(database, order_late.id, "2027-12-31", by="petra", now=now + timedelta(days=2))
    found = contract_list.whole(database, "C1", now=now + timedelta(days=3))
    assert (found.listed.state, found.outlasting) == (State.GIVEN_NOTICE, ())

    # Over: nothing is owed any more.
    over = datetime(2028, 1, 1, 9, tzinfo=UTC)
    assert way(database, over) is Way.NOTHING
    assert booked.id in [each.id for each in found.bookings]


def who() -> dict[str, str]:
    customers = "id,name\nAlster AG,Alster Aktiengesellschaft\n"
    return {"people": PEOPLE, "bookings": BOOKINGS, "customers": customers, "contacts": CONTACTS}


def way(database: Database, at: datetime) -> Way:
    found = contract_list.whole(database, "C1", now=at).entitled(at, Channel.TELEPHONE)
    assert found is not None
    return found.way


def told(database: Database) -> list[Message]:
    every = telling.messages(database, "video")
    return [each for each in every if each.customer == "Alster AG"]
