"""The demo: its firm is on call on whatever day it is started, and one command brings it up."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from oncall import pins
from oncall.accepting import Asked, uncovered
from oncall.catalogue import load
from oncall.folder.read import read_folder
from oncall.streams import Weeks
from tests.builders import write_folder
from tests.web.run import house, oncall
from web import demo
from web.demo_scenes import PINS

DAYS = [-400, -12, -1, 0, 1, 6, 7, 8, 111, 300, 448, 1000]


@pytest.mark.parametrize("days", DAYS)
def test_its_first_week_is_the_present_one_and_its_folder_is_sound_whenever_it_is_started(
    tmp_path, days
):
    today = demo.FIRST + timedelta(days=days)
    weeks = demo.weeks(today)
    assert weeks.first <= today < weeks.first + timedelta(days=7)
    assert weeks.first.weekday() == 0
    moved = read_folder(demo.write_folder(tmp_path / "demo", today))
    as_it_is = read_folder(demo.FOLDER)
    by = weeks.first - demo.FIRST
    for name, booking in as_it_is.bookings.items():
        back = moved.bookings[name].span.start.date() - by
        assert abs(back - booking.span.start.date()) <= timedelta(days=1)


@pytest.mark.parametrize("days", DAYS)
def test_what_it_tells_as_done_is_over_and_its_gap_is_beyond_two_weeks(tmp_path, days):
    today = demo.FIRST + timedelta(days=days)
    moved = read_folder(demo.write_folder(tmp_path / "demo", today))
    midnight = datetime.combine(demo.weeks(today).first, time(2), UTC)  # Monday's, everywhere
    assert max(each.span.end for each in moved.history) <= midnight
    assert max(each.requested_at for each in moved.bookings.values()) < midnight
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, UTC)
    assert moved.bookings["W5"].span.start - tomorrow > timedelta(days=14)


@pytest.mark.parametrize("weeks", range(-2, 60, 2))
def test_contracts_allow_what_is_booked_in_whatever_weeks_that_is(tmp_path, weeks):
    today = demo.FIRST + timedelta(weeks=weeks)
    moved = read_folder(demo.write_folder(tmp_path / "demo", today))
    now, levels = datetime.combine(today, time(9), UTC), load()
    asked = [Asked(None, booking, now=False) for booking in moved.bookings.values()]
    assert [each for one in asked for each in uncovered(one, moved, levels, now)] == []


def test_in_the_week_that_it_is_written_for_it_is_as_it_stands_in_the_tree_and_more(tmp_path):
    folder = demo.write_folder(tmp_path / "demo", demo.FIRST + timedelta(days=3))
    for file in folder.iterdir():
        more = demo.MORE.get(file.stem, "")
        instead = demo.INSTEAD.get(file.stem, {})
        text = (demo.FOLDER / file.name).read_text() + more
        for before, after in instead.items():
            assert before in text
            text = text.replace(before, after)
        assert file.read_text() == text


def test_further_weeks_are_published_where_the_last_ones_end():
    today = demo.FIRST + timedelta(days=36)  # a Tuesday
    soon, later = (today + timedelta(days=n) for n in (6, 20))
    assert demo.further(today, soon) == Weeks(soon, demo.DAYS)
    assert demo.further(today, later) is None
    long_over = today - timedelta(days=90)
    assert demo.further(today, long_over) == Weeks(today - timedelta(days=1), demo.DAYS)


def test_its_callers_have_the_pins_that_are_told(tmp_path):
    found = read_folder(demo.FOLDER)
    seals = {each.name: each.pin for each in found.contacts}
    assert all(pins.opens(pin, seals[name].written) for name, pin in PINS.items())


def test_one_command_brings_up_a_firm_with_published_rotas(urls, tmp_path):
    env = house(urls, ONCALL_HOME=f"{tmp_path}/home")
    first = oncall("demo", "--seconds", "2", "--no-serve", env=env)
    assert first.exit_code == 0, first.output
    assert "neckar: published as version 1" in first.stdout
    assert "/feeds/" in first.stdout
    again = oncall("demo", "--no-serve", env=env)
    assert "published" not in again.stdout
    assert "/feeds/" in again.stdout


def test_a_firm_of_ones_own_is_left_alone(urls, tmp_path):
    env = house(urls, ONCALL_HOME=f"{tmp_path}/home")
    oncall("import", write_folder(tmp_path / "own"), env=env)
    refused = oncall("demo", "--no-serve", env=env)
    assert refused.exit_code == 2
    assert "has a firm of its own" in refused.stderr
