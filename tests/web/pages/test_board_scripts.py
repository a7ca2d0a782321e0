"""Where things lie on the timeline: every day is as wide as the next, however long it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.web.pages.scripts import run

# Berlin, the last days of October 2026: the 25th has 25 hours.
DAYS = [
    {"date": "2026-10-24", "start": "2026-10-23T22:00:00Z", "end": "2026-10-24T22:00:00Z"},
    {"date": "2026-10-25", "start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"},
    {"date": "2026-10-26", "start": "2026-10-25T23:00:00Z", "end": "2026-10-26T23:00:00Z"},
    {"date": "2026-10-27", "start": "2026-10-26T23:00:00Z", "end": "2026-10-27T23:00:00Z"},
]


def asked(expression: str) -> Any:
    board = json.dumps({"team": {"zone": "Europe/Berlin"}, "days": DAYS})
    script = f"const scale = new it.Scale({board}); return {expression};"
    return run(script, module="times.js")


@pytest.mark.parametrize(
    ("instant", "share"),
    [
        ("2026-10-23T22:00:00Z", 0),
        ("2026-10-24T22:00:00Z", 0.25),
        ("2026-10-25T10:30:00Z", 0.375),
        ("2026-10-25T23:00:00Z", 0.5),
        ("2026-10-26T11:00:00Z", 0.625),
        ("2026-10-27T23:00:00Z", 1),
    ],
)
def test_an_instant_lies_by_its_share_of_a_local_day(instant: str, share: float) -> None:
    assert asked(f'scale.at("{instant}")') == pytest.approx(share)


def test_what_reaches_out_of_the_days_is_cut_at_their_ends() -> None:
    span = asked('scale.span({start: "2026-10-01T00:00:00Z", end: "2026-10-24T22:00:00Z"})')
    assert span == [0, 0.25]


def test_what_is_beyond_the_days_is_not_shown() -> None:
    assert asked('scale.span({start: "2026-11-01T00:00:00Z", end: "2026-11-02T00:00:00Z"})') is None
    assert asked('scale.span({start: "2026-10-20T00:00:00Z", end: "2026-10-23T22:00:00Z"})') is None


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-10-24T16:00:00Z", "2026-10-24T20:00:00Z", "Sat, 24 Oct 18:00–22:00"),
        ("2026-10-24T16:00:00Z", "2026-10-24T22:00:00Z", "Sat, 24 Oct 18:00–24:00"),
        ("2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z", "Sat, 24 Oct 22:00–Sun, 25 Oct 08:00"),
    ],
)
def test_a_stretch_says_its_day_once_unless_it_ends_on_another(
    start: str, end: str, said: str
) -> None:
    script = f'return it.stretch({{start: "{start}", end: "{end}"}}, "Europe/Berlin");'
    assert run(script, module="times.js").replace("Sat ", "Sat, ").replace("Sun ", "Sun, ") == said


def test_weeks_begin_on_mondays() -> None:
    script = 'return ["2026-10-25", "2026-10-26", "2026-11-01"].map(it.monday);'
    assert run(script, module="times.js") == ["2026-10-19", "2026-10-26", "2026-10-26"]


def test_days_are_counted_over_a_change_of_the_clocks() -> None:
    script = 'return [it.later("2026-10-24", 7), it.between("2026-10-24", "2026-10-31")];'
    assert run(script, module="times.js") == ["2026-10-31", 7]


def test_one_and_many_have_their_own_words() -> None:
    script = 'return [it.count("gaps", 1), it.count("gaps", 1234)];'
    assert run(script, module="words.js") == ["1 gap", "1,234 gaps"]
    assert run(script, module="words.js", lang="de") == ["1 gap", "1.234 gaps"]
