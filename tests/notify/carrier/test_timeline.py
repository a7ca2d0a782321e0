"""The motor: what is due happens in its order, whatever waits for whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notify.carrier.timeline import Timeline
from notify.carrier.waiting import Fired, Life, Signal, Wait


def run(timeline: Timeline, until: float) -> None:
    while timeline.step(until):
        pass


@given(st.lists(st.integers(0, 50)))
def test_acts_happen_when_they_are_due_and_those_of_one_instant_in_their_order(
    waits: list[int],
) -> None:
    timeline, done = Timeline(0), []
    for number, wait in enumerate(waits):
        timeline.after(wait, lambda each=(wait, number): done.append((timeline.now, each)))
    run(timeline, 25)
    assert [each for _, each in done] == sorted((w, n) for n, w in enumerate(waits) if w <= 25)
    assert all(now == wait for now, (wait, _) in done)


def test_an_act_that_was_called_off_does_not_happen() -> None:
    timeline, done = Timeline(0), []
    timeline.after(1, lambda: done.append("on"))
    timeline.after(1, lambda: done.append("off")).call_off()
    run(timeline, 2)
    assert done == ["on"]
    assert timeline.next_due() is None


def waits(timeline: Timeline, wait: Wait, log: list[tuple[float, Fired]]) -> Life:
    fired = yield wait
    log.append((timeline.now, fired))


def test_a_process_waits_for_a_time_or_a_signal_whichever_comes_first() -> None:
    timeline, bell = Timeline(0), Signal()
    early: list[tuple[float, Fired]] = []
    late: list[tuple[float, Fired]] = []
    timeline.start(waits(timeline, Wait(5, (bell,)), early))
    timeline.start(waits(timeline, Wait(1, (bell,)), late))
    timeline.after(3, lambda: bell.fire("rings"))
    run(timeline, 10)
    assert early == [(3, Fired(bell, "rings"))]
    assert late == [(1, Fired())]


def test_of_two_wake_ups_at_one_instant_the_first_counts() -> None:
    timeline, first, second = Timeline(0), Signal(), Signal()
    log: list[tuple[float, Fired]] = []
    timeline.start(waits(timeline, Wait(None, (first, second)), log))
    run(timeline, 0)
    first.fire(1)
    second.fire(2)
    run(timeline, 1)
    assert log == [(0, Fired(first, 1))]


class Broken(Exception):  # noqa: N818 - made to be thrown
    pass


def catches(log: list[str]) -> Life:
    try:
        yield Wait(10)
    except Broken:
        log.append("caught")
    yield Wait(1)
    log.append("went on")


def test_an_interruption_ends_a_wait_and_nothing_else() -> None:
    timeline, log = Timeline(0), []
    process = timeline.start(catches(log))
    timeline.after(2, lambda: process.throw(Broken()))
    run(timeline, 3)
    assert log == ["caught", "went on"]
    assert process.is_over


def test_who_is_interrupted_before_the_first_step_takes_that_step_first() -> None:
    timeline, log = Timeline(0), []
    timeline.start(catches(log)).throw(Broken())
    run(timeline, 0)
    assert log == ["caught"]


def test_what_is_over_is_not_woken_again() -> None:
    timeline, bell = Timeline(0), Signal()
    log: list[tuple[float, Fired]] = []
    process = timeline.start(waits(timeline, Wait(1), log))
    run(timeline, 1)
    process.throw(Broken())
    bell.fire()
    run(timeline, 5)
    assert len(log) == 1
