"""The engine and a second, plain reading of the ladder agree: when a rung fires, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents import hearing
from oncall.incidents.hearing import Act
from oncall.incidents.ladder import USUAL
from tests.oncall.incidents.walks import BEGAN, SAID, Plain, Walk, own

if TYPE_CHECKING:
    from oncall.incidents.incident import Incident
    from oncall.incidents.present import Present
    from tests.oncall.incidents.walks import Roles

ROLES = ("primary", "backup", "manager")
LATE = st.sampled_from([0.0, 0.01, 0.3, 2, 20, 59, 61, 90, 300, 700])
SOME = st.one_of(
    st.frozensets(st.sampled_from(ROLES)).map(lambda roles: own(*roles)),
    st.dictionaries(st.sampled_from(ROLES), st.sampled_from(ROLES)),
)
STEPS = st.one_of(
    st.tuples(LATE),
    st.tuples(st.just("others come"), SOME),
    st.tuples(
        st.sampled_from([*SAID, *["decline"] * 3]),
        st.sampled_from(ROLES),
        st.sampled_from([3.0, 30, 100, 400]),
    ),
)


class Forgetful(Plain):
    """The same, told to an engine that does not know who was there at the report."""

    def present(self, at: datetime) -> Present:
        """Return who is there now, and nobody who was before."""
        return replace(super().present(at), before=())


class Stubborn(Plain):
    """The same, told to an engine that goes by what roles were where one is vacant."""

    def present(self, at: datetime) -> Present:
        """Return who has each role: as it is now, or else as it was."""
        there = {**self.shifts[0][1], **self.shifts[-1][1]}
        return Plain(there).present(at)


@given(SOME, st.lists(STEPS, min_size=5, max_size=60))
def test_no_rung_fires_before_its_time_or_for_another(
    there: Roles, steps: list[tuple[Any, ...]]
) -> None:
    walk = Walk(Plain(there))
    for step in steps:
        if len(step) == 1:
            walk.fires(*step)
        elif step[0] == "others come":
            walk.others_come(step[1])
        else:
            walk.says(*step)
    assert walk.broken() == []


def last_of_a_round_declines() -> Walk:
    walk = Walk(Plain(own(*ROLES)))
    for _ in USUAL.rungs:
        walk.fires()
    walk.says("decline", "manager", after=100)
    return walk


def test_a_round_begins_at_its_time_though_the_last_of_the_one_before_declined() -> None:
    walk = last_of_a_round_declines()
    walk.fires(late=0.6)
    assert walk.now == BEGAN + timedelta(minutes=13, seconds=0.6)
    walk.fires()  # counted from when the round was to begin, not from when it began
    assert walk.now == BEGAN + timedelta(minutes=16)
    assert walk.broken() == []


def test_the_second_reading_finds_a_round_that_begins_as_its_last_one_declines() -> None:
    walk = last_of_a_round_declines()
    walk.incident = hastened(walk.incident, walk.now)
    walk.fires()
    [sentence] = walk.broken()
    assert sentence.startswith("S6:")


def test_the_second_reading_finds_a_rung_for_somebody_who_is_not_on_call() -> None:
    walk = Walk(Plain(own(*ROLES)))
    walk.fires()
    walk.rota.shifts = [(BEGAN, own("backup"))]
    [sentence] = walk.broken()
    assert sentence.startswith("S5:")


def test_the_second_reading_finds_a_rung_that_is_passed_though_somebody_had_the_role() -> None:
    walk = Walk(Forgetful(own("primary")))
    walk.others_come({})
    walk.fires()
    walk.fires(late=1)
    assert {sentence[:3] for sentence in walk.broken()} == {"S5:"}


def test_who_had_the_role_at_the_report_is_called_while_nobody_has_it() -> None:
    walk = Walk(Plain(own("primary")))
    walk.others_come({})
    walk.fires()
    walk.fires()
    assert [event.facts["people"] for event in walk.events if event.kind == "fired"] == [
        ["primary"],
        ["primary"],
    ]
    assert walk.broken() == []


def test_who_has_another_role_by_now_is_not_called_as_what_they_were() -> None:
    walk = Walk(Plain(own("primary", "backup")))
    walk.others_come({"primary": "backup"})
    for _ in USUAL.rungs:
        walk.fires()
    called = [event.facts.get("people", []) for event in walk.events[:5]]
    assert called == [["primary"], ["backup"], [], [], []]
    assert walk.broken() == []


def test_an_hour_after_the_report_nobody_is_called_who_has_gone() -> None:
    walk = Walk(Plain(own("primary")))
    walk.fires()
    walk.others_come({})
    walk.fires()
    walk.says("park", "primary", after=60)
    walk.now = BEGAN + timedelta(hours=1, seconds=1)
    walk.fires()
    kinds = [str(event.kind) for event in walk.events]
    assert kinds[:2] == ["fired", "fired"]
    assert {*kinds[kinds.index("released") :]} >= {"released", "passed"}
    assert "fired" not in kinds[2:]
    assert walk.broken() == []


def test_the_second_reading_finds_who_is_called_though_they_have_another_role() -> None:
    walk = Walk(Stubborn(own("primary", "backup")))
    walk.others_come({"primary": "backup"})
    for _ in USUAL.rungs:
        walk.fires()
    assert {sentence[:3] for sentence in walk.broken()} == {"S5:"}


def hastened(incident: Incident, at: datetime) -> Incident:
    """Return what an engine would make of it that went round at once."""
    return hearing.escalate(incident, Act("nobody", "page", at)).incident
