"""Workers in this process, with real processes that solve and a real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from queue import Queue
from threading import Event
from types import SimpleNamespace

from oncall.drafts import WORN_OUT, State
from oncall.services import drafting
from oncall.store import draft_rows, gaps, messages
from solver.outcome import Budget
from tests.databases import run
from tests.oncall.services.firms import NOW, published, stored
from tests.web.worker.helping import asked, large, searching, until, worker
from web.worker.line import Child, Died

QUICK = Budget(seconds=2)


def duties(database, number):
    with database.begin() as tx:
        return draft_rows.duties(tx, number)


def test_a_worker_solves_what_waits_and_tells_all_that_a_plan_tells(database):
    stored(database)
    numbers = [asked(database, budget=QUICK) for _ in range(2)]
    worker(database).run_once()
    for number in numbers:
        found = drafting.get(database, number)
        assert (found.state, found.gaps, found.worker) == (State.READY, 0, None)
        assert found.report["costs"]["standby_days"]["amount"] == 10
        assert {"status", "bound", "fairness", "seed", "versions", "revision"} <= {*found.report}
        assert len(duties(database, number)) == 10


def test_a_gap_has_its_reasons_and_its_cure(database):
    absent = "person,start,end,reason\n" + "".join(
        f"{who},2026-12-09,2026-12-09,leave\n" for who in ("ada", "ben", "cem")
    )
    stored(database, absences=absent)
    number = asked(database, budget=QUICK)
    worker(database).run_once()
    found = drafting.get(database, number)
    (gap,) = found.report["gaps"]
    assert found.gaps == 1
    assert any("absent (leave)" in why for why in gap["because"])
    assert "tried: it works" in gap["cure"]


def test_planned_again_a_draft_says_what_changed_and_that_it_could_not_be_less(database):
    stored(database)
    published(database)
    number = asked(database, budget=QUICK, again=True)
    worker(database).run_once()
    report = drafting.get(database, number).report
    assert (report["changes"], report["fewest_changes"]) == ([], True)


def test_what_can_not_be_made_fails_with_its_sentence(database):
    stored(database)
    number = asked(database, budget=QUICK)
    with database.begin() as tx:
        tx.exec_driver_sql("update bookings set windows = 'Moonday' where id = 'B1'")
    worker(database).run_once()
    found = drafting.get(database, number)
    assert found.state == State.FAILED
    assert "Moonday" in found.failure


def test_a_cancelled_search_is_stopped(database, tmp_path):
    number = asked(database, large(database, tmp_path))
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(worker(database).run_once)
        until(database, number, searching)
        drafting.cancel(database, number, "petra", NOW)
        working.result(timeout=60)
    assert drafting.get(database, number).state == State.CANCELLED


def test_while_it_is_searched_the_best_rota_so_far_is_there_and_goes_with_the_search(
    database, tmp_path
):
    number = asked(database, large(database, tmp_path))
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(worker(database).run_once)
        first = until(database, number, lambda each: each.found is not None)
        assert duties(database, number)
        later = until(database, number, lambda each: each.found > first.found)
        assert later.state == State.SOLVING
        drafting.cancel(database, number, "petra", NOW)
        working.result(timeout=60)
    assert duties(database, number) == ()


def test_who_is_told_to_leave_gives_back_what_it_was_solving(database, tmp_path):
    number = asked(database, large(database, tmp_path))
    one = worker(database)
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(one.run)
        until(database, number, searching)
        one.leave()
        working.result(timeout=60)
    found = drafting.get(database, number)
    assert (found.state, found.attempts, found.worker) == (State.ASKED, 0, None)


def test_a_waiting_worker_wakes_up_for_a_draft(database):
    stored(database)
    one = worker(database)
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(one.run)
        number = asked(database, budget=QUICK)
        assert until(database, number, lambda each: not each.is_waited_for).state == State.READY
        one.leave()
        working.result(timeout=60)


def test_a_search_goes_on_while_all_connections_are_cut(database, urls, tmp_path):
    number = asked(database, large(database, tmp_path), Budget(seconds=4))
    cut = "select pg_terminate_backend(pid, 9999) from pg_stat_activity where usename = 'oncall'"
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(worker(database).run_once)
        until(database, number, searching)
        for _ in range(20):
            run(urls.owner, cut)
        working.result(timeout=120)
    assert drafting.get(database, number).state == State.READY


class Said(list):
    """What a worker says; `gone` is set once it misses the database."""

    def __init__(self):
        super().__init__()
        self.gone = Event()

    def __call__(self, sentence):
        self.append(sentence)
        if "can't be reached" in sentence:
            self.gone.set()


def test_a_database_that_is_gone_is_said_once_and_waited_for(database, server, urls, tmp_path):
    number = asked(database, large(database, tmp_path), Budget(seconds=3))
    name, said = database.engine.url.database, Said()
    alter = f"alter database {name} allow_connections"
    cut = f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"  # noqa: S608
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(worker(database, said).run_once)
        until(database, number, searching)
        run(server.owner, f"{alter} false", cut)
        said.gone.wait(60)
        run(server.owner, f"{alter} true")
        working.result(timeout=120)
    assert drafting.get(database, number).state == State.READY
    assert [each.partition(" (")[0] for each in said[1:-1]] == [
        "the database can't be reached",
        "the database is back; going on",
    ]
    assert said[-1] == f"draft {number}: ready"


@contextmanager
def waiting(database):
    """A worker that has nothing to do; yield the processes that it starts, as it starts them."""
    begun: Queue[Child] = Queue()

    def start():
        begun.put(child := Child())
        return child

    one = worker(database, child=start)
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(one.run)
        yield begun
        one.leave()
        working.result(timeout=60)


def test_a_worker_that_waits_has_a_process_ready_and_ends_it_when_it_leaves(database):
    stored(database)
    with waiting(database) as begun:
        first = begun.get(timeout=60)
        number = asked(database, budget=QUICK)
        assert until(database, number, lambda each: not each.is_waited_for).state == State.READY
        second = begun.get(timeout=60)
        assert begun.empty()
    assert None not in {ended(first), ended(second)}


def test_a_process_that_is_gone_before_there_was_anything_to_do_costs_an_attempt(database):
    stored(database)
    with waiting(database) as begun:
        begun.get(timeout=60)._process.kill()
        number = asked(database, budget=QUICK)
        found = until(database, number, lambda each: not each.is_waited_for)
    assert (found.state, found.attempts) == (State.READY, 2)


def ended(child):
    return child._process.poll()


class Killed(Child):
    """A process that the system kills for its memory."""

    def hear(self, seconds):
        self._process.kill()
        return super().hear(60)


def test_a_process_that_is_killed_three_times_fails_the_draft(database):
    stored(database)
    number = asked(database)
    worker(database, child=Killed).run_once()
    found = drafting.get(database, number)
    assert (found.state, found.attempts, found.failure) == (State.FAILED, 3, WORN_OUT)


class Broken(Child):
    """A process that ends by itself, without a word."""

    def hear(self, _seconds):
        return Died(1)


def test_a_process_that_ends_with_an_error_fails_the_draft_at_once(database):
    stored(database)
    number = asked(database)
    worker(database, child=Broken).run_once()
    found = drafting.get(database, number)
    assert (found.state, found.attempts) == (State.FAILED, 1)
    assert "ended with an error (1)" in found.failure


def test_planners_are_reminded_of_gaps_by_whoever_works(database):
    stored(database)
    gap = SimpleNamespace(
        role="primary",
        start=NOW + timedelta(days=3),
        end=NOW + timedelta(days=4),
        bookings=(SimpleNamespace(id="B1"),),
        missing=1,
    )
    with database.begin() as tx:
        gaps.add(tx, "video", gap, NOW - timedelta(days=1), NOW)
    worker(database).run_once()
    with database.begin() as tx:
        assert [each.facts["again"] for each in messages.told(tx, "video", "gap")] == [True]
