"""However many forged numbers call: few incidents, and no report without an open one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oncall.hotline.ladders import in_hours, of_managers
from oncall.hotline.strangers import COUNTED, Joined, Stranger, is_stranger, joined, source_of
from oncall.incidents.ladder import USUAL, Ladder
from oncall.incidents.loudness import first_loud
from oncall.incidents.report import FLOOD_MINUTES, Intake, Report

NOW = datetime(2026, 12, 8, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOST = 3

# Seconds since the call before, its number (0 for none), whether somebody ends the newest incident
# just before.
calls = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(0, 6), st.sampled_from([False] * 5 + [True])),
    min_size=1,
    max_size=60,
)


class Night:
    """Calls of unknown numbers, one after the other, as they are taken."""

    def __init__(self) -> None:
        self.at = NOW
        self.incidents: list[Stranger] = []
        self.reported: list[list[str]] = []
        self.over_limit = 0

    def rings(self, phone: str, ladder: Ladder = USUAL) -> Stranger:
        """A call comes; return its incident."""
        latest = [each for each in self.incidents if each.reported_at >= self.at - COUNTED]
        found = joined(latest, phone, MOST, self.at, ladder)
        if found is not None:
            self.over_limit += found.is_over_limit
            if found.incident is not None:
                self.reported[found.incident].append(phone)
                return self.incidents[found.incident]
        made = Stranger(
            len(self.incidents),
            "" if found else phone,
            self.at,
            is_open=True,
            ladder=ladder,
            is_flood=found is not None,
        )
        self.reported.append([phone])
        self.incidents.append(made)
        return made

    def end_newest(self) -> None:
        """Somebody resolves the newest incident."""
        if self.incidents:
            self.incidents[-1] = self.incidents[-1]._replace(is_open=False)


def phone(number: int) -> str:
    return f"+4930231252{number:02}" if number else ""


@given(calls)
def test_any_night_has_few_incidents_and_none_is_lost(some: list[tuple[int, int, bool]]) -> None:
    night, ended = Night(), 0
    for seconds, number, ends in some:
        night.at += seconds * SECOND
        if ends:
            night.end_newest()
            ended += 1
        mine = night.rings(phone(number))
        assert mine.is_open, "nobody's report goes where nobody looks"
        assert night.at - mine.reported_at <= COUNTED
    for first in night.incidents:
        hour = [
            e
            for e in night.incidents
            if timedelta(0) <= e.reported_at - first.reported_at < COUNTED
        ]
        most = MOST + 1 + ended  # each that was ended meanwhile lets one more in
        assert len(hour) <= most
        assert sum(not each.is_flood for each in hour) <= MOST


@given(calls)
def test_one_number_is_one_incident_for_ten_minutes(some: list[tuple[int, int, bool]]) -> None:
    night = Night()
    for seconds, number, _ in some:
        night.at += seconds * SECOND
        night.rings(phone(number))
    for place, each in enumerate(night.incidents):
        for other in night.incidents[place + 1 :]:
            if each.source and each.source == other.source:
                apart = other.reported_at - each.reported_at
                assert apart > timedelta(minutes=FLOOD_MINUTES)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 6), st.booleans()), max_size=60))
def test_no_report_joins_what_is_heard_later_than_it_would_be(
    some: list[tuple[int, int, bool]],
) -> None:
    night = Night()
    loud = of_managers(USUAL)
    quiet = in_hours("video", timedelta(hours=14), timedelta(hours=16))
    for seconds, number, is_loud in some:
        night.at += seconds * SECOND
        ladder = loud if is_loud else quiet
        mine = night.rings(phone(number), ladder)
        assert mine.reported_at + first_loud(mine.ladder) <= night.at + first_loud(ladder)


def test_a_quiet_afternoon_of_twenty_uses_up_none_of_the_nights_three() -> None:
    night = Night()
    for number in range(20):
        night.rings(phone(number + 20), in_hours("video", timedelta(0), timedelta(hours=2)))
    found = [night.rings(phone(number), of_managers(USUAL)) for number in range(1, 5)]
    assert len(set(found)) == MOST + 1
    assert night.over_limit == 18


def test_fifty_forged_numbers_in_a_night_hour_are_three_incidents_and_one() -> None:
    night = Night()
    for number in range(1, 51):
        night.rings(phone(number))
        night.at += 60 * SECOND
    assert len(night.incidents) == MOST + 1
    assert night.over_limit == 47


def test_who_shows_no_number_is_not_taken_for_another_who_shows_none() -> None:
    night = Night()
    assert night.rings("") != night.rings("")


def test_what_is_over_the_limit_is_gathered_apart_and_the_open_one_is_joined() -> None:
    some = [Stranger(n, phone(n), NOW, is_open=True, ladder=USUAL) for n in (1, 2, 3)]
    ended = Stranger(4, "", NOW, is_open=False, ladder=USUAL, is_flood=True)
    live = ended._replace(incident=5, is_open=True)
    assert joined(some, phone(9), 3, NOW, USUAL) == Joined(None, is_over_limit=True)
    assert joined([*some, ended], phone(9), 3, NOW, USUAL) == Joined(None, is_over_limit=True)
    assert joined([*some, ended, live], phone(9), 3, NOW, USUAL) == Joined(5, is_over_limit=True)
    assert joined([*some, live], phone(9), 4, NOW, USUAL) is None, "it does not count itself"


@given(calls)
def test_what_one_number_has_reported_is_joined_by_no_other(
    some: list[tuple[int, int, bool]],
) -> None:
    night = Night()
    for seconds, number, ends in some:
        night.at += seconds * SECOND
        if ends:
            night.end_newest()
        night.rings(phone(number))
    for each, phones in zip(night.incidents, night.reported, strict=True):
        assert each.is_flood or set(phones) == {each.source}
        assert each.is_flood or each.source or len(phones) == 1


def test_a_mail_is_known_again_by_its_sender_and_a_call_by_its_number() -> None:
    assert source_of(Report("video", phone="+4930", sender="a@b.example")) == "+4930"
    assert source_of(Report("video", sender="a@b.example")) == "a@b.example"
    assert source_of(Report("video")) == ""


def test_only_what_can_be_forged_is_limited() -> None:
    unknown = Report("video", intake=Intake.HOTLINE, joins=True)
    assert is_stranger(unknown)
    assert not is_stranger(replace(unknown, customer="Alster"))
    assert not is_stranger(replace(unknown, intake=Intake.API)), "it has signed"
    assert not is_stranger(replace(unknown, intake=Intake.PAGE, joins=False))
