"""Workers as processes of their own: killed, told to end, and one beside the other."""

from __future__ import annotations

import signal
from contextlib import contextmanager

import pytest

from oncall.clock import SystemClock
from oncall.drafts import State
from oncall.services import drafting, working
from solver.outcome import Budget
from tests.oncall.services.firms import stored
from tests.web.run import house, started
from tests.web.worker.helping import asked, large, searching, until


@contextmanager
def at_work(urls, *words):
    """A worker as a process, up to where it is ready; ended whatever becomes of the test."""
    process = started("work", "--lease", 2, *words, env=house(urls))
    try:
        assert "ready" in process.stderr.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_worker_that_is_killed_is_replaced_and_its_search_ends_with_it(database, urls, tmp_path):
    number = asked(database, large(database, tmp_path), Budget(seconds=5))
    with at_work(urls) as first:
        name = until(database, number, searching).worker
        first.kill()
        # The pipe is at its end only when the process that solved has ended as well.
        first.stderr.read()
        with at_work(urls):
            again = until(database, number, lambda each: each.worker not in (name, None))
            assert again.attempts == 2
            found = until(database, number, lambda each: not each.is_waited_for)
    assert found.state == State.READY
    assert found.report["costs"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_that_is_told_to_end_gives_back_its_draft_and_leaves(
    database, urls, tmp_path, number
):
    draft = asked(database, large(database, tmp_path))
    with at_work(urls) as process:
        until(database, draft, searching)
        assert working.is_anybody_there(database, SystemClock().now())
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert f"draft {draft}: given back" in said
    found = drafting.get(database, draft)
    assert (found.state, found.attempts) == (State.ASKED, 0)
    assert not working.is_anybody_there(database, SystemClock().now())


def test_a_worker_that_works_once_leaves_when_nothing_waits(database, urls):
    stored(database)
    numbers = [asked(database, budget=Budget(seconds=1)) for _ in range(2)]
    with at_work(urls, "--once") as process:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert {drafting.get(database, each).state for each in numbers} == {State.READY}
