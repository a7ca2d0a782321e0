"""The demo: its firm is always about to begin its weeks, and one command brings it up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from oncall.folder.read import read_folder
from tests.builders import write_folder
from tests.web.run import house, oncall
from web import demo


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 6, 7, 8, 300, 1000])
def test_its_weeks_are_to_come_and_its_folder_is_sound_whenever_it_is_started(tmp_path, days):
    today = demo.FIRST + timedelta(days=days)
    weeks = demo.weeks(today)
    assert weeks.first > today
    assert weeks.first.weekday() == 0
    moved = read_folder(demo.write_folder(tmp_path / "demo", today))
    as_it_is = read_folder(demo.FOLDER)
    by = weeks.first - demo.FIRST
    assert {b.span.start.date() - by for b in moved.bookings.values()} <= {
        b.span.start.date() + timedelta(days=n)
        for b in as_it_is.bookings.values()
        for n in (-1, 0, 1)
    }


def test_until_it_begins_it_is_as_it_stands_in_the_tree(tmp_path):
    folder = demo.write_folder(tmp_path / "demo", date(2026, 11, 24))
    for file in folder.iterdir():
        assert file.read_text() == (demo.FOLDER / file.name).read_text()


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
