"""How callers are served: by contract, booking and hours, of every provider of the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from oncall import catalogue
from oncall.hotline.ladders import MANAGER
from oncall.hotline.serving import Help, Served, served
from oncall.incidents.incident import Clock
from tests.oncall.hotline.agreed import firm

LEVELS = catalogue.load()


def at(written: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def how(customer: str | None, when: str) -> Served:
    """How a customer of the firm is served who calls its hotline."""
    folder = firm()
    (line,) = folder.hotlines.values()
    return served(folder, LEVELS, line, folder.customers[customer] if customer else None, at(when))


def test_a_booked_window_is_standby_with_its_15_and_30_minutes() -> None:
    found = how("Alster", "2026-12-07T18:00")
    assert found.help is Help.STANDBY
    assert found.ladder is None, "the team's own"
    assert found.contract == "C1"
    assert found.prefix == "ALS"
    quarter = timedelta(minutes=15)
    start = at("2026-12-07T18:00")
    assert found.clocks == {Clock.RESPONSE: start + quarter, Clock.ACTION: start + 2 * quarter}


def test_an_unbooked_night_waits_for_the_next_opening() -> None:
    found = how("Alster", "2026-12-07T03:00")
    assert found.help is Help.MESSAGE
    assert found.opens == at("2026-12-07T08:00"), "9 o'clock in Hamburg"
    assert found.ladder is not None
    assert found.ladder.rungs[0].after >= timedelta(hours=5)


def test_support_hours_ring_at_the_helpdesk() -> None:
    found = how("Alster", "2026-12-07T10:00")
    assert (found.help, found.opens) == (Help.HELPDESK, None)


def test_the_helpdesk_of_woking_is_closed_on_a_bank_holiday_that_hamburg_works_on() -> None:
    found = how("Puddle", "2026-08-31T10:00")
    assert found.help is Help.MESSAGE
    assert found.opens == at("2026-09-01T07:30"), "half past eight in Woking"
    assert found.clocks == {Clock.RESPONSE: at("2026-09-01T09:30")}, "two hours of its hours"
    assert str(found.zone) == "Europe/London"
    assert how("Alster", "2026-08-31T10:00").help is Help.HELPDESK


def test_a_callback_is_promised_within_two_hours_of_the_sites_hours() -> None:
    assert how("Puddle", "2026-12-07T16:00").clocks == {Clock.RESPONSE: at("2026-12-08T09:30")}


def test_a_special_number_out_of_hours_calls_whoever_is_on_call() -> None:
    found = how("Nebel", "2026-12-06T03:00")
    assert (found.help, found.ladder) == (Help.STANDBY, None)


def test_a_customer_without_a_contract_is_served_by_what_is_booked_or_the_sites_hours() -> None:
    assert how("Wey", "2026-12-07T18:00").help is Help.STANDBY
    assert how("Wey", "2026-12-07T10:00").help is Help.HELPDESK
    assert how("Wey", "2026-12-06T03:00").help is Help.MESSAGE


def test_somebody_unknown_reaches_the_manager_at_night_and_the_helpdesk_by_day() -> None:
    night = how(None, "2026-12-06T03:00")
    assert night.help is Help.MANAGER
    assert night.ladder is not None
    assert {rung.targets for rung in night.ladder.rungs} == {(MANAGER,)}
    assert night.ladder.rungs[0].after == timedelta(minutes=3), "time for a message"
    assert how(None, "2026-12-07T10:00").help is Help.HELPDESK


def test_whoever_is_not_called_at_once_is_called_before_the_promise_falls_due() -> None:
    start = at("2026-12-07T10:00")
    found = how("Puddle", "2026-12-07T10:00")
    assert found.ladder is not None
    loud = found.ladder.rungs[1]
    assert start + loud.after == found.clocks[Clock.RESPONSE] - timedelta(minutes=30)
    assert MANAGER in loud.targets
