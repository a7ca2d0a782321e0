"""What a feed says of a published rota, and what of it changes when the rota does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from oncall.assignments import Assignment
from oncall.localtime import DAY, Span
from oncall.people import Role
from tests.web.pages.rotas import NOW, evening

MONDAY, TUESDAY = date(2026, 12, 7), date(2026, 12, 8)
HOUR = timedelta(hours=1)


def text(event):
    return str(event["DESCRIPTION"])


def numbers(made):
    return {change.now_or_before.person: change.now_or_before for change in made.changes}


def test_a_person_sees_their_duties_and_nobody_elses(firm):
    made = firm.publish(evening(MONDAY, "ada"), evening(TUESDAY, "ben"))
    (uid, event), *others = firm.events("person", "ada").items()
    assert (uid, others) == (f"duty-{numbers(made)['ada'].duty}", [])
    assert event["DTSTART"].dt == datetime(2026, 12, 7, 17, tzinfo=UTC)
    assert event["SEQUENCE"] == made.publication.version
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == made.publication.at


def test_a_uid_names_the_installation_so_that_two_never_share_one(firm):
    firm.publish(evening(MONDAY, "ada"))
    event = firm.events()
    with firm.database.begin() as tx:
        installation = tx.exec_driver_sql("select id from installation").scalar_one()
    assert [str(e["UID"]) for e in event.values()] == [f"{n}.{installation}@oncall" for n in event]


def test_a_duty_is_told_in_the_persons_language_with_who_is_there_besides(firm):
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "ben", Role.BACKUP))
    (mine,), (english,) = firm.events().values(), firm.events("person", "ben").values()
    assert mine["SUMMARY"] == "Erstbereitschaft · Alster AG"
    assert "Bis: Mo., 7. Dez., 22:00" in text(mine)
    assert "Zweitbereitschaft: Ben Boyd" in text(mine)
    assert english["SUMMARY"] == "Backup · Alster AG"
    assert "Until: Mon 7 Dec, 21:00" in text(english)  # Woking's time
    assert "Kalender hinken Stunden hinterher" in text(mine)


def test_a_swap_takes_the_duty_from_one_and_gives_it_to_the_other_under_one_uid(firm):
    made = firm.publish(evening(MONDAY, "ada"))
    firm.clock.wind(DAY)
    firm.publish(replace(evening(MONDAY, "ben"), duty=numbers(made)["ada"].duty))
    (was,), (now,) = firm.events().values(), firm.events("person", "ben").values()
    assert was["UID"] == now["UID"]
    assert (was["STATUS"], now["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert was["SUMMARY"] == "Entfällt: Erstbereitschaft · Alster AG"
    assert was["SEQUENCE"] == now["SEQUENCE"] == 2
    assert was["LAST-MODIFIED"].dt == NOW + DAY


def test_who_gets_a_duty_back_has_the_same_event_as_before(firm):
    duty = numbers(firm.publish(evening(MONDAY, "ada")))["ada"].duty
    firm.publish(replace(evening(MONDAY, "ben"), duty=duty))
    firm.publish(replace(evening(MONDAY, "ada"), duty=duty))
    (event,) = firm.events().values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 3)


def test_another_partner_is_a_change_of_the_entry_too(firm):
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "ben", Role.BACKUP))
    firm.clock.wind(HOUR)
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "cem", Role.BACKUP))
    (event,) = firm.events().values()
    assert "Zweitbereitschaft: Cem Celik" in text(event)
    assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == (2, NOW + HOUR)


def test_a_later_version_about_other_days_leaves_an_entry_as_it_is(firm):
    firm.publish(evening(MONDAY, "ada"))
    firm.publish(evening(TUESDAY, "ada"))
    assert sorted(event["SEQUENCE"] for event in firm.events().values()) == [1, 2]


def test_a_withdrawn_duty_is_cancelled_for_thirty_days_and_then_gone(firm):
    made = firm.publish(evening(MONDAY, "ada"))
    firm.publish(span=made.publication.span)
    (event,) = firm.events().values()
    assert event["STATUS"] == "CANCELLED"
    firm.clock.wind(30 * DAY)
    assert len(firm.events()) == 1
    firm.clock.wind(DAY)
    assert firm.events() == {}


def test_a_feed_reaches_ninety_days_back_and_twelve_months_ahead(firm):
    firm.clock.at = datetime(2026, 9, 1, tzinfo=UTC)
    days = [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3), date(2027, 11, 30)]
    firm.publish(*(evening(day, "ada") for day in (*days, date(2027, 12, 1))))
    firm.clock.at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    shown = sorted(event["DTSTART"].dt.date() for event in firm.events().values())
    assert shown == days[1:]


def test_what_one_feed_says_is_the_same_all_day(firm):
    firm.publish(evening(MONDAY, "ada"))
    firm.clock.at = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)  # midnight in Hamburg
    begun = firm.get().data
    firm.clock.wind(DAY - HOUR)
    assert firm.get().data == begun


def test_filters_leave_out_other_roles_and_teams(firm):
    firm.publish(evening(MONDAY, "ada"), evening(TUESDAY, "ada", Role.BACKUP))
    starts = {name: event["DTSTART"].dt.date() for name, event in firm.events().items()}
    assert list(firm.events(query="role=backup")) == [n for n, d in starts.items() if d == TUESDAY]
    assert len(firm.events(query="role=backup&role=primary&team=video")) == 2
    assert firm.events(query="team=voice") == {}


def test_an_alarm_rings_so_many_minutes_before(firm):
    firm.publish(evening(MONDAY, "ada"))
    (event,) = firm.events(query="alarm=45").values()
    assert event.walk("VALARM")[0]["TRIGGER"].dt == -timedelta(minutes=45)


@pytest.mark.parametrize("night", [date(2027, 3, 27), date(2026, 10, 24)])
def test_nights_on_which_the_clocks_change_keep_their_real_length(firm, night):
    firm.clock.at = datetime(2026, 9, 20, tzinfo=UTC)
    start = datetime(night.year, night.month, night.day, 20, tzinfo=UTC)
    firm.publish(Assignment(Span(start, start + 10 * HOUR), Role.PRIMARY, "ada", ("B2",)))
    (event,) = firm.events().values()
    assert event["DTEND"].dt - event["DTSTART"].dt == 10 * HOUR
    local = "07:00" if night.month == 10 else "08:00"
    assert f", {local}\n" in text(event).partition("Bis: ")[2]


def test_a_team_sees_who_has_what_and_no_numbers(firm):
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "ben", Role.BACKUP))
    titles = sorted(str(event["SUMMARY"]) for event in firm.events("team", "video").values())
    assert titles == [
        "Ada Ahlers · Erstbereitschaft · Alster AG",
        "Ben Boyd · Zweitbereitschaft · Alster AG",
    ]
    assert "+49" not in firm.get("team", "video").text
