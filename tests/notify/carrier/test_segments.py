"""Parts of a text: GSM's alphabet, its extension, everything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.carrier.segments import EXTENDED, begun_minutes, is_gsm, segments
from notify.gsm7 import ALPHABET

GSM = st.text(st.sampled_from(sorted(ALPHABET | EXTENDED)), max_size=700)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        (160 * "ä", 1),
        (161 * "a", 2),
        (306 * "a", 2),
        (307 * "a", 3),
        (80 * "€", 1),
        (81 * "€", 2),
        (152 * "a" + "€" + 152 * "a", 3),  # the sign of two places is not cut in two
        (70 * "„", 1),
        (71 * "…", 2),
        (134 * "…", 2),
        (135 * "…", 3),
        (35 * "🔔", 1),
        (36 * "🔔", 2),
    ],
)
def test_edges(text: str, parts: int) -> None:
    assert segments(text) == parts


@pytest.mark.parametrize("text", ["äöüßÄÖÜ§", "[x] {y} | ~ ^ \\ €"])
def test_german_letters_and_the_extension_are_gsm(text: str) -> None:
    assert is_gsm(text)


@pytest.mark.parametrize("sign", ["„", "“", "–", "…", "ı", "🔔"])
def test_typographic_signs_are_not(sign: str) -> None:
    assert not is_gsm(sign)


@given(GSM)
def test_parts_hold_the_text_and_are_not_wasted(text: str) -> None:
    width = sum(2 if sign in EXTENDED else 1 for sign in text)
    parts = segments(text)
    if parts == 1:
        assert width <= 160
    else:
        # Each part but the last may lack one place, where a sign of two did not fit.
        assert 152 * (parts - 1) < width <= 153 * parts


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (60, 1), (60.1, 2), (119, 2)])
def test_minutes_are_charged_as_begun(seconds: float, minutes: int) -> None:
    assert begun_minutes(seconds) == minutes
