"""A second report joins an incident only where somebody is called as soon as for a new one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from oncall.hotline.ladders import MANAGER, in_hours
from oncall.incidents.hearing import Act
from oncall.incidents.ladder import USUAL
from oncall.incidents.report import Intake, Report, Severity
from oncall.services import acting, intake
from oncall.services.intake import Terms
from tests.stories.callers import CALLERS, MOBILE, STRANGER, TABLES, caller, dials, enters_pin
from tests.stories.rotas import rang
from tests.stories.town import OURS, Town, town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from oncall.services.intake import Taken
    from tests.databases import Copies

# Four minutes before the booked window begins, which is 18 o'clock there.
BEFORE = datetime(2026, 12, 7, 16, 56, tzinfo=UTC)
QUIET = in_hours("video", timedelta(hours=14), timedelta(hours=16))


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES, begins=BEFORE) as made:
        yield made
        made.carrier.nothing_else_happened()


def calls(town: Town) -> None:
    weber = enters_pin(town)
    town.later(20)
    assert "keine Bereitschaft gebucht" in weber.heard
    weber.hangs_up()


def texts(town: Town) -> None:
    phone = caller(town, MOBILE)
    phone.sends(OURS, "Das Bild ist weg")
    town.later(10)
    phone.expect_text("gemeldet")


def opened(town: Town) -> int:
    with town.database.begin() as tx:
        return int(tx.execute(text("select count(*) from incidents")).scalar_one())


def again(town: Town, **more: object) -> Taken:
    """The customer reports by a program."""
    about = {"customer": "Alster", "intake": Intake.API, "joins": True} | more
    said = Report("video", "Bild", **about)  # type: ignore[arg-type]
    return intake.take(town.database, said, by="api", now=town.clock.at)


@pytest.mark.parametrize("reports", [calls, texts])
def test_who_reported_before_the_window_and_calls_within_it_is_heard_by_the_primary(
    town: Town, reports: Callable[[Town], None]
) -> None:
    reports(town)
    town.later(5 * 60)
    weber = enters_pin(town)
    weber.press("1")
    town.later(10)
    assert "Wir rufen jetzt jemanden für Sie" in weber.heard
    rang(town.phone(town.primary), calls=1, texts=1)
    assert opened(town) == 2
    assert town.report(2).bookings == ("B1",)
    weber.hangs_up()


def test_what_is_worse_does_not_vanish_in_what_is_minor(town: Town) -> None:
    first = again(town, severity=Severity.MINOR)
    worse = again(town, severity=Severity.CRITICAL)
    assert worse.is_new
    assert not again(town, severity=Severity.CRITICAL).is_new
    assert again(town, severity=Severity.MINOR).number == worse.number, "the newest that fits"
    assert first.number != worse.number


def test_what_was_put_aside_takes_no_further_report(town: Town) -> None:
    put_aside = again(town).kept.incident.id
    act = Act("ada", "page", town.clock.at)
    acting.accept(town.database, put_aside, act)
    assert not again(town).is_new
    acting.park(town.database, put_aside, act, "ada")
    assert again(town).is_new


def test_clocks_that_differ_by_a_little_make_no_second_incident(town: Town) -> None:
    again(town)
    town.clock.wind(timedelta(seconds=-0.2))
    assert not again(town).is_new


def of_strangers(town: Town, number: int, *, is_night: bool) -> str:
    said = Report("video", phone=f"+49302312{7000 + number}", intake=Intake.HOTLINE, joins=True)
    ladder, most = (USUAL, 3) if is_night else (QUIET, 20)
    terms = Terms(strangers=most)
    now = town.clock.at
    return intake.take(town.database, said, by="x", now=now, ladder=ladder, terms=terms).number


def test_a_busy_afternoon_of_unknown_callers_holds_back_no_page_of_the_night(town: Town) -> None:
    quiet = {of_strangers(town, each, is_night=False) for each in range(20)}
    night = [of_strangers(town, each, is_night=True) for each in range(20, 26)]
    assert quiet.isdisjoint(night)
    assert len(set(night)) == 3 + 1, "and one for all the rest"


def test_a_call_of_the_night_wakes_the_manager_though_that_number_has_reported_by_day(
    town: Town,
) -> None:
    said = Report("video", phone=STRANGER, intake=Intake.HOTLINE, joins=True)
    usual = Terms(strangers=20)
    intake.take(town.database, said, by="x", now=town.clock.at, ladder=QUIET, terms=usual)
    stranger = dials(town, STRANGER)
    town.later(9)
    stranger.press("#")
    town.later(10)
    stranger.hangs_up()
    assert opened(town) == 2
    assert town.stands(2).ladder.rungs[0].targets == (MANAGER,)
