"""Drafts as those see them who ask: asked for, watched, cancelled, listed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from oncall.drafts import Request, State
from oncall.errors import BadInput
from oncall.searched import News, figures_in
from oncall.services import draft_work, drafting
from oncall.store import audit
from oncall.store.listening import DRAFT, WORK, Ear, say
from solver.outcome import Budget, Progress
from tests.oncall.services.firms import MONDAY, NOW, drafted, published, stored

LEASE = timedelta(seconds=30)


def asked(database, now=NOW, **more):
    request = Request(**{"team": "video", "first": MONDAY, "days": 14, **more})
    return drafting.ask(database, request, "petra", now)


def test_a_draft_is_kept_as_it_was_asked_for_and_is_in_the_log(database):
    stored(database)
    number = asked(database, budget=Budget(7, 3, 4), why="Christmas")
    found = drafting.get(database, number)
    assert (found.state, found.based_on, found.weeks.begins) == (State.ASKED, 0, None)
    assert (found.budget, found.why, found.asked_by) == (Budget(7, 3, 4), "Christmas", "petra")
    with database.begin() as tx:
        line = audit.lines(tx, f"draft {number}")[0]
    assert (line["who"], line["what"], line["after"]["why"]) == (
        ("petra", "ask for draft", "Christmas")
    )


def test_weeks_that_have_begun_are_planned_from_the_next_full_minute_on(database):
    stored(database)
    now = datetime(2026, 12, 9, 12, 30, 20, tzinfo=UTC)
    begins = drafting.get(database, asked(database, now)).weeks.begins
    assert begins == datetime(2026, 12, 9, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"team": "vidoe"}, "there is no team 'vidoe'; the nearest is video"),
        ({"first": date(2026, 11, 2)}, "are over, the last day was 2026-11-15"),
        ({"again": True}, "nothing is published in these weeks; leave out --again"),
        ({"pins": (7,)}, "nothing is published in these weeks"),
    ],
)
def test_what_can_not_be_drafted_is_refused_and_not_kept(database, more, sentence):
    stored(database)
    with pytest.raises(BadInput, match=sentence):
        asked(database, **more)
    assert drafting.listed(database) == ()


def test_pins_are_published_duties_of_the_weeks_and_mean_again(database):
    stored(database)
    duties = [change.after.duty for change in published(database).made.changes]
    assert drafting.get(database, asked(database, pins=(duties[0],))).again
    with pytest.raises(BadInput, match=f"no duty D{duties[-1]} in these weeks"):
        asked(database, pins=(duties[-1],), days=7)


@pytest.mark.parametrize("team", [None, "video"])
def test_drafts_are_listed_newest_first_without_their_reports(database, team):
    stored(database)
    numbers = [drafted(database), asked(database)]
    assert [each.id for each in drafting.listed(database, team)] == numbers[::-1]
    assert {each.report for each in drafting.listed(database)} == {None}
    assert drafting.listed(database, "voice") == ()


def test_a_draft_that_is_not_there_is_a_sentence(database):
    for act in (drafting.get, lambda db, number: drafting.cancel(db, number, "petra", NOW)):
        with pytest.raises(BadInput, match="there is no draft 9; oncall rota drafts shows"):
            act(database, 9)


def test_what_waits_or_is_ready_is_cancelled_for_good(database):
    stored(database)
    for number in (asked(database), drafted(database)):
        drafting.cancel(database, number, "petra", NOW)
        assert drafting.get(database, number).state == State.CANCELLED
        with pytest.raises(BadInput, match="is cancelled; there is nothing to cancel"):
            drafting.cancel(database, number, "petra", NOW)
    assert draft_work.claim(database, "anna", NOW, LEASE) is None


def test_who_watches_sees_each_state_until_it_is_over(database):
    stored(database)
    number = asked(database)
    seen = drafting.watch(database, number, pause=60)
    assert next(seen).state == State.ASKED
    claimed = draft_work.claim(database, "anna", NOW, LEASE)
    assert next(seen).state == State.SOLVING
    draft_work.beat(database, claimed, News(Progress(1.5, 60, 200, None)), NOW, LEASE)
    assert figures_in(next(seen).progress) == Progress(1.5, 60, 200, None)
    drafting.cancel(database, number, "petra", NOW)
    assert [each.state for each in seen] == [State.CANCELLED]


def test_a_draft_that_is_over_is_seen_once(database):
    stored(database)
    (seen,) = drafting.watch(database, drafted(database))
    assert seen.state == State.READY


def test_asking_wakes_the_workers_once_it_is_done(database):
    stored(database)
    with Ear(database, WORK) as ear:
        ear.listen()
        asked(database)
        assert ear.wait(60) == ("",)


def test_what_is_taken_back_is_not_heard(database):
    with Ear(database, DRAFT) as ear:
        ear.listen()
        with database.begin() as tx:
            say(tx, DRAFT, 1)
            tx.rollback()
        with database.begin() as tx:
            say(tx, DRAFT, 2)
        assert ear.wait(60) == ("2",)


@pytest.mark.parametrize("module", ["oncall.services.drafting", "web.worker.work"])
def test_neither_asking_nor_waiting_loads_the_solver(module):
    found = f"import sys, {module}; print({{'ortools', 'pandas'}} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
