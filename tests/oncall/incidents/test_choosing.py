"""Which ladder holds: the one for that severity, for the fewest hours, at that local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.bookings import Windows
from oncall.folder.weekly import support_hours, windows
from oncall.incidents.choosing import TeamLadder, choose, chosen
from oncall.incidents.ladder import USUAL, Channel, Ladder, Rung, target
from oncall.incidents.report import Severity
from oncall.people import Site, Team

if TYPE_CHECKING:
    from oncall.hours import WeeklyHours

BERLIN = ZoneInfo("Europe/Berlin")
SITE = Site(
    "h", BERLIN, "DE", "HH", bridge_days=False, support_hours=support_hours("Mon-Fri 9:00-16:00")
)
VIDEO, VOICE = (
    Team(name, SITE, (0,), 1, 24, 0, 7, 14, 1, during_regular_hours=False)
    for name in ("video", "voice")
)
MINUTE = timedelta(minutes=1)


def ladder(name: str) -> Ladder:
    rung = Rung(timedelta(0), (target(f"person:{name}"),), (Channel.SMS,))
    return Ladder((rung,), 2, 5 * MINUTE, rung)


def made(
    name: str, when: str = "always", severity: Severity | None = None, team: Team = VIDEO
) -> TeamLadder:
    return TeamLadder(team, windows(when), severity, ladder(name))


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN).astimezone(UTC)


def named(some: list[TeamLadder], written: str, severity: Severity = Severity.MAJOR) -> str | None:
    found = choose(some, "video", severity, at(written))
    return found.ladder.rungs[0].targets[0].name if found else None


NIGHT = made("night", "Mon-Fri 20:00-06:00")
DAY = made("day")
OUT = made("out", "out-of-hours")
WORST = made("worst", severity=Severity.CRITICAL)
WORST_NIGHT = made("worst night", "Mon-Sun 20:00-06:00", Severity.CRITICAL)
FEAST = made("feast", "Sat-Sun,Holiday 00:00-24:00")
OTHER = made("other", team=VOICE)


def test_without_ladders_the_usual_one_holds() -> None:
    assert chosen([OTHER], "video", Severity.MAJOR, at("2026-12-08T03:00")) == USUAL


def test_another_time_of_day_has_another_ladder() -> None:
    assert named([DAY, NIGHT], "2026-12-08T19:59") == "day"
    assert named([DAY, NIGHT], "2026-12-08T20:00") == "night"


def test_a_line_over_midnight_goes_on_until_its_end() -> None:
    assert named([DAY, NIGHT], "2026-12-12T05:59") == "night"  # it began on Friday
    assert named([DAY, NIGHT], "2026-12-12T06:00") == "day"


def test_weekends_and_public_holidays_can_have_their_own() -> None:
    assert named([DAY, FEAST], "2026-12-12T12:00") == "feast"
    assert named([DAY, FEAST], "2026-12-25T12:00") == "feast"  # a Friday
    assert named([DAY, FEAST], "2026-12-18T12:00") == "day"


def test_outside_support_hours_is_narrower_than_always_and_broader_than_lines() -> None:
    assert named([DAY, OUT], "2026-12-08T17:00") == "out"
    assert named([DAY, OUT], "2026-12-08T12:00") == "day"
    assert named([OUT, NIGHT], "2026-12-08T21:00") == "night"


def test_a_severity_of_its_own_comes_before_hours_of_their_own() -> None:
    assert named([NIGHT, WORST], "2026-12-08T21:00", Severity.CRITICAL) == "worst"
    assert named([NIGHT, WORST], "2026-12-08T21:00", Severity.MINOR) == "night"
    assert named([WORST, WORST_NIGHT], "2026-12-08T21:00", Severity.CRITICAL) == "worst night"


def test_of_two_alike_the_first_holds() -> None:
    assert named([made("one"), made("two")], "2026-12-08T21:00") == "one"


def test_the_hour_that_occurs_twice_belongs_to_the_line_both_times() -> None:
    short = made("short", "Sun 02:00-03:00")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in summer, and again an hour later
    for instant in (first, first + 60 * MINUTE):
        assert choose([DAY, short], "video", Severity.MAJOR, instant) is short


WEEKS = st.lists(
    st.sampled_from([DAY, NIGHT, OUT, WORST, WORST_NIGHT, FEAST, OTHER]), unique_by=id, max_size=7
)


@given(WEEKS, st.integers(0, 366 * 1440), st.sampled_from(Severity), st.randoms())
def test_what_holds_is_for_it_and_the_order_of_rows_does_not_matter(
    some, minute, severity, chance
) -> None:
    instant = at("2026-12-01T00:00") + minute * MINUTE
    found = choose(some, "video", severity, instant)
    mine = [each for each in some if each.team is VIDEO and each.severity in (None, severity)]
    mine = [each for each in mine if slowly_holds(each.when, instant)]
    assert (found is None) == (not mine)
    if found:
        assert found in mine
        assert all(found.severity or not each.severity for each in mine)
    mixed = [*some]
    chance.shuffle(mixed)
    assert choose(mixed, "video", severity, instant) == found


def slowly_holds(when: Windows | WeeklyHours, instant: datetime) -> bool:
    """Say of hours by hand whether they are open at a local time."""
    local = instant.astimezone(BERLIN)
    clock = local.hour * 60 + local.minute
    if when is Windows.ALWAYS:
        return True
    day, before = local.date(), local.date() - timedelta(days=1)
    if when is Windows.OUT_OF_HOURS:
        return SITE.calendar.is_holiday(day) or day.weekday() > 4 or not 540 <= clock < 960
    for line in when.lines:
        for begins, minutes in ((day, clock), (before, clock + 1440)):
            feast = SITE.calendar.is_holiday(begins) and when.names_holiday
            named = line.holiday if feast else begins.weekday() in line.weekdays
            end = line.end if line.end > line.start else line.end + 1440
            if named and line.start <= minutes < end:
                return True
    return False
