"""`oncall hotline` as a person or a script meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses


def test_nothing_published_is_nothing_that_fails(urls: Addresses, tmp_path: Path) -> None:
    env = house(urls, ONCALL_HOME=str(tmp_path))
    assert oncall("import", "data/demo", env=env).exit_code == 0
    found = oncall("hotline", "prove", env=env)
    assert (found.exit_code, found.stdout.splitlines()[0]) == (
        0,
        "neckar: nothing that is booked is published",
    )
    assert json.loads(oncall("hotline", "prove", "wey", "--json", env=env).stdout) == [
        {"team": "wey", "proven": True, "booked": [], "slowest": {}, "fails": []}
    ]


def test_an_unknown_team_is_bad_input(urls: Addresses, tmp_path: Path) -> None:
    env = house(urls, ONCALL_HOME=str(tmp_path))
    for command in ("prove", "fallback"):
        found = oncall("hotline", command, "nobody", env=env)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "no team" in found.stderr


def test_with_nobody_on_duty_the_fallback_still_apologises_and_records(
    urls: Addresses, tmp_path: Path
) -> None:
    env = house(urls, ONCALL_HOME=str(tmp_path))
    assert oncall("import", "data/demo", env=env).exit_code == 0
    with_team = oncall("hotline", "fallback", "neckar", env=env)
    # Its last resort is everybody of the team, whoever is on duty.
    assert with_team.exit_code == 0
    assert with_team.stdout.count("<Number>") == 8
    assert "<Record" in with_team.stdout


def test_nobody_on_duty_is_ready_for_it(urls: Addresses, tmp_path: Path) -> None:
    env = house(urls, ONCALL_HOME=str(tmp_path))
    found = oncall("hotline", "ready", "--json", env=env)
    assert (found.exit_code, json.loads(found.stdout)) == (0, [])
