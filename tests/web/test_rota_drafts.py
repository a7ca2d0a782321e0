"""`oncall rota draft`, `drafts`, `watch` and `cancel`: what they say, and their exit codes."""

from __future__ import annotations

import json
import signal

import pytest

from oncall.clock import SystemClock
from oncall.drafts import State
from oncall.services import draft_work, drafting, working
from tests.oncall.services.firms import BOOKINGS, PEOPLE, stored
from tests.oncall.services.test_draft_work import claim, solved
from tests.oncall.services.test_drafting import asked
from tests.oncall.services.test_searched import told
from tests.web.run import house, oncall, started
from tests.web.worker.helping import large, searching, until

# These commands read the machine's clock, and what is over can't be planned.
WEEKS = ("--from", "2096-12-03", "--weeks", 2)
FIRM = {
    "people": PEOPLE,
    "bookings": BOOKINGS.replace("2026-12-07", "2096-12-03").replace("2026-12-21", "2096-12-17"),
}
LEAVE = "person,start,end,reason\n" + "".join(
    f"{who},2096-12-05,2096-12-05,leave\n" for who in ("ada", "ben", "cem")
)
QUICK = ("--seconds", 1)


@pytest.fixture
def rota(urls):
    """`oncall rota …` in the test's database."""
    return lambda *words: oncall("rota", *words, env=house(urls, ONCALL_USER="petra"))


def test_without_a_worker_a_draft_is_solved_by_the_command(database, rota):
    stored(database, **FIRM)
    result = rota("draft", "video", *WEEKS, *QUICK, "--why", "Advent")
    assert result.exit_code == 0
    assert "no worker runs (oncall work starts one); draft 1 is solved here" in result.stderr
    assert result.stdout.startswith("draft 1: video, Mon 3 Dec to Sun 16 Dec, ready\n")
    assert "Every booked minute is covered." in result.stdout
    assert "oncall rota publish 1" in result.stdout
    found = drafting.get(database, 1)
    assert (found.state, found.why, found.asked_by) == (State.READY, "Advent", "petra")
    assert not working.is_anybody_there(database, SystemClock().now())


def test_gaps_come_with_reasons_and_cures_and_exit_3(database, rota):
    stored(database, **FIRM, absences=LEAVE)
    result = rota("draft", "video", *WEEKS, *QUICK)
    assert result.exit_code == 3
    assert "! Wed 5 Dec 18:00–22:00, primary: short by 1 for B1" in result.stdout
    assert "    Ada Ahlers: absent (leave)" in result.stdout
    assert "tried: it works" in result.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("vidoe",), "there is no team 'vidoe'; the nearest is video"),
        (("video", "--pin", "twelve"), "--pin: 'twelve' is no duty; write it like D1042"),
        (("video", "--pin", "D12"), "again: nothing is published in these weeks"),
        (("video", "--again"), "again: nothing is published in these weeks"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_2(database, rota, words, sentence):
    stored(database, **FIRM)
    result = rota("draft", *words, *WEEKS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert drafting.listed(database) == ()


def test_a_draft_can_be_left_to_the_workers_listed_and_cancelled(database, rota):
    stored(database, **FIRM)
    left = rota("draft", "video", *WEEKS, "--no-wait")
    assert (left.exit_code, left.stdout) == (0, "1\n")
    assert "no worker runs (oncall work starts one); draft 1 waits for one" in left.stderr
    (entry,) = json.loads(rota("drafts", "--json").stdout)
    assert (entry["draft"], entry["state"], entry["team"]) == (1, "asked", "video")
    assert rota("cancel", 1).exit_code == 0
    assert "cancelled" in rota("drafts", "video").stdout
    watched = rota("watch", 1)
    assert watched.exit_code == 130
    assert "draft 1 was cancelled" in watched.stderr
    again = rota("cancel", 1)
    assert (again.exit_code, again.stderr) == (
        (2, "draft: 1 is cancelled; there is nothing to cancel\n")
    )


def test_watching_a_draft_that_waits_solves_it_where_no_worker_does(database, rota):
    stored(database, **FIRM)
    rota("draft", "video", *WEEKS, *QUICK, "--no-wait")
    result = rota("watch", 1, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["state"], found["gaps"], found["report"]["gaps"]) == ("ready", 0, [])


def test_a_draft_that_can_not_be_made_says_why_and_exits_2(database, rota):
    stored(database, **FIRM)
    rota("draft", "video", *WEEKS, *QUICK, "--no-wait")
    with database.begin() as tx:
        tx.exec_driver_sql("update bookings set windows = 'Moonday' where id = 'B1'")
    result = rota("watch", 1)
    assert result.exit_code == 2
    assert "draft 1 can't be made: " in result.stderr
    assert "Moonday" in result.stderr


def test_unknown_drafts_and_no_drafts_are_sentences(database, rota):
    stored(database, **FIRM)
    assert (rota("watch", 7).exit_code, rota("cancel", 7).exit_code) == (2, 2)
    assert rota("watch", "seven").exit_code == 2
    assert "there are no drafts" in rota("drafts").stderr


def test_ctrl_c_while_a_worker_is_waited_for_leaves_the_draft_to_it(database, urls):
    stored(database, **FIRM)
    working.beat(database, "anna", SystemClock().now())
    process = started("rota", "draft", "video", *WEEKS, env=house(urls))
    assert any("is next" in line for line in process.stderr)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "draft 1 is left to the workers; oncall rota watch 1" in said
    assert drafting.get(database, 1).state == State.ASKED


def test_ctrl_c_while_it_is_solved_here_gives_the_draft_back(database, urls, tmp_path):
    team = large(database, tmp_path)
    weeks = ("--from", "2096-12-03", "--weeks", 2)
    with database.begin() as tx:
        tx.exec_driver_sql("""update bookings set requested_at = '2096-01-01', "start" =
            '2096-12-03', "end" = '2096-12-16'""")
    process = started("rota", "draft", team, *weeks, "--seconds", 600, env=house(urls))
    assert any("is solved here" in line for line in process.stderr)
    until(database, 1, searching)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    found = drafting.get(database, 1)
    assert (found.state, found.attempts) == (State.ASKED, 0)


def test_of_a_draft_that_is_being_solved_the_best_so_far_is_shown_and_called_so(database, rota):
    stored(database)
    number = asked(database)
    held = claim(database)
    answer = solved(database, held)
    told(database, held, answer.rows, answer.planned)
    sentence = f"draft {number} is being solved; this is the best so far"
    assert sentence in rota("show", "video", "--draft", number).stderr.splitlines()
    assert draft_work.finish(database, held, answer)
    assert sentence not in rota("show", "video", "--draft", number).stderr
