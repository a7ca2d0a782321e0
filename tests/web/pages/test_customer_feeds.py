"""What a customer's feed says of their bookings, and what becomes of it when these change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from oncall.localtime import DAY
from oncall.people import Role
from oncall.services import bookings
from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.web.pages.rotas import BOOKINGS, NOW, PEOPLE, evening

MONDAY = date(2026, 12, 7)
HOUR = timedelta(hours=1)
NEU = {
    "customer": "Neu GmbH", "team": "video", "start": "2027-01-11", "end": "2027-01-13",
    "windows": "Mon-Fri 18:00-22:00", "primary": "1", "backup": "0", "id": "B9",
}  # fmt: skip


def text(event):
    return str(event["DESCRIPTION"])


@pytest.fixture
def neu(firm):
    """Adds the booking of a new customer, whose calendar it reads."""
    bookings.add(firm.database, NEU, by="petra", now=NOW)
    path = firm.links.path(firm.feed("customer", "Neu GmbH"))

    def events(query=""):
        answer = firm.client.get(f"{path}.ics{query}")
        assert answer.status_code == 200, answer.text
        read = icalendar.Calendar.from_ical(answer.data)
        return {str(each["UID"]).split(".")[0]: each for each in read.walk("VEVENT")}

    return events


def test_a_customer_sees_their_windows_and_first_names(firm):
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "ben", Role.BACKUP))
    events = firm.events("customer", "Alster AG")
    window, empty = events["booking-B1-20261207"], events["booking-B1-20261208"]
    assert window["SUMMARY"] == "Bereitschaft B1 · codec"
    assert "Erstbereitschaft: Ada\nZweitbereitschaft: Ben\n" in text(window)
    assert "noch nicht alles" not in text(window).lower()
    assert "Noch ist nicht alles eingeteilt." in text(empty)
    assert (window["SEQUENCE"], window["LAST-MODIFIED"].dt) == (1, NOW)
    # Nobody was ever assigned: as old as the request.
    assert empty["SEQUENCE"] == 0
    assert empty["LAST-MODIFIED"].dt == datetime(2026, 7, 31, 22, tzinfo=UTC)
    assert not {"Ahlers", "Boyd", "+49", "Wey"} & set(
        firm.get("customer", "Alster AG").text.split()
    )


def test_standby_around_the_clock_is_shown_week_by_week(firm):
    weeks = [
        e for n, e in firm.events("customer", "Alster AG").items() if n.startswith("booking-B3")
    ]
    zone = {event["DTSTART"].dt.strftime("%a %H") for event in weeks[1:]}
    assert zone <= {"Mon 00", "Sun 23"}  # Monday 0:00 in Woking, winter and summer
    ends = [event["DTEND"].dt for event in weeks]
    assert ends[:-1] == [event["DTSTART"].dt for event in weeks[1:]]


def test_a_booking_cancelled_before_it_began_is_cancelled_in_the_calendar(firm, neu):
    before = neu()
    firm.clock.wind(DAY)
    bookings.cancel(firm.database, "B9", by="petra", now=NOW + DAY)
    after = neu()
    assert after.keys() == before.keys()
    assert {str(event["STATUS"]) for event in after.values()} == {"CANCELLED"}
    assert {event["LAST-MODIFIED"].dt for event in after.values()} == {NOW + DAY}
    assert {event["SEQUENCE"] for event in after.values()} == {1}
    assert "Diese Zeit ist nicht mehr gebucht." in text(after["booking-B9-20270111"])
    firm.clock.wind(30 * DAY)
    assert neu() != {}
    firm.clock.wind(DAY)
    assert neu() == {}


def test_who_has_cancelled_all_still_reads_their_language_local_times_and_filter(firm, neu):
    before = neu()["booking-B9-20270111"]
    bookings.cancel(firm.database, "B9", by="petra", now=NOW)
    after = neu("?team=video")["booking-B9-20270111"]
    assert after["SUMMARY"] == f"Entfällt: {before['SUMMARY']}"
    assert "Bis: Mo., 11. Jan., 22:00" in text(before)
    assert "Bis: Mo., 11. Jan., 22:00" in text(after)


def test_a_shorter_booking_ends_its_window_earlier_and_cancels_the_others(firm, neu):
    before = neu()
    firm.clock.wind(HOUR)
    bookings.shorten(firm.database, "B9", "2027-01-12T20:00", by="petra", now=firm.clock.now())
    after = neu()
    said = {
        name: (str(e["STATUS"]), e["SEQUENCE"], e["LAST-MODIFIED"].dt) for name, e in after.items()
    }
    first = before["booking-B9-20270111"]
    assert said == {
        "booking-B9-20270111": ("CONFIRMED", 0, first["LAST-MODIFIED"].dt),
        "booking-B9-20270112": ("CONFIRMED", 1, NOW + HOUR),
        "booking-B9-20270113": ("CANCELLED", 1, NOW + HOUR),
    }
    assert after["booking-B9-20270112"]["DTEND"].dt == datetime(2027, 1, 12, 19, tzinfo=UTC)


def test_who_extends_again_has_the_same_windows_once_more(firm, neu):
    before = neu()
    bookings.shorten(firm.database, "B9", "2027-01-12", by="petra", now=NOW)
    bookings.extend(firm.database, "B9", "2027-01-13", by="petra", now=NOW)
    after = neu()
    assert {str(event["STATUS"]) for event in after.values()} == {"CONFIRMED"}
    assert {n: e["DTEND"].dt for n, e in after.items()} == {
        n: e["DTEND"].dt for n, e in before.items()
    }
    assert after["booking-B9-20270113"]["SEQUENCE"] == 2


def test_other_support_hours_of_the_site_move_windows_with_a_higher_sequence(firm, tmp_path):
    row = NEU | {"windows": "out-of-hours"}
    bookings.add(firm.database, row, by="petra", now=NOW)
    before = firm.events("customer", "Neu GmbH")["booking-B9-20270112"]
    sites = """\
id,timezone,country,subdivision,bridge_days,support_hours
hamburg,Europe/Berlin,DE,HH,yes,Mon-Fri 08:00-17:00
woking,Europe/London,GB,ENG,no,
"""
    folder = write_folder(tmp_path / "other", people=PEOPLE, bookings=BOOKINGS, sites=sites)
    import_folder(firm.database, folder, by="petra", now=NOW + HOUR)
    after = firm.events("customer", "Neu GmbH")["booking-B9-20270112"]
    assert after["DTSTART"].dt != before["DTSTART"].dt
    assert (after["SEQUENCE"], after["LAST-MODIFIED"].dt) == (before["SEQUENCE"] + 1, NOW + HOUR)


def test_each_window_ends_by_the_clock_of_its_own_site(firm):
    weeks = firm.events("customer", "Alster AG")
    assert "22:00" in text(weeks["booking-B1-20261207"])  # in Hamburg
    assert "Bis: Mo., 14. Dez., 00:00" in text(weeks["booking-B3-20261207"])  # in Woking


def test_a_filter_for_a_team_that_the_feed_has_nothing_of_shows_nothing(firm):
    firm.publish(evening(MONDAY, "ada"))
    for whose in (("customer", "Alster AG"), ("person", "ada"), ("team", "video")):
        assert firm.events(*whose) != {}
        assert firm.events(*whose, query="team=vidio") == {}
