"""What fails is named with its cause, and what holds is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oncall.incidents.ladder import USUAL, Channel
from oncall.incidents.report import Severity
from oncall.localtime import MINUTE, Span
from oncall.proof.delays import BEAT, USUAL_DELAYS
from oncall.proof.found import Level, Proof, Why
from oncall.proof.proving import prove
from tests.oncall.proof.grounds import (
    NIGHT,
    PEOPLE,
    SECOND,
    always,
    at,
    booking,
    duty,
    ground,
    ladder,
    number,
    rung,
    span,
)

TEXTS = (Channel.SMS,)
WHOLE = span(-60, 120)
ALL_NIGHT = [
    duty("primary", "ann", -60, 120),
    duty("backup", "bob", -60, 120),
    duty("manager", "cid", -60, 120),
]
USUALLY = [always(USUAL)]


def proven(some, bookings=None, ladders=None, **more) -> Proof:
    made = ground(some, bookings or [booking(0, 60)], ladders or USUALLY, **more)
    return prove(made, [WHOLE], 15 * MINUTE)


def said(proof: Proof) -> list[tuple[Span, list[tuple[str, str]]]]:
    return [(each.span, [(f.level, f.why) for f in each.failures]) for each in proof.findings]


def test_with_three_on_duty_who_have_numbers_the_usual_ladder_holds() -> None:
    proof = proven(ALL_NIGHT)
    assert proof.holds
    assert proof.booked == (span(0, 60),)
    lag = USUAL_DELAYS.late + USUAL_DELAYS.lost + USUAL_DELAYS.ring
    assert proof.slowest == {
        Level.PRIMARY: lag,
        Level.BACKUP: 5 * MINUTE + lag,
        Level.LAST: 10 * MINUTE + lag,
    }


def test_a_backup_without_a_number_is_named() -> None:
    proof = proven(ALL_NIGHT, ways={"bob": (number(channel=Channel.EMAIL),)})
    (found,) = proof.findings
    assert found.span == span(0, 60)
    (failure,) = found.failures
    assert (failure.level, failure.why, failure.people) == (Level.BACKUP, Why.NO_VOICE, ("bob",))


def test_a_manager_who_is_called_late_is_told_with_the_minutes() -> None:
    slow = ladder(rung(0, "role:primary"), rung(2, "role:backup"), rung(16, "role:manager"))
    (found,) = proven(ALL_NIGHT, ladders=[always(slow)]).findings
    (failure,) = found.failures
    assert (failure.level, failure.why, failure.after) == (Level.LAST, Why.LATE, 17 * MINUTE)


def test_who_is_on_duty_when_the_rung_fires_counts_and_not_who_was_at_the_report() -> None:
    """Bob hands over at 30 to Dee, who has no number: whom the rung of minute 5 finds is Dee."""
    some = [
        ALL_NIGHT[0],
        ALL_NIGHT[2],
        duty("backup", "bob", -60, 30),
        duty("backup", "dee", 30, 120),
    ]
    proof = proven(some, ways={"dee": ()})
    (begins,) = {each.span.start for each in proof.findings if Level.BACKUP in _levels(each)}
    # Five minutes before, and as much as a worker may be late; told in whole minutes.
    assert begins == span(24, 25).start


def test_whoever_had_the_role_at_the_report_is_meant_where_nobody_has_it_any_more() -> None:
    """Their duties end at 60; the rungs of minute 5 and 10 of a report at 59 are theirs still."""
    ending = [duty(each.role, each.person, -60, 60) for each in ALL_NIGHT]
    proof = proven(ending)
    assert proof.holds
    assert proof.booked == (span(0, 60),), "to the last second, however late the worker"


def test_who_takes_over_comes_before_whoever_had_it_at_the_report() -> None:
    handed = [duty("backup", "bob", -60, 58), duty("backup", "dee", 58, 180)]
    proof = proven([ALL_NIGHT[0], ALL_NIGHT[2], *handed], ways={"dee": ()})
    (found,) = proof.findings
    assert (found.span, found.failures[0].people) == (span(52, 60), ("dee",))


def test_a_last_resort_who_is_primary_by_then_is_told_as_that() -> None:
    some = [
        duty("primary", "ann", -60, 30),
        duty("primary", "cid", 30, 120),
        duty("backup", "bob", -60, 120),
        duty("manager", "cid", -60, 30),
    ]
    early = [each for each in proven(some).findings if each.span.start < at(30)]
    assert {(f.level, f.why) for each in early for f in each.failures} == {
        (Level.LAST, Why.HAS_DUTY)
    }


def test_a_backup_who_is_primary_by_then_does_not_come_as_both() -> None:
    some = [
        duty("primary", "ann", -60, 30),
        duty("primary", "bob", 30, 120),
        duty("backup", "bob", -60, 30),
        duty("manager", "cid", -60, 120),
    ]
    early = [each for each in proven(some).findings if each.span.start < at(29)]
    assert [(f.level, f.why) for each in early for f in each.failures] == [
        (Level.BACKUP, Why.NOBODY)
    ]


def test_who_is_away_by_then_does_not_come_though_they_had_the_role_at_the_report() -> None:
    ending = [duty(each.role, each.person, -60, 60) for each in ALL_NIGHT]
    proof = proven(ending, absences={"bob": (span(60, 500),)})
    # Five minutes before the end, and as much as a worker may be late; told in whole minutes.
    assert said(proof) == [(span(54, 60), [(Level.BACKUP, Why.NOBODY)])]


def test_of_two_nights_that_are_alike_only_that_fails_after_which_somebody_is_away() -> None:
    nights = [(0, 30), (1440, 1470)]
    some = [duty(each.role, each.person, start, end) for start, end in nights for each in ALL_NIGHT]
    bookings = [booking(start, end, name=f"B{start}") for start, end in nights]
    away = {"bob": (span(1470, 2000),)}
    made = ground(some, bookings, USUALLY, absences=away)
    proof = prove(made, [span(-60, 1600)], 15 * MINUTE)
    assert said(proof) == [(span(1464, 1470), [(Level.BACKUP, Why.NOBODY)])]


def test_nobody_on_duty_at_all_is_told_as_that() -> None:
    proof = proven([ALL_NIGHT[0], ALL_NIGHT[2]])
    assert said(proof) == [(span(0, 60), [(Level.BACKUP, Why.NOBODY)])]


def test_nobody_asks_for_a_backup_that_was_not_booked() -> None:
    assert proven([ALL_NIGHT[0], ALL_NIGHT[2]], [booking(0, 60, backup=0)]).holds


def test_whoever_is_only_texted_is_not_reached() -> None:
    quiet = ladder(
        rung(0, "role:primary"), rung(2, "role:backup"), rung(4, "team:night", channels=TEXTS)
    )
    ways = {person: (number(), number(channel=Channel.SMS)) for person in PEOPLE}
    assert said(proven(ALL_NIGHT, ladders=[always(quiet)], ways=ways)) == [
        (span(0, 60), [(Level.LAST, Why.NOT_CALLED)])
    ]


def test_who_is_on_duty_already_is_no_last_resort() -> None:
    own = ladder(rung(0, "role:primary"), rung(2, "role:backup"), rung(4, "person:ann"))
    assert said(proven(ALL_NIGHT, ladders=[always(own)])) == [
        (span(0, 60), [(Level.LAST, Why.NOBODY)])
    ]


def test_one_of_several_last_resorts_who_can_be_called_is_enough() -> None:
    many = ladder(rung(0, "role:primary"), rung(2, "role:backup"), rung(4, "team:night"))
    assert proven(ALL_NIGHT, ladders=[always(many)], ways={"cid": ()}).holds


def test_a_ladder_of_one_severity_fails_for_that_alone() -> None:
    bad = always(ladder(rung(0, "role:primary"), rung(2, "role:manager")), Severity.CRITICAL)
    (found,) = proven(ALL_NIGHT, ladders=[*USUALLY, bad]).findings
    assert found.severities == (Severity.CRITICAL,)
    assert found.failures[0].why is Why.NOT_CALLED


def test_many_calls_at_once_wait_for_each_other_at_the_carrier() -> None:
    all_at_once = ladder(rung(0, "role:primary", "role:backup", "role:manager"))
    made = ground(ALL_NIGHT, [booking(0, 60)], [always(all_at_once)])
    one = prove(made, [WHOLE], 15 * MINUTE).slowest[Level.PRIMARY]
    alone = USUAL_DELAYS.late + USUAL_DELAYS.lost + USUAL_DELAYS.ring
    assert one == alone + 2 * (SECOND + BEAT)


def test_a_delay_of_ones_own_counts() -> None:
    proof = proven(ALL_NIGHT, ways={"ann": (number(delay=20),)})
    assert said(proof) == [(span(0, 60), [(Level.PRIMARY, Why.LATE)])]


def test_customers_of_whom_the_same_is_true_are_told_together() -> None:
    bookings = [booking(0, 60), booking(0, 60, name="B2", customer="Wey")]
    (found,) = proven([ALL_NIGHT[0], ALL_NIGHT[2]], bookings).findings
    assert found.customers == ("Alster", "Wey")


def test_where_what_is_published_ends_within_a_window_the_rest_is_left_to_the_next_weeks() -> None:
    made = ground(
        [duty(each.role, each.person, -60, 40) for each in ALL_NIGHT], [booking(0, 60)], USUALLY
    )
    proof = prove(made, [span(-60, 40)], 15 * MINUTE)
    assert proof.holds
    assert proof.booked == (span(0, 25),)


@pytest.mark.parametrize("minutes", [1, 14])
def test_nothing_is_proven_of_nothing(minutes: int) -> None:
    proof = prove(ground([], [], USUALLY), [], minutes * MINUTE)
    assert (proof.booked, proof.findings, proof.team) == ((), (), NIGHT.id)


def test_the_delays_are_those_of_the_engine() -> None:
    from notify.twilio import RINGS
    from web.worker.pager import LOOK

    assert USUAL_DELAYS.ring == timedelta(seconds=RINGS)
    assert timedelta(seconds=LOOK) == BEAT


def _levels(finding) -> set[Level]:
    return {each.level for each in finding.failures}
