"""Drafts watched live over real sockets, by many at once, while a real worker solves them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import make_url

from oncall.searched import News
from oncall.services import draft_work, drafting
from solver.outcome import Budget, Progress
from tests.databases import run
from tests.oncall.services.firms import NOW, drafted
from tests.web.live.serving import THREADS, served
from tests.web.worker.helping import asked, large, worker

LEASE = timedelta(seconds=30)
FIGURES = {"seconds", "uncovered", "objective", "bound", "gap", "found"}


def begun(database, seconds=1.0):
    """A draft that somebody solves, with news; return its number and who holds it."""
    number = asked(database)
    claimed = draft_work.claim(database, "anna", NOW, LEASE)
    tell(database, claimed, seconds)
    return number, claimed


def tell(database, claimed, seconds):
    draft_work.beat(database, claimed, News(Progress(seconds, 60, 200, 150)), NOW, LEASE)


def test_who_watches_sees_how_far_a_worker_is_and_how_it_ends(database, tmp_path):
    team = large(database, tmp_path)
    number = asked(database, team, Budget(seconds=4))
    with served(database, tmp_path) as serving, ThreadPoolExecutor(1) as threads:
        watcher = serving.watcher(number)
        events = iter(watcher)
        assert next(events) == ("state", {"state": "asked", "gaps": None, "failure": None})
        working = threads.submit(worker(database).run_once)
        seen = list(events)
        working.result()
    names = [event.name for event in seen]
    assert names[0] == "state"
    assert seen[0].facts["state"] == "solving"
    assert set(names[1:-2]) == {"progress"}
    assert {frozenset(event.facts) for event in seen[1:-2]} == {frozenset(FIGURES)}
    gaps = drafting.get(database, number).gaps
    assert seen[-2].facts == {"state": "ready", "gaps": gaps, "failure": None}
    assert seen[-1] == ("close", {})


def test_a_page_is_answered_while_more_watch_than_there_are_threads(database, serving):
    number, claimed = begun(database)
    watchers = [serving.watcher(number) for _ in range(THREADS + 3)]
    for watcher in watchers:
        assert watcher.until("progress").facts["seconds"] == 1
    assert serving.get("/nothing")[0] == 404
    tell(database, claimed, 2.0)
    for watcher in watchers:
        assert watcher.until("progress").facts["seconds"] == 2


def test_who_comes_late_or_again_is_told_the_state_first_and_then_the_latest_news(
    database, serving
):
    number, claimed = begun(database)
    first = serving.watcher(number)
    first.until("progress")
    tell(database, claimed, 7.0)
    assert first.until("progress").facts["seconds"] == 7
    again = serving.watcher(number, **{"Last-Event-ID": "1"})
    assert again.block() == ["retry: 2000"]
    seen = iter(again)
    assert next(seen).facts["state"] == "solving"
    assert next(seen).facts == {
        "seconds": 7.0,
        "uncovered": 60,
        "objective": 200,
        "bound": 150,
        "gap": 0.25,
        "found": None,
    }


def test_a_draft_that_is_over_is_told_once(database, serving):
    events = list(serving.watcher(drafted(database)))
    assert [event.name for event in events] == ["state", "close"]
    assert events[0].facts["state"] == "ready"


def test_while_the_database_is_gone_a_sentence_is_told_and_then_it_goes_on(
    database, server, serving
):
    number, _ = begun(database)
    watcher = serving.watcher(number, **{"Accept-Language": "de-AT"})
    watcher.until("progress")
    name = make_url(database.url).database
    alter = f"alter database {name} allow_connections"
    cut = f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"  # noqa: S608
    run(server.owner, f"{alter} false", cut)
    lost = watcher.until("lost")
    assert lost.facts["sentence"].startswith("Die Datenbank ist gerade nicht erreichbar.")
    late = serving.watcher(number)
    assert next(iter(late)).name == "lost"
    run(server.owner, f"{alter} true")
    for each in (watcher, late):
        assert each.until("state").facts["state"] == "solving"
    drafting.cancel(database, number, "petra", NOW)
    for each in (watcher, late):
        assert each.until("state").facts["state"] == "cancelled"
        assert next(iter(each)).name == "close"


def test_connections_that_are_cut_are_made_anew_and_what_happened_meanwhile_is_seen(
    database, urls, serving
):
    number, claimed = begun(database)
    watcher = serving.watcher(number)
    watcher.until("progress")
    cut = "select pg_terminate_backend(pid, 9999) from pg_stat_activity where usename = 'oncall'"
    run(urls.owner, cut)
    tell(database, claimed, 3.0)
    drafting.cancel(database, number, "petra", NOW)
    events = list(watcher)
    assert events[-1].name == "close"
    assert [e.facts["state"] for e in events if e.name == "state"][-1] == "cancelled"
