"""What stands against somebody is said of a duty that nobody has been given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solver import rules, verify
from solver.explain import obstacles
from solver.problem import Plan, RotaProblem, merged
from tests.solver.problems import ADA, cover, daily, day, duty, span

if TYPE_CHECKING:
    from solver.problem import Duty
    from solver.rule import Rule

EVENING = "2026-12-07T18:00/T22:00"
NOON = duty("ada", "2026-12-07T08:00/T16:00")
LEAVE = span("2026-12-07T00:00/2027-01-04T00:00")
DAYS = daily("ada", "2026-12-03", 4)


@pytest.mark.parametrize(
    ("rule", "plan", "history", "why"),
    [
        (
            rules.Reachable(10 * 60),
            [NOON],
            [],
            "would have 12 h reached on Mon 7 Dec, at most 10 h",
        ),
        (
            rules.Working(480, {"ada": {day("2026-12-07"): 480}}, {"A": ()}, 600),
            [],
            [duty("ada", "2026-12-07T00:00/T02:00")],
            (
                "would have 8 h of regular work and 12 min reserve for call-outs on Mon 7 Dec, "
                "at most 8 h"
            ),
        ),
        (
            rules.Rest({"ada": 660}),
            [NOON],
            [],
            "would have 2 h of rest before Mon 7 Dec 18:00, needs 11 h",
        ),
        (
            rules.Consecutive({"ada": 4}),
            [],
            DAYS,
            "would be on standby on 5 days in a row from Thu 3 Dec, at most 4",
        ),
        (
            rules.Days28({"ada": 4}),
            [],
            DAYS,
            "would be on standby on 5 days of the 28 from Thu 3 Dec, at most 4",
        ),
        (
            rules.Blocked({"ada": (rules.Stretch(*LEAVE, "absent (leave)"),)}, {}),
            [],
            [],
            "absent (leave), Mon 7 Dec–Sun 3 Jan",
        ),
    ],
)
def test_a_reason_reads_as_what_would_be(
    rule: Rule, plan: list[Duty], history: list[Duty], why: str
) -> None:
    covers = (cover("2026-12-07T08:00/T16:00"), cover(EVENING)) if plan else (cover(EVENING),)
    book = (rules.Coverage(1, covers), rule)
    asked = RotaProblem((ADA,), (), covers, book, tuple(merged(history)))
    given = Plan(frozenset(plan))
    (gap,) = verify.gaps(asked, given)
    (found,) = obstacles(asked, given, gap, ["ada"])
    assert (found.rule, found.why) == (rule.name, why)


def test_where_no_handover_time_allows_a_shorter_duty_the_setting_is_named() -> None:
    covers = (cover("2026-12-07T08:00/T22:00"),)
    book = (rules.Coverage(1, covers), rules.Reachable(10 * 60))
    asked = RotaProblem((ADA,), (), covers, book, ())
    nobody = Plan(frozenset())
    (found,) = obstacles(asked, nobody, verify.gaps(asked, nobody)[0], ["ada"])
    assert found.why == (
        "would have 14 h reached on Mon 7 Dec, at most 10 h; "
        "no handover time of the team allows a shorter duty (handover)"
    )
