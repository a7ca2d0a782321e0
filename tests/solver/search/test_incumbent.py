"""The best rota so far, when several searchers propose at once."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from solver.outcome import Budget
from solver.rules import Coverage, Overlap, StandbyDays
from solver.search.clock import Clock
from solver.search.incumbent import Incumbent
from tests.solver.problems import cover, duty, problem

if TYPE_CHECKING:
    from solver.outcome import Progress
    from solver.problem import Cover, Duty

EARLY = cover("2026-12-07T08:00/T12:00")
LATE = cover("2026-12-07T12:00/T16:00")
OTHER = cover("2026-12-07T08:00/T12:00", stream="B")


def incumbent(*covers: Cover) -> tuple[Incumbent, list[Progress]]:
    heard: list[Progress] = []
    book = (Coverage(1, covers), Overlap(), StandbyDays(10))
    offers = [ada_early, ben_early, ada_late, ada_other]
    asked = problem(offers, book, covers)
    clock = Clock(Budget(seconds=60, workers=1), Event())
    return Incumbent(asked, clock, heard.append), heard


ada_early: Duty = duty("ada", "2026-12-07T08:00/T12:00")
ben_early: Duty = duty("ben", "2026-12-07T08:00/T12:00")
ada_late: Duty = duty("ada", "2026-12-07T12:00/T16:00")
ada_other: Duty = duty("ada", "2026-12-07T08:00/T12:00", stream="B")


def test_what_is_better_is_taken_and_told() -> None:
    best, heard = incumbent(EARLY, LATE)
    assert best.replace((), (ada_early,))
    assert set(best.duties) == {ada_early}
    assert (best.uncovered, best.objective) == (240, 10)
    assert [(p.uncovered, p.objective) for p in heard] == [(240, 10)]


def test_cover_comes_before_price_and_what_is_no_better_is_refused() -> None:
    best, heard = incumbent(EARLY, LATE)
    assert best.replace((), (ada_early,))
    assert not best.replace((ada_early,), ())
    assert not best.replace((ada_early,), (ben_early,))
    assert best.replace((), (ada_late,)), "the same standby day, and less uncovered"
    assert best.objective == 10
    assert len(heard) == 2


def test_what_another_has_taken_away_cannot_be_exchanged() -> None:
    """A searcher that set out from an older rota must not bring parts of it back."""
    best, _ = incumbent(EARLY, LATE)
    best.replace((), (ben_early, ada_late))
    best.replace((ben_early,), (ada_early,))
    assert set(best.duties) == {ada_early, ada_late}
    assert not best.replace((ben_early,), ())


def test_two_changes_that_each_fit_are_not_both_taken_where_they_give_too_many() -> None:
    best, _ = incumbent(EARLY, LATE)
    assert best.replace((), (ada_early,))
    assert not best.replace((), (ben_early, ada_late)), "the other searcher saw nobody there"
    assert set(best.duties) == {ada_early}


def test_two_changes_that_each_fit_are_not_both_taken_where_a_must_would_break() -> None:
    """Each gives Ada a duty; together she would be at two places at once."""
    best, _ = incumbent(EARLY, OTHER)
    assert best.replace((), (ada_early,))
    assert not best.replace((), (ada_other,))
    assert best.replace((ada_early,), (ben_early, ada_other))


def test_a_state_read_does_not_change_any_more() -> None:
    best, _ = incumbent(EARLY, LATE)
    before = best.state
    best.replace((), (ada_early,))
    assert not before.duties
    assert before.missing == {EARLY: 1, LATE: 1}
