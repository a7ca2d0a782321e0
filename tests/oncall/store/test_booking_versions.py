"""What a booking was is kept at every change, in the transaction that changes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from oncall.errors import BadInput
from oncall.localtime import DAY
from oncall.services import bookings
from oncall.services.importing import import_folder
from oncall.store import booking_versions
from tests.builders import FILES, write_folder

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def brought_in(database, tmp_path):
    """Imports the folder, with some of its sheets replaced."""

    def bring(now=NOW, **sheets):
        folder = write_folder(tmp_path / str(now.timestamp()), **sheets)
        return import_folder(database, folder, by="petra", now=now)

    bring()
    return bring


def versions(database, customer="Alster"):
    with database.begin() as tx:
        (found,) = booking_versions.of_customer(tx, customer)
    return found


def test_an_import_is_the_first(database, brought_in):
    for customer in ("Alster", "Wey"):
        (only,) = versions(database, customer)
        assert (only.at, only.cancelled, only.booking.customer) == (NOW, False, customer)


def test_each_change_is_another_with_its_time_and_what_was_before_stays(database, brought_in):
    bookings.extend(database, "B1", "2026-12-27", by="petra", now=NOW + DAY)
    bookings.cancel(database, "B1", by="petra", now=NOW + 2 * DAY)
    found = versions(database)
    assert [each.at for each in found] == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert [each.cancelled for each in found] == [False, False, True]
    first, second, third = (each.booking.span for each in found)
    assert second.end - first.end == 7 * DAY
    assert third == second


def test_what_changes_nothing_of_a_booking_makes_none(database, brought_in):
    brought_in(NOW + DAY)
    bookings.cancel(database, "B1", by="petra", now=NOW + 2 * DAY)
    assert len(versions(database, "Wey")) == 1


def test_what_is_refused_makes_none(database, brought_in):
    with pytest.raises(BadInput):
        bookings.shorten(database, "B1", "2026-12-31", by="petra", now=NOW)
    assert len(versions(database)) == 1


def test_other_support_hours_make_one_for_bookings_of_that_site_that_stand(database, brought_in):
    with_hours = """\
id,timezone,country,subdivision,bridge_days,support_hours
hamburg,Europe/Berlin,DE,HH,yes,Mon-Fri 08:00-17:00
woking,Europe/London,GB,ENG,no,
"""
    brought_in(NOW + DAY, sites=with_hours)
    assert len(versions(database)) == 2
    assert len(versions(database, "Wey")) == 1
    bookings.cancel(database, "B1", by="petra", now=NOW + DAY)
    brought_in(NOW + 2 * DAY, sites=FILES["sites"])
    assert len(versions(database)) == 3
    old, new, _ = (each.booking.team.site.support_hours for each in versions(database))
    assert old != new
