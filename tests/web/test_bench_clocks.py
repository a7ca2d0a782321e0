"""`oncall bench clocks` from the outside."""

from __future__ import annotations

from tests.web.run import oncall


def test_all_promises_are_dated_and_how_long_it_took_is_told() -> None:
    done = oncall("bench", "clocks")
    assert done.exit_code == 0
    assert "100,000 reports over 3 years" in done.stdout
    assert "≤ 2 s" in done.stdout
