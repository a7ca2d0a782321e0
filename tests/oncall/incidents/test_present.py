"""Who is meant by a rung: the role now, and where it is vacant, whoever had it at the report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.incidents.ladder import USUAL, Target, Whom, target
from oncall.incidents.present import Present, is_vacant
from oncall.localtime import Span
from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Collection

NIGHT = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
ALL_NIGHT = Span(NIGHT, NIGHT + timedelta(hours=8))
PRIMARY = target("role:primary")
STAFF = {"video": ("ada", "ben", "cem")}


def duty(person: str, role: Role = Role.PRIMARY, *bookings: str) -> Assignment:
    return Assignment(ALL_NIGHT, role, person, bookings or ("B1",))


def meant(
    now: Collection[Assignment], before: Collection[Assignment], tired: Collection[str] = ()
) -> tuple[str, ...]:
    present = Present(tuple(now), frozenset({"B1"}), STAFF, tired, tuple(before))
    return present.people(PRIMARY)


def test_who_has_the_role_now_is_meant_and_not_who_had_it() -> None:
    assert meant([duty("ben")], [duty("ada")]) == ("ben",)


def test_who_had_it_is_meant_where_nobody_has_it_now() -> None:
    assert meant([duty("ben", Role.BACKUP)], [duty("ada"), duty("cem", Role.BACKUP)]) == ("ada",)


def test_who_has_it_for_another_booking_comes_before_who_had_it_for_this_one() -> None:
    assert meant([duty("ben", Role.PRIMARY, "B2")], [duty("ada")]) == ("ben",)


def test_of_those_who_had_it_those_are_meant_who_had_it_for_the_booking() -> None:
    assert meant([], [duty("ben", Role.PRIMARY, "B2"), duty("ada")]) == ("ada",)


def test_who_has_it_and_no_working_time_left_is_not_replaced_by_who_had_it() -> None:
    """They are passed over by name, and the planner is told: that is another rule's business."""
    assert meant([duty("ben")], [duty("ada")], tired={"ben"}) == ()
    assert meant([], [duty("ada")], tired={"ada"}) == ()


def test_who_is_called_as_something_else_by_now_does_not_stand_in() -> None:
    before = [duty("ada"), duty("cem")]
    assert meant([duty("ada", Role.BACKUP)], before) == ("cem",)


def test_who_has_another_role_for_another_booking_alone_still_stands_in() -> None:
    now = [duty("ben", Role.BACKUP), duty("ada", Role.BACKUP, "B2")]
    assert meant(now, [duty("ada")]) == ("ada",)


def test_who_is_away_by_now_does_not_stand_in() -> None:
    had = (duty("ada"), duty("cem"))
    present = Present((), frozenset({"B1"}), STAFF, before=had, away={"ada"})
    assert present.people(PRIMARY) == ("cem",)


def test_it_is_known_before_the_rung_whether_anybody_has_to_be_looked_up() -> None:
    full = tuple(duty(role.value, role) for role in Role)
    assert not is_vacant(USUAL, full)
    assert all(is_vacant(USUAL, full[:n] + full[n + 1 :]) for n in range(len(full)))


duties = st.lists(
    st.builds(
        duty,
        st.sampled_from(STAFF["video"]),
        st.sampled_from(Role),
        st.sampled_from(["B1", "B2"]),
    ),
    max_size=5,
).map(tuple)


@given(duties, duties, st.sampled_from(Role))
def test_a_vacant_role_is_that_of_who_had_it_and_is_called_as_nothing_else(
    now: tuple[Assignment, ...], before: tuple[Assignment, ...], role: Role
) -> None:
    wanted = Target(Whom.ROLE, role.value)
    present = Present(now, frozenset({"B1"}), STAFF, before=before)
    alone = Present(now, frozenset({"B1"}), STAFF)
    had = Present(before, frozenset({"B1"}), STAFF).people(wanted)
    called = {who for each in Role for who in alone.people(Target(Whom.ROLE, each.value))}
    free = tuple(who for who in had if who not in called)
    assert present.people(wanted) == (alone.people(wanted) or free)
    assert is_vacant(USUAL, now) or present.people(wanted) == alone.people(wanted)
