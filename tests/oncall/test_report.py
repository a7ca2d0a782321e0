"""report.json says what the rota costs, leaves open, and lays on whom."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from oncall.folder.read import read_folder
from oncall.report import explained_gaps, fairness, report
from oncall.rota import plan_of
from oncall.streams import Weeks
from solver import verify
from solver.outcome import Outcome
from solver.problem import Plan
from tests.builders import write_folder
from web.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.planning import Planning

from datetime import date

from oncall.folder.rota_file import read_rota

HISTORY = "person,role,start,end\nada,primary,2026-12-05T22:00,2026-12-06T04:00\n"
HEADER = "duty,person,role,start,end,bookings\n"
ROTA = (
    "D1,ada,primary,2026-12-25T00:00,2026-12-25T08:00,B1\n"
    "D2,ada,primary,2026-12-26T20:00,2026-12-27T00:00,B1\n"
)
BOOKED = """\
id,customer,team,requested_at,start,end,windows,skill,primary
B1,Alster,video,2026-11-01,2026-12-21,2026-12-27,always,codec,1
B2,Elbe,video,2026-11-01,2026-12-22T08:00,2026-12-22T12:00,always,codec,2
"""


def asked_in(folder: Path) -> Planning:
    """A week at Christmas, with a night of history."""
    write_folder(folder, duties=HISTORY, bookings=BOOKED)
    return gather(read_folder(folder), Weeks(date(2026, 12, 21), 7))


def outcome_of(asked: Planning, plan: Plan) -> Outcome:
    """What a search would answer that found this plan and proved nothing."""
    costs = verify.costs(asked.problem, plan)
    rest = verify.rest(costs)
    return Outcome(plan, verify.gaps(asked.problem, plan), costs, rest, rest // 2, False, 1.5)


def reported(asked: Planning, outcome: Outcome) -> dict[str, Any]:
    """The report as whoever reads the file has it."""
    gaps = explained_gaps(asked, outcome)
    table = fairness(asked, outcome.plan)
    return json.loads(json.dumps(report(outcome, gaps, table, 7, {"python": "3"})))  # type: ignore[no-any-return]


def planned(asked: Planning, folder: Path) -> Plan:
    (folder / "rota.csv").write_text(HEADER + ROTA)
    return plan_of(asked, read_rota(folder / "rota.csv", read_folder(folder)))


def test_what_each_person_carries_counts_history_and_the_plan(tmp_path: Path) -> None:
    asked = asked_in(tmp_path)
    found = reported(asked, outcome_of(asked, planned(asked, tmp_path)))
    assert found["fairness"] == [
        {
            "person": "ada",
            "hours": 18,
            "nights": 3,
            "weekends": 2,
            "holidays": 2,
            "standby_days": 2,
        }
    ]
    assert found["standby_days"] == 2


def test_a_gap_names_the_bookings_that_ask_in_it_and_why(tmp_path: Path) -> None:
    asked = asked_in(tmp_path)
    found = reported(asked, outcome_of(asked, Plan()))["gaps"]
    assert [(gap["bookings"], gap["missing"]) for gap in found] == [
        (["B1"], 1),
        (["B1", "B2"], 2),
        (["B1"], 1),
    ]
    assert found[1]["start"] == "2026-12-22T08:00+01:00"
    assert any(why.startswith("Ben Boyd: lacks the skill") for why in found[0]["because"])


def test_figures_are_those_of_the_outcome_and_a_stop_is_said(tmp_path: Path) -> None:
    asked = asked_in(tmp_path)
    outcome = outcome_of(asked, planned(asked, tmp_path))
    found = reported(asked, outcome)
    assert (found["status"], found["seconds"], found["seed"]) == ("feasible", 1.5, 7)
    assert found["gap"] == round((outcome.objective - outcome.bound) / outcome.objective, 6)
    assert found["costs"]["coverage"]["amount"] == outcome.uncovered
    rest = sum(cost["cost"] for name, cost in found["costs"].items() if name != "coverage")
    assert found["objective"] == rest
    assert "stopped" not in found
    ended = replace(outcome, stopped=True, proven=True)
    assert (reported(asked, ended)["stopped"], reported(asked, ended)["status"]) == (
        True,
        "optimal",
    )
