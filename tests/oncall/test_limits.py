"""The figures of standby come from data/limits.toml, and wrong ones are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.limits import LIMITS_FILE, Limits, load_limits

if TYPE_CHECKING:
    from pathlib import Path


def test_the_house_promises_what_its_terms_say() -> None:
    assert load_limits() == Limits(
        response_minutes=15,
        action_minutes=30,
        reachable_hours=10,
        working_hours=8,
        regular_work_counts=True,
        lead_days=14,
        strangers_at_night=3,
        strangers_by_day=20,
        wrong_pins=60,
    )
    assert (load_limits().reachable_minutes, load_limits().working_minutes) == (600, 480)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("lead_days = 14", "", "lead_days: is missing; add it under [standby]"),
        ("lead_days = 14", "lead_days = -1", "lead_days: -1 is no whole number from 0 to 366"),
        ("lead_days = 14", "lead_days = true", "lead_days: True is no whole number"),
        ("working_hours = 8 ", "working_hours = 8.5 ", "working_hours: 8.5 is no whole number"),
        ("counts = true", "counts = 1", "regular_work_counts: 1 is neither true nor false"),
        ("lead_days = 14", "lead_days = 14\nleed = 1", "leed: is no figure of standby; remove it"),
        ("[standby]", "[stand]", "has no table [standby]; add it"),
        ("[standby]", "[standby", "can't be read"),
    ],
)
def test_a_wrong_figure_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    file = tmp_path / "limits.toml"
    text = LIMITS_FILE.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_limits(file)
    assert f"limits.toml: {sentence}" in str(refused.value)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"limits\.toml: can't be read"):
        load_limits(tmp_path / "limits.toml")


def test_a_figure_that_is_changed_holds_from_the_next_look_on(tmp_path: Path) -> None:
    file = tmp_path / "limits.toml"
    text = LIMITS_FILE.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    before = load_limits(file)
    file.write_text(text.replace("lead_days = 14", "lead_days = 15"), encoding="utf-8")
    assert (before.lead_days, load_limits(file).lead_days) == (14, 15)
