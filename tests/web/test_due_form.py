"""The form of «when is it due?»: pauses, which few levels allow, and what may be chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.catalogue.loading import FOLDER
from oncall.localtime import Span
from web.desk.due_form import DueForm, due_form
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.catalogue.provider import Catalogue

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WHAT = {"provider": "mixvoip", "what": "business reaction", "at": "2026-11-24T10:00"}


@pytest.fixture
def pausing(tmp_path: Path) -> Catalogue:
    """A catalogue in which clocks of one level may be paused."""
    text = (FOLDER / "mixvoip.toml").read_text(encoding="utf-8")
    level = "[levels.business]\n"
    assert level in text
    file = tmp_path / "mixvoip.toml"
    file.write_text(text.replace(level, f"{level}pauses = true\n"), encoding="utf-8")
    return load(tmp_path)


def form(catalogue: Catalogue, start: str, until: str) -> DueForm:
    with outside_pages("en"):
        return due_form(catalogue, {**WHAT, "paused_from": start, "paused_until": until}, NOW)


def test_a_pause_is_read_in_local_time_where_the_level_may_pause(pausing: Catalogue) -> None:
    found = form(pausing, "2026-11-24T11:00", "2026-11-24T12:00")
    span = Span(datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 11, 24, 11, tzinfo=UTC))
    assert found.may_pause
    assert found.paused.spans == (span,)
    assert found.trouble == ()


def test_no_pause_is_read_where_the_level_may_not() -> None:
    found = form(load(), "2026-11-24T11:00", "2026-11-24T12:00")
    assert not found.may_pause
    assert found.paused.spans == ()


@pytest.mark.parametrize(
    ("start", "until", "said"),
    [
        ("2026-11-24T11:00", "", "write both, or neither"),
        ("", "2026-11-24T11:00", "write both, or neither"),
        ("2026-11-24T11:00", "2026-11-24T11:00", "ends before it begins"),
        ("2026-11-24T11:00", "soon", "is no date or time"),
    ],
)
def test_half_a_pause_is_told_and_stays_as_typed(
    pausing: Catalogue, start: str, until: str, said: str
) -> None:
    found = form(pausing, start, until)
    assert said in " ".join(found.trouble)
    assert (found.paused.start, found.paused.until) == (start, until)
    assert found.paused.spans == ()


def test_every_promise_of_every_provider_can_be_chosen() -> None:
    catalogue = load()
    for provider in due_form(catalogue, {}, NOW).providers("en"):
        chosen = due_form(catalogue, {"provider": provider.value}, NOW)
        assert chosen.promised.provider.key == provider.value
        for _, promises in chosen.offers("de"):
            for each in promises:
                asked = {"provider": provider.value, "what": each.value}
                found = due_form(catalogue, asked, NOW)
                assert found.trouble == ()
                picked = [c for _, made in found.offers("de") for c in made if c.chosen]
                assert [(c.value, c.words) for c in picked] == [(each.value, each.words)]
                assert found.promise_name("de") == each.words
