"""The demo: its firm is always about to begin its weeks, and one command brings it up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from oncall import pins
from oncall.folder.read import read_folder
from tests.builders import write_folder
from tests.web.run import house, oncall
from web import demo
from web.demo_guide import PARTS, PINS


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 6, 7, 8, 300, 1000])
def test_its_weeks_are_to_come_and_its_folder_is_sound_whenever_it_is_started(tmp_path, days):
    today = demo.FIRST + timedelta(days=days)
    weeks = demo.weeks(today)
    assert weeks.first > today
    assert weeks.first.weekday() == 0
    moved = read_folder(demo.write_folder(tmp_path / "demo", today))
    as_it_is = read_folder(demo.FOLDER)
    by = weeks.first - demo.FIRST
    for name, booking in as_it_is.bookings.items():
        back = moved.bookings[name].span.start.date() - by
        assert abs(back - booking.span.start.date()) <= timedelta(days=1)


def test_until_it_begins_it_is_as_it_stands_in_the_tree_and_bookings_until_then(tmp_path):
    folder = demo.write_folder(tmp_path / "demo", date(2026, 11, 24))
    for file in folder.iterdir():
        more = demo.MORE.get(file.stem, "")
        assert file.read_text() == (demo.FOLDER / file.name).read_text() + more


@pytest.mark.parametrize("days", [-20, -1, 0, 1, 6, 7, 8, 300, 1000])
def test_whoever_dials_its_hotline_has_booked_the_time_until_its_weeks_begin(tmp_path, days):
    today = demo.FIRST + timedelta(days=days)
    found = read_folder(demo.write_folder(tmp_path / "demo", today))
    begins = demo.weeks(today).first
    for part in PARTS.values():
        (contact,) = (each for each in found.contacts if each.name == part.contact)
        booked = [
            span
            for each in found.bookings.values()
            if (each.customer, each.team.id) == (contact.customer.id, part.team)
            for span in each.window_spans(each.span)
        ]
        zone = found.teams[part.team].site.zone
        first, last = (datetime.combine(day, time.min, zone) for day in (today, begins))
        assert any(span.start <= first and last <= span.end for span in booked)


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
