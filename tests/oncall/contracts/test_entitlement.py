"""What a customer may have now, by which channel, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.catalogue.offers import Channel
from oncall.contracts import Option, Product
from oncall.entitled import Facts, Reached, Way, Why
from oncall.entitlement import entitlement
from oncall.terms import State
from tests.oncall.contracts.agreed import ALSTER, booking, bought_by, utc

if TYPE_CHECKING:
    from oncall.bought import Bought
    from oncall.entitled import Entitlement

PHONE = Channel.TELEPHONE
WEDNESDAY = utc("2026-12-09T10:00")  # 11:00 in Berlin
EVENING = utc("2026-12-09T18:00")
THURSDAY_8 = utc("2026-12-10T08:00")  # 09:00 in Berlin, when hours open
OUT_OF_HOURS = (Option("telephone_out_of_hours", None),)


def asked(
    bought: Bought, moment: datetime = EVENING, channel: Channel = PHONE, *facts: object
) -> Entitlement:
    return entitlement(bought, moment, channel, facts[0] if facts else Facts())  # type: ignore[arg-type]


def test_inside_support_hours_somebody_helps_until_they_close() -> None:
    found = asked(bought_by(), WEDNESDAY)
    assert (found.way, found.why) == (Way.NOW, (Why.INSIDE,))
    assert found.support == (True, utc("2026-12-09T15:00"))


def test_outside_a_message_is_taken_and_the_next_opening_told() -> None:
    found = asked(bought_by())
    assert (found.way, found.why) == (Way.MESSAGE, (Why.OUTSIDE, Why.OUT_OF_HOURS_EXCLUDED))
    assert found.support == (False, THURSDAY_8)


def test_the_next_opening_leaves_out_holidays_of_the_site() -> None:
    """Wednesday 6 January is Epiphany in Baden-Württemberg."""
    found = asked(bought_by(), utc("2027-01-05T18:00"))
    assert found.support.changes == utc("2027-01-07T08:00")


def test_a_booking_that_covers_the_moment_calls_whoever_is_on_standby() -> None:
    booked = booking("2026-12-07T00:00", "2026-12-20T00:00")
    found = asked(bought_by(), EVENING, PHONE, Facts(bookings=(booked,)))
    assert (found.way, found.why, found.booking) == (Way.STANDBY, (Why.BOOKED,), booked)
    assert found.booked is not None
    assert found.booked.end == booked.span.end


def test_a_booking_covers_its_first_instant_and_no_longer_its_last() -> None:
    booked = Facts(bookings=(booking("2026-12-09T18:00", "2026-12-09T20:00"),))
    assert asked(bought_by(), EVENING, PHONE, booked).way is Way.STANDBY
    assert asked(bought_by(), EVENING + timedelta(hours=2), PHONE, booked).way is Way.MESSAGE


def test_standby_is_not_reached_by_a_channel_that_is_none_of_its_own() -> None:
    booked = Facts(bookings=(booking("2026-12-07T00:00", "2026-12-20T00:00"),))
    found = asked(bought_by(), EVENING, Channel.CHAT, booked)
    assert (found.way, found.why) == (Way.MESSAGE, (Why.BOOKED_OTHER_CHANNEL, Why.OUTSIDE))


def test_a_booking_to_come_is_told_but_does_not_help_now() -> None:
    coming = booking("2026-12-12T00:00", "2026-12-20T00:00")
    found = asked(bought_by(), EVENING, PHONE, Facts(bookings=(coming,)))
    assert (found.way, found.booking, found.booked) == (Way.MESSAGE, None, coming.span)


def test_a_level_without_standby_gives_none_whatever_was_booked() -> None:
    booked = Facts(bookings=(booking("2026-12-07T00:00", "2026-12-20T00:00"),))
    found = asked(bought_by("helpdesk", "maintenance"), EVENING, PHONE, booked)
    assert (found.way, found.booking) == (Way.MESSAGE, None)


@pytest.mark.parametrize(
    ("level", "options", "reached", "way", "why"),
    [
        ("silber", (), Reached.EXCLUDED, Way.MESSAGE, Why.OUT_OF_HOURS_EXCLUDED),
        ("gold", (), Reached.EXCLUDED, Way.MESSAGE, Why.OUT_OF_HOURS_EXCLUDED),
        ("platin", (), Reached.POSSIBLE, Way.MESSAGE, Why.OUT_OF_HOURS_POSSIBLE),
        ("platin", OUT_OF_HOURS, Reached.CHOSEN, Way.SPECIAL_NUMBER, Why.OUT_OF_HOURS_CHOSEN),
    ],
)
def test_seed_000_the_telephone_out_of_hours_is_an_option_of_platin(
    level: str, options: tuple[Option, ...], reached: Reached, way: Way, why: Why
) -> None:
    found = asked(bought_by("conference-tv", level, options=options))
    assert (found.reached, found.way, found.why) == (reached, way, (Why.OUTSIDE, why))


def test_seed_000_no_option_is_needed_by_day() -> None:
    assert asked(bought_by("conference-tv", "silber"), WEDNESDAY).way is Way.NOW


def test_seed_000_silver_has_no_remote_access() -> None:
    found = asked(bought_by("conference-tv", "silber"), WEDNESDAY, Channel.REMOTE)
    assert (found.way, found.why) == (Way.OTHER_CHANNEL, (Why.CHANNEL,))
    assert Channel.REMOTE not in found.channels
    assert Channel.REMOTE in asked(bought_by("conference-tv", "gold")).channels


def test_seed_004_business_works_on_faults_when_questions_wait() -> None:
    sunday = utc("2026-12-13T10:00")
    found = asked(bought_by("mixvoip", "business"), sunday)
    assert (found.way, found.why) == (Way.FAULTS, (Why.INSIDE_FAULT,))
    assert found.fault == (True, utc("2026-12-13T18:00"))
    assert found.support == (False, utc("2026-12-14T06:30"))
    assert asked(bought_by("mixvoip", "standard"), sunday).way is Way.MESSAGE


def test_a_quota_that_is_used_up_is_said_with_what_follows_otherwise() -> None:
    tickets = tuple(utc(f"2026-12-0{day}T10:00") for day in (1, 2, 3, 4))
    found = asked(bought_by(), WEDNESDAY, PHONE, Facts(tickets=tickets))
    assert found.quota is not None
    assert (found.quota.used, found.quota.left, found.quota.again) == (4, 0, date(2027, 1, 1))
    assert (found.way, found.why) == (Way.NOW, (Why.INSIDE, Why.QUOTA_USED))
    fewer = asked(bought_by(), WEDNESDAY, PHONE, Facts(tickets=tickets[1:]))
    assert Why.QUOTA_USED not in fewer.why


def test_a_contract_that_does_not_run_gives_nothing() -> None:
    early = asked(bought_by(), utc("2026-06-30T10:00"))
    late = asked(bought_by(until=date(2026, 12, 8)), WEDNESDAY)
    assert (early.way, early.why) == (Way.NOTHING, (Why.NOT_BEGUN,))
    assert (late.way, late.why, late.state) == (Way.NOTHING, (Why.ENDED,), State.ENDED)


def test_the_last_day_belongs_to_the_contract() -> None:
    bought = bought_by(until=date(2026, 12, 9))
    assert asked(bought, utc("2026-12-09T22:59")).state is State.RUNNING
    assert asked(bought, utc("2026-12-09T23:00")).state is State.ENDED


def test_seed_002_a_device_in_warranty_entitles_when_the_contract_has_ended() -> None:
    ended = bought_by("helpdesk", "maintenance", until=date(2026, 12, 1))
    device = Product(ALSTER, "Codec", "C90", "C1", date(2026, 12, 9))
    found = asked(ended, WEDNESDAY, PHONE, Facts(products=(device,)))
    assert (found.way, found.why) == (Way.NOW, (Why.ENDED, Why.WARRANTY, Why.INSIDE))
    next_day = asked(ended, WEDNESDAY + timedelta(days=1), PHONE, Facts(products=(device,)))
    assert next_day.way is Way.NOTHING
    elsewhere = replace(device, contract="C2")
    assert asked(ended, WEDNESDAY, PHONE, Facts(products=(elsewhere,))).way is Way.NOTHING
    other = asked(bought_by(until=date(2026, 12, 1)), WEDNESDAY, PHONE, Facts(products=(device,)))
    assert (other.way, other.why) == (Way.NOTHING, (Why.ENDED,))


@given(
    hours=st.integers(0, 24 * 400),
    channel=st.sampled_from(Channel),
    level=st.sampled_from(["inbetriebnahme", "basic", "pro"]),
    until=st.dates(date(2026, 7, 1), date(2028, 1, 1)),
)
def test_what_is_said_agrees_with_the_facts_at_every_moment(
    hours: int, channel: Channel, level: str, until: date
) -> None:
    booked = booking("2026-12-07T00:00", "2026-12-20T00:00")
    bought = bought_by(level=level, until=until)
    moment = utc("2026-06-15T00:30") + timedelta(hours=hours)
    found = asked(bought, moment, channel, Facts(bookings=(booked,)))
    runs = bought.span().start <= moment < bought.span().end
    covered = booked.span.start <= moment < booked.span.end
    assert (found.way is Way.NOTHING) == (not runs)
    assert (found.booking is not None) == covered
    assert (found.way is Way.STANDBY) == (
        runs and covered and channel in {Channel.TELEPHONE, Channel.EMAIL, Channel.REMOTE}
    )
    assert found.support.changes is not None
    assert found.support.changes > moment
    if found.way is Way.NOW:
        assert found.support.is_open
    if found.way is Way.MESSAGE:
        assert not found.support.is_open
