"""The proof says what becomes of every report when the real ladder is driven and all are silent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hypothesis import given, settings

from oncall.incidents.report import Severity
from oncall.localtime import MINUTE, union
from oncall.proof.proving import prove
from tests.oncall.proof.grounds import grounds, span
from tests.oncall.proof.silence import failing

if TYPE_CHECKING:
    from datetime import timedelta

    from oncall.proof.found import Proof
    from oncall.proof.ground import Ground

WHOLE = span(-30, 60)


def told(proof: Proof, customer: str, severity: Severity) -> dict[object, set[frozenset[object]]]:
    """Return by minute what a proof says that fails."""
    found = defaultdict(set)
    for each in proof.findings:
        if customer in each.customers and severity in each.severities:
            failures = {
                (f.level.value, f.after // MINUTE if f.after else None) for f in each.failures
            }
            minute = each.span.start
            while minute < each.span.end:
                found[minute].add(frozenset(failures))
                minute += MINUTE
    return found


def driven(
    ground: Ground, customer: str, severity: Severity, slowest: dict[str, timedelta]
) -> dict[object, set[object]]:
    """Return by minute what fails when the real ladder is driven, and note who is slow."""
    mine = [each for each in ground.bookings if each.customer == customer]
    found = {}
    for window in union(part for each in mine for part in each.window_spans(WHOLE)):
        minute = window.start
        while minute < window.end:
            failed = failing(ground, customer, severity, minute, window.end, slowest)
            if failed:
                found[minute] = failed
            minute += MINUTE
    return found


@given(grounds())
@settings(max_examples=8, deadline=None)
def test_of_each_minute_the_proof_says_what_everybody_failing_shows(ground: Ground) -> None:
    proof = prove(ground, [WHOLE], 15 * MINUTE)
    slowest: dict[str, timedelta] = {}
    for customer in {each.customer for each in ground.bookings}:
        for severity in (Severity.CRITICAL, Severity.MINOR):
            assert told(proof, customer, severity) == driven(ground, customer, severity, slowest)
    assert proof.slowest == slowest
