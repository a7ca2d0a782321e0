"""A customer calls at night: what they hear, whose telephone rings, and that nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from notify.archive import Archive
from notify.carrier import mailbox
from oncall.hotline.ladders import MANAGER
from oncall.incidents.events import Event, Kind
from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.limits import load_limits
from oncall.pins import Marker
from oncall.services import (
    acting,
    forgetting,
    hotline,
    hotline_endings,
    hotline_messages,
    merging,
)
from oncall.services.hotline import Ringing
from oncall.store import calls
from oncall.store import incidents as store
from tests.stories.callers import (
    CALLERS,
    DESK,
    HIDDEN,
    MOBILE,
    PIN,
    REED,
    SECOND,
    STRANGER,
    TABLES,
    WEBER,
    caller,
    dials,
    enters_pin,
)
from tests.stories.rotas import rang
from tests.stories.town import HOME, OURS, Town, town
from web.worker.senders import account_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notify.carrier import Handset
    from tests.databases import Copies


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        yield made
        made.carrier.nothing_else_happened()


def test_a_booked_night_is_answered_by_the_primary_who_is_connected(town: Town) -> None:
    weber, first = enters_pin(town), town.phone(town.primary)
    number = " ".join(town.number(1))
    assert weber.heard.count(number) == 2, "told twice, digit by digit"
    weber.press("1")
    town.later(5)
    first.expect_text("Alster")
    first.answers()
    town.later(5)
    first.press("1")
    town.later(10)
    weber.says("Das Bild ist weg.")
    assert "Das Bild ist weg." in first.heard
    assert town.stands(1).state is State.WORKING
    assert town.stands(1).holder == town.primary


def leaves(town: Town, phone: Handset, words: str) -> None:
    """Somebody says a message after the tone."""
    while "(beep)" not in phone.heard:
        town.later(1)
    town.later(2)
    phone.says(words)
    town.later(3)
    phone.press("#")
    town.later(14)


def rings(town: Town, who: str, *parts: str) -> Handset:
    """Somebody is called and texted; return their telephone."""
    phone = town.phone(who)
    phone.expect_text(*parts)
    phone.expect_call()
    return phone


def test_the_incident_is_there_before_the_caller_is_told_its_number(town: Town) -> None:
    dials(town)
    town.later(9)
    caller(town).press("48151#")
    assert town.stands(1).state is State.REPORTED
    report = town.report(1)
    assert (report.customer, report.caller, report.bookings) == ("Alster", "Wanda Weber", ("B1",))


def test_a_caller_who_shows_no_number_is_known_by_pin(town: Town) -> None:
    hidden = enters_pin(town, HIDDEN)
    assert " ".join(town.number(1)) in hidden.heard
    assert town.report(1).customer == "Alster"
    assert town.report(1).phone == caller(town).number, "the number on record"
    hidden.press("1")
    town.later(5)
    town.phone(town.primary).expect_text("Alster")
    town.phone(town.primary).answers()


def test_three_wrong_pins_stop_no_incident_and_say_nothing_of_a_contract(town: Town) -> None:
    hidden = dials(town, HIDDEN)
    town.later(9)
    for wrong in ("1111#", "1112#", "1113#"):
        hidden.press(wrong)
        town.later(2)
    assert hidden.heard.count("Das hat nicht geklappt") == 2
    assert "Ticketnummer" in hidden.heard
    assert town.report(1).customer is None
    assert "ungeprüft" in town.report(1).description


def test_six_wrong_pins_shut_a_number_out_and_sound_the_same(town: Town) -> None:
    for _ in range(2):
        weber = dials(town)
        town.later(9)
        for _ in range(3):
            weber.press("1111#")
            town.later(2)
        weber.hangs_up()
        town.later(2)
    before = weber.heard.count("Das hat nicht geklappt")
    enters_pin(town)
    assert weber.heard.count("Das hat nicht geklappt") == before + 1, "the right one is not seen"
    town.later(20)
    town.phone(town.primary).expect_text("ungeprüft")
    town.phone(town.primary).expect_call()


def test_many_wrong_pins_from_forged_numbers_stop_no_incident_and_sound_the_same(
    town: Town,
) -> None:
    with town.database.begin() as tx:
        for number in range(load_limits().wrong_pins):
            calls.count_try(tx, f"+49171392{number:05}", town.clock.at, town.clock.at)
    hidden = enters_pin(town, HIDDEN)
    assert hidden.heard.count("Das hat nicht geklappt") == 1, "the right one is not seen"
    hidden.press("#")
    town.later(2)
    assert "Ticketnummer" in hidden.heard
    assert town.report(1).customer is None
    hidden.hangs_up()
    weber = enters_pin(town)
    assert "Ticketnummer" in weber.heard, "whom the number hints at is known by PIN"
    assert town.report(2).customer == "Alster"
    weber.hangs_up()
    town.later(5)
    rings(town, town.primary, "Alster")


def test_a_waiting_caller_hears_who_is_called_and_leaves_a_message(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(30)
    assert "Wir rufen gerade die Erstbereitschaft" in weber.heard
    weber.press("2")
    leaves(town, weber, "Bitte schnell.")
    assert "Ihre Nachricht ist notiert" in weber.heard
    assert "spätestens heute 19 Uhr 30" in weber.heard, "half an hour after the report"
    assert not weber.is_talking
    assert "Nachricht vom Anrufer" in town.report(1).description
    with town.database.begin() as tx:
        assert not any("Recordings/RE" in str(event.facts) for event in store.events(tx, 1))
        assert ["Recordings/RE" in each for each in calls.recordings_of(tx, 1).values()] == [True]
    assert town.stands(1).state is State.PAGING
    rings(town, town.primary, "Alster")
    town.later(5 * 60)
    rings(town, town.primary, "Nachricht vom Anrufer")
    rings(town, town.backup, "Nachricht vom Anrufer")


def test_who_waits_for_a_duplicate_is_connected_by_whoever_takes_what_it_is_part_of(
    town: Town,
) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(5)
    first = rings(town, town.primary, "Alster")
    town.later(60)
    other = town.reported("Bild fehlt", customer="Alster")
    merging.merge(town.database, 1, other, Act("petra", "page", town.clock.at))
    town.later(5)
    rings(town, town.primary, "Bild fehlt").sends(OURS, "ja")
    town.later(40)
    first.expect_text(f"{town.number(other)} gehört jetzt Ihnen")
    first.expect_call()  # to be connected
    assert town.primary.title() in weber.heard


def test_music_is_heard_between_the_truths_and_a_key_cuts_it_short(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(70)
    said = [line for line in weber.hearing if "Wir rufen gerade" in line.words]
    gaps = [(after.at - before.at) for before, after in pairwise(said)]
    assert len(said) == 3
    assert all(20 <= gap <= 30 for gap in gaps), "TELEPHONY: the truth every 20 to 30 seconds"
    between = [line for line in weber.hearing if said[1].at < line.at < said[2].at]
    played = [line.words for line in between if line.kind == "play"]
    assert played == 2 * [f"{HOME}/hooks/hotline/music.wav"]
    weber.press("2")
    town.later(4)
    assert "Ihre Nachricht wird aufgezeichnet" in weber.heard, "in the middle of the music"
    weber.hangs_up()
    rang(town.phone(town.primary), calls=1, texts=1)


def test_anybody_may_fetch_the_music_once_and_keep_it(town: Town) -> None:
    browser = town.app.test_client()
    first = browser.get("/hooks/hotline/music.wav")
    assert (first.status_code, first.mimetype) == (200, "audio/wav")
    assert len(first.data) == int(first.headers["Content-Length"])
    assert first.data.startswith(b"RIFF")
    assert first.cache_control.max_age
    again = browser.get(
        "/hooks/hotline/music.wav", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def page_of(town: Town) -> str:
    """What the page of the first incident says, to whoever looks at it on this machine."""
    browser = town.app.test_client()
    address = f"/incidents/{town.number(1)}?lang=de"
    return browser.get(address, base_url="http://localhost").get_data(as_text=True)


def leave(town: Town, call: str, sid: str) -> None:
    left = hotline_messages.Message(sid, f"{HOME}/{sid}", 7)
    hotline_messages.recorded(town.database, call, left, town.clock.at)


def test_a_message_is_told_as_a_whole_or_not_at_all(town: Town) -> None:
    weber = dials(town, STRANGER)
    town.later(9)
    weber.press("#")
    town.later(2)
    weber.hangs_up()
    with town.database.begin() as tx:
        (call,) = calls.of_incident(tx, 1)
    before = town.report(1)
    with town.database.begin() as tx:  # the last of what is written of it can't be
        store.happened(tx, [(1, Event(town.clock.at, Kind.TRIED, "x", {"key": "recording RE1"}))])
    with pytest.raises(IntegrityError):
        leave(town, call.sid, "RE1")
    with town.database.begin() as tx:
        assert calls.recordings_of(tx, 1) == {}
    assert town.report(1) == before
    for _ in range(2):  # as the carrier tells it again
        leave(town, call.sid, "RE2")
    assert town.kinds(1).count(Kind.NOTED) == town.kinds(1).count(Kind.HASTENED) == 1
    assert town.report(1).description.endswith("Nachricht vom Anrufer, 7 Sekunden")


def test_whoever_has_the_incident_is_texted_of_a_message_that_comes_later(town: Town) -> None:
    enters_pin(town).hangs_up()
    town.later(3)
    rings(town, town.primary, "Alster")
    acting.accept(town.database, 1, Act(town.primary, "reply", town.clock.at))
    again = enters_pin(town)
    again.press("2")
    leaves(town, again, "Jetzt ist auch der Ton weg.")
    first = town.phone(town.primary)
    first.expect_text(town.number(1), "eine weitere Meldung")
    first.expect_text(town.number(1), "Nachricht hinterlassen")


def test_a_message_is_deleted_at_the_carrier_too_after_thirty_days(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("2")
    leaves(town, weber, "Bitte schnell.")
    rings(town, town.primary, "Alster")
    delete = Archive(account_of(town.settings)).delete
    (kept,) = town.carrier.network.recordings
    later = town.clock.at + timedelta(days=30)
    early = later - timedelta(seconds=30)
    assert forgetting.forget_recordings(town.database, delete, early) == 0
    assert forgetting.forget_recordings(town.database, lambda _: False, later) == 0
    assert "Anhören</a>" in page_of(town)
    assert kept in town.carrier.network.recordings
    assert forgetting.forget_recordings(town.database, delete, later) == 1
    assert not town.carrier.network.recordings
    assert delete(kept), "it is gone, whoever has deleted it"
    assert kept not in page_of(town), "neither a link nor a note leads to what is gone"
    assert forgetting.forget_recordings(town.database, delete, later) == 0


def test_numbers_are_forgotten_after_ninety_days(town: Town) -> None:
    stranger = dials(town, STRANGER)
    stranger.hangs_up()
    assert forgetting.forget_numbers(town.database, town.clock.at + timedelta(days=89)) == 0
    assert forgetting.forget_numbers(town.database, town.clock.at + timedelta(days=91)) == 1
    with town.database.begin() as tx:
        assert [call.caller for call in calls.latest(tx, 5)] == [""]


def test_a_call_of_whose_end_nobody_tells_is_ended_by_a_worker(town: Town) -> None:
    dials(town)
    now = town.clock.at
    assert hotline_endings.end_silent(town.database, now + timedelta(minutes=9)) == 0
    assert hotline_endings.end_silent(town.database, now + timedelta(minutes=11)) == 1
    assert town.report(1).customer == "Alster"


def test_after_the_longest_wait_a_message_is_taken_and_paging_goes_on(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(4 * 60)
    assert "Noch hat niemand angenommen" not in weber.heard
    rings(town, town.primary, "Alster")
    rings(town, town.primary, "Alster")
    leaves(town, weber, "Bitte melden.")
    assert "Noch hat niemand angenommen" in weber.heard
    assert "spätestens heute 19 Uhr 30" in weber.heard
    town.later(30)
    rings(town, town.backup, "Alster")
    assert town.stands(1).state is State.PAGING


def test_who_accepts_and_calls_back_does_so_by_our_number_and_the_caller_is_told(
    town: Town,
) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Alster")
    first.answers()
    town.later(5)
    first.press("2")
    town.later(28)
    assert f"{town.primary.title()}" in weber.heard
    assert "hat Ihre Störung angenommen. Sie werden zurückgerufen" in weber.heard
    assert not weber.is_talking
    first.press("1")
    town.later(3)
    weber.answers()
    assert weber.calls[-1].call.from_ == OURS
    town.later(1)
    first.says("Guten Abend.")
    assert "Guten Abend." in weber.heard
    assert town.stands(1).state is State.WORKING


@pytest.mark.parametrize("after", [1, 6, 12])
def test_whoever_hangs_up_before_they_are_known_is_an_incident_by_their_number(
    town: Town, after: int
) -> None:
    weber = dials(town)
    town.later(after)
    weber.hangs_up()
    town.later(5)
    assert town.report(1).customer == "Alster"
    assert "aufgelegt" in town.report(1).description
    rings(town, town.primary, "Alster GmbH")


@pytest.mark.parametrize("number", [HIDDEN, STRANGER])
def test_who_hangs_up_and_is_nobody_known_is_on_the_list_of_missed_calls(
    town: Town, number: str
) -> None:
    phone = dials(town, number)
    town.later(3)
    phone.hangs_up()
    town.later(5)
    with town.database.begin() as tx:
        (missed,) = calls.latest(tx, 10)
    assert (missed.incident, missed.caller) == (None, "" if number == HIDDEN else STRANGER)
    assert missed.ended_at is not None


def test_a_hang_up_in_any_later_prompt_leaves_the_paging_as_it_is(town: Town) -> None:
    for pressed in ("", "1", "2"):
        weber = enters_pin(town)
        if pressed:
            weber.press(pressed)
        town.later(3)
        weber.hangs_up()
        town.later(3)
    assert town.stands(1).state is State.PAGING
    with town.database.begin() as tx:
        assert store.by_id(tx, 1).reports == 3, "a flood of one customer is one incident"
    rings(town, town.primary, "Alster")


def test_an_english_caller_and_a_german_engineer_each_hear_their_own_language(town: Town) -> None:
    reed = dials(town, REED)
    assert "Hello, this is the hotline" in reed.heard, "by the number"
    town.later(9)
    reed.press("2222#")
    town.later(2)
    assert "Your ticket number" in reed.heard
    reed.press("1")
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Antworten Sie")
    first.answers()
    town.later(9)
    assert "Annehmen und verbinden" in first.heard
    first.press("1")
    town.later(6)
    assert "You are connected." in reed.heard
    assert {line.language for line in first.hearing if line.kind == "say"} == {"de-DE"}


def test_star_changes_the_language(town: Town) -> None:
    hidden = dials(town, HIDDEN)
    town.later(2)
    hidden.press("*")
    town.later(5)
    assert "Please enter your PIN" in hidden.heard


@pytest.mark.parametrize("pressed", [f"{PIN}#", f"*{PIN}#"])
def test_a_pin_that_is_entered_during_the_greeting_counts_whole(town: Town, pressed: str) -> None:
    hidden = dials(town, HIDDEN)
    assert "Stern" not in hidden.heard.partition("Hotline")[0]
    hidden.press(pressed)
    town.later(1)
    assert town.report(1).customer == "Alster"
    assert "PIN" not in hidden.heard, "nobody is asked for what they have entered"
    town.later(3)
    assert ("Your ticket number" if "*" in pressed else "Ticketnummer") in hidden.heard
    hidden.hangs_up()
    rings(town, town.primary, "Alster")


def test_a_wrong_pin_during_the_greeting_is_a_try_and_half_a_one_is_none(town: Town) -> None:
    weber = dials(town)
    weber.press("48")
    town.later(7)
    assert "Bitte Ihre PIN" in weber.heard
    assert "Das hat nicht geklappt" not in weber.heard
    weber.press(f"{PIN}#")
    town.later(2)
    assert town.report(1).customer == "Alster"
    weber.hangs_up()
    hidden = dials(town, HIDDEN)
    for wrong in ("1111#", "1112#", "1113#"):
        hidden.press(wrong)
        town.later(2)
    assert hidden.heard.count("Das hat nicht geklappt") == 2
    assert town.report(2).customer is None
    hidden.hangs_up()
    rings(town, town.primary, "Alster")


def test_who_has_no_pin_says_so_during_the_greeting(town: Town) -> None:
    weber = dials(town)
    weber.press("#")
    town.later(2)
    assert "Ticketnummer" in weber.heard
    assert "ungeprüft" in town.report(1).description
    weber.hangs_up()
    rings(town, town.primary, "ungeprüft")


def test_nothing_is_booked_so_a_message_is_taken_and_the_next_opening_told(town: Town) -> None:
    second = enters_pin(town, SECOND, "3333")
    town.later(20)
    assert "keine Bereitschaft gebucht" in second.heard
    assert "Wir sind wieder da: Dienstag, 08.12." in second.heard
    leaves(town, second, "Es eilt nicht.")
    assert town.stands(1).state is State.REPORTED, "nobody is woken"


def test_somebody_unknown_leaves_a_message_and_the_manager_is_called(town: Town) -> None:
    stranger = dials(town, STRANGER)
    town.later(9)
    stranger.press("#")
    town.later(14)
    assert "geht an unsere Leitung" in stranger.heard
    leaves(town, stranger, "Hier brennt Licht.")
    assert not any("Ticket" in text for text in stranger.inbox)
    assert town.stands(1).ladder.rungs[0].targets == (MANAGER,)
    assert town.report(1).phone == STRANGER
    assert Kind.HASTENED in town.kinds(1)


def test_an_engineer_who_is_faster_than_the_caller_waits_for_them(town: Town) -> None:
    weber = enters_pin(town)
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Alster")
    first.answers()
    town.later(2)
    first.press("1")
    town.later(4)
    weber.press("1")
    town.later(13)
    weber.says("Da bin ich.")
    assert "Da bin ich." in first.heard
    assert town.stands(1).state is State.WORKING


def test_a_caller_who_hangs_up_as_they_are_fetched_can_be_called_back(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Alster")
    first.answers()
    town.later(1)
    first.press("1")
    weber.hangs_up()
    town.later(30)
    assert "Der Anrufer hat aufgelegt" in first.heard or "The caller has hung up" in first.heard
    first.press("1")
    town.later(3)
    weber.answers()
    town.later(1)
    weber.says("Ja?")
    assert "Ja?" in first.heard


def test_two_customers_at_once_are_connected_with_one_engineer_after_each_other(
    town: Town,
) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Alster")
    first.answers()
    town.later(3)
    first.press("1")
    town.later(5)
    reed = enters_pin(town, REED, "2222")
    reed.press("1")
    town.later(20)
    first.expect_text("Reed")
    assert "We are calling the first engineer on call now" in reed.heard
    weber.says("Danke.")
    weber.hangs_up()
    town.later(8)
    assert "Reed" in first.heard
    first.press("1")
    town.later(8)
    reed.says("Can you hear me?")
    assert "Can you hear me?" in first.heard
    assert town.stands(1).state is town.stands(2).state is State.WORKING
    assert town.stands(1).holder == town.stands(2).holder == town.primary


def test_two_hundred_calls_of_one_customer_in_a_minute_are_one_incident(town: Town) -> None:
    marker = Marker(b"a key")
    for number in range(200):
        ringing = Ringing(f"CA{number}", OURS, WEBER)
        hotline.begin(town.database, ringing, town.clock.at)
        hotline.pin(town.database, ringing.sid, PIN, town.clock.at, no_pin=False, marker=marker)
        town.clock.wind(timedelta(seconds=0.3))
    town.later(10)
    with town.database.begin() as tx:
        assert store.by_id(tx, 1).reports == len(calls.of_incident(tx, 1)) == 200
    rings(town, town.primary, "Alster")


def test_a_known_caller_is_texted_who_accepted_and_until_when_they_call_back(town: Town) -> None:
    mobile = enters_pin(town, MOBILE, "4444")
    mobile.press("1")
    town.later(5)
    first = rings(town, town.primary, "Alster")
    first.sends(OURS, "ja")
    town.later(40)
    first.expect_text("gehört jetzt Ihnen")
    first.expect_call()  # to be connected, which they do not hear
    name = town.primary.title()
    mobile.expect_text(name, town.number(1), "Mo 07.12. 19:30")
    assert f"{name}" in mobile.heard


def test_in_support_hours_the_helpdesk_takes_the_call_by_a_key(office: Town) -> None:
    weber, desk = enters_pin(office), caller(office, DESK)
    weber.press("1")
    office.later(6)
    desk.answers()
    office.later(1)
    assert "Alster" in desk.heard
    office.later(8)
    desk.press("1")
    office.later(2)
    desk.says("Helpdesk, guten Tag.")
    assert "Helpdesk, guten Tag." in weber.heard
    assert office.stands(1).state is State.WORKING


def test_in_support_hours_with_nobody_free_a_call_back_is_promised(office: Town) -> None:
    weber, desk = enters_pin(office), caller(office, DESK)
    desk.behave(mailbox(after=3))
    weber.press("1")
    leaves(office, weber, "Bitte um Rückruf.")
    desk.expect_call()
    assert "Gerade ist niemand frei" in weber.heard
    assert "spätestens heute 13 Uhr" in weber.heard, "two hours from the report"
    assert "Ihre Nachricht ist notiert" in weber.heard
    assert office.stands(1).state.climbs
    office.later(90)
    for who in ("ada", "ben", "cem", "dora"):
        office.phone(who).expect_text(office.number(1))


@pytest.fixture(name="office")
def _office(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    noon = datetime(2026, 12, 8, 10, tzinfo=UTC)
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES, begins=noon) as made:
        yield made
        made.carrier.nothing_else_happened()
