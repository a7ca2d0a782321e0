"""Tabs of yesterday, two planners on one draft, a database that is gone, and strangers."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from oncall.services import drafting
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from tests.databases import at, run
from tests.oncall.services.firms import NOW, drafted, stored
from tests.web.boards.planner import planner
from web import csrf

END_SESSIONS = (
    "select pg_terminate_backend(pid, 9999) from pg_stat_activity where usename = 'oncall'"
)
ACT = Act("paul", NOW, "")


def test_a_tab_of_yesterday_is_told_that_somebody_was_quicker(petra, draft):
    duty = petra.board(draft)["duties"][0]
    body = {"edit": "assign", "duty": duty["id"], "person": "cem"}
    petra.edit(draft, edition=0, **body)
    said = petra.edit(draft, 409, edition=0, **body)
    assert said["sentences"] == [
        "Somebody else has changed this draft meanwhile. Nothing was done; load it again."
    ]
    assert petra.post(f"drafts/{draft}/publish.json", 409, edition=0) == said
    pin = {"edition": 0, "duties": [duty["id"]], "pinned": True}
    assert petra.post(f"drafts/{draft}/pin.json", 409, **pin) == said


def test_a_tab_whose_draft_was_published_or_dropped_is_told_so(petra, draft):
    publish(petra.database, draft, ACT)
    sentence = petra.edit(draft, 409, edition=0, edit="undo")["sentences"][0]
    assert sentence.startswith("This draft is no longer open")
    petra.get(f"drafts/{draft}/places.json?duty=D1", 409)
    petra.post(f"drafts/{draft}/publish.json", 409, edition=0)
    petra.post(f"drafts/{draft}/cancel.json", 409)
    petra.post("video/draft.json", 409, like=draft)


def test_a_draft_made_from_an_older_version_is_not_published(petra, draft):
    publish(petra.database, drafted(petra.database), ACT)
    said = petra.post(f"drafts/{draft}/publish.json", 409, edition=0)
    assert "published rota has changed" in said["sentences"][0]


def test_of_two_planners_on_one_draft_the_second_is_refused_loads_and_goes_on(
    petra, draft, tmp_path
):
    paul = planner(petra.database, tmp_path, "paul")
    mine, yours = petra.board(draft), paul.board(draft)
    first, second, *_ = mine["duties"]
    edition = mine["draft"]["edition"]
    petra.edit(draft, edition=edition, edit="clear", duty=first["id"])
    body = {"edit": "clear", "duty": second["id"]}
    paul.edit(draft, 409, edition=yours["draft"]["edition"], **body)
    again = paul.board(draft)
    assert first["id"] not in {each["id"] for each in again["duties"]}
    paul.edit(draft, edition=again["draft"]["edition"], **body)
    assert petra.board(draft)["draft"]["edition"] == edition + 2


def edits_of(duty):
    """One of each kind."""
    middle = duty["start"].replace("T17:", "T19:")
    span = {"start": duty["start"], "end": duty["end"].replace("T21:", "T20:")}
    return {
        "assign": {"duty": duty["id"], "person": "ben" if duty["person"] != "ben" else "ada"},
        "move": {"duty": duty["id"], **span},
        "split": {"duty": duty["id"], "at": middle},
        "clear": {"duty": duty["id"]},
    }


@pytest.mark.parametrize("kind", ["assign", "move", "split", "clear"])
def test_an_edit_whose_answer_was_lost_is_not_done_twice_and_told_as_done(petra, draft, kind):
    body = {"edit": kind, "key": "k1", **edits_of(petra.board(draft)["duties"][0])[kind]}
    first = petra.edit(draft, edition=0, **body)
    after = petra.board(draft)["duties"]
    again = petra.edit(draft, edition=0, **body)
    assert again["edition"] == first["edition"] == 1
    assert again["undo"] == first["undo"]
    assert (again["touched"], again["gone"], again["effect"]["opened"]) == ([], [], [])
    assert petra.board(draft)["duties"] == after


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_a_step_whose_answer_was_lost_is_not_taken_twice(petra, draft, kind):
    for edition, duty in enumerate(petra.board(draft)["duties"][:2]):
        petra.edit(draft, edition=edition, edit="clear", duty=duty["id"])
    petra.edit(draft, edition=2, edit="undo")
    petra.edit(draft, edition=3, edit="undo")
    if kind == "undo":
        petra.edit(draft, edition=4, edit="redo")
        petra.edit(draft, edition=5, edit="redo")
    edition = petra.board(draft)["draft"]["edition"]
    first = petra.edit(draft, edition=edition, edit=kind, key="k1")
    after = petra.board(draft)
    assert petra.edit(draft, edition=edition, edit=kind, key="k1")["edition"] == first["edition"]
    assert petra.board(draft)["duties"] == after["duties"]
    assert petra.board(draft)["draft"]["edition"] == edition + 1


def test_what_somebody_else_has_done_is_not_taken_for_ones_own(petra, draft):
    first, second, *_ = petra.board(draft)["duties"]
    petra.edit(draft, edition=0, edit="clear", duty=first["id"], key="k1")
    petra.edit(draft, 409, edition=0, edit="clear", duty=second["id"], key="k2")
    petra.edit(draft, 409, edition=0, edit="clear", duty=second["id"])
    other = drafted(petra.database)
    petra.edit(other, edition=0, edit="clear", duty=petra.board(other)["duties"][0]["id"])
    petra.edit(other, 409, edition=0, edit="clear", duty=second["id"], key="k1")


def test_an_edit_is_known_again_after_its_draft_was_published(petra, draft):
    duty = petra.board(draft)["duties"][0]
    body = edits_of(duty)["assign"] | {"edit": "assign", "key": "k1"}
    petra.edit(draft, edition=0, **body)
    publish(petra.database, draft, ACT)
    assert petra.edit(draft, edition=0, **body)["edition"] == 1
    petra.edit(draft, 409, edition=1, edit="clear", duty=duty["id"], key="k2")


def test_the_sentences_are_german_for_whoever_reads_german(petra, draft):
    petra.edit(draft, edition=0, edit="clear", duty=petra.board(draft)["duties"][0]["id"])
    said = petra.post(f"drafts/{draft}/publish.json?lang=de", 409, edition=0)
    assert said["sentences"][0].startswith("Jemand anders hat diesen Entwurf")


def test_while_the_database_is_gone_a_sentence_is_answered_and_nothing_is_lost(
    database, urls, tmp_path
):
    stored(database)
    draft = drafted(database)
    petra = planner(database, tmp_path)
    duty = petra.board(draft)["duties"][0]
    body = {"edition": 0, "edit": "clear", "duty": duty["id"]}
    name, other = make_url(urls.app).database, at(urls.owner, "template1")
    run(other, f"alter database {name} with allow_connections false", END_SESSIONS)
    assert "Nothing is lost" in petra.edit(draft, 503, **body)["sentences"][0]
    assert "Nothing is lost" in petra.board(draft, status=503)["sentences"][0]
    run(other, f"alter database {name} with allow_connections true")
    assert petra.board(draft)["draft"]["edition"] == 0
    assert petra.edit(draft, **body)["edition"] == 1


def test_an_answer_that_says_the_database_is_gone_says_when_to_ask_again(petra, urls):
    name, other = make_url(urls.app).database, at(urls.owner, "template1")
    run(other, f"alter database {name} with allow_connections false", END_SESSIONS)
    answer = petra.app.test_client().get("/rota/video/board.json")
    run(other, f"alter database {name} with allow_connections true")
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.parametrize(
    "from_",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"Host": "planner.example"}},
        {"headers": {"Host": "localhost.evil.example"}},
    ],
)
def test_who_is_not_at_this_machine_sees_nothing(petra, from_):
    said = petra.get("video/board.json", 403, **from_)
    assert list(said) == ["sentences"]


def test_a_change_that_no_page_of_ours_has_sent_is_refused(petra, draft):
    client = petra.app.test_client()
    address, body = f"/rota/drafts/{draft}/cancel.json", {}
    for headers in ({}, {csrf.HEADER: "x"}, {csrf.HEADER: "ü"}):
        answer = client.post(address, json=body, headers=headers)
        assert petra.said(answer, 403)["sentences"]
    assert drafting.get(petra.database, draft).state == "ready"


def test_what_there_is_not_is_told(petra, draft):
    petra.get("vidoe/board.json", 404)
    petra.get("video/board.json?draft=99", 404)
    petra.get(f"voice/board.json?draft={draft}", 404)
    petra.get(f"drafts/{draft}/places.json?duty=D99999", 404)
    petra.get("video/places.json?duty=D99999", 404)
    petra.edit(99, 404, edition=0, edit="undo")
    petra.post("drafts/99/cancel.json", 404)
    petra.post("vidoe/draft.json", 404, **{"from": "2026-12-07", "days": 7})


def test_a_body_that_is_no_json_is_told_so_in_json(petra, draft):
    client = petra.app.test_client()
    headers = {csrf.HEADER: petra.token, "Content-Type": "application/json"}
    for data in (b"{", b"[]", b"7"):
        answer = client.post(f"/rota/drafts/{draft}/edit.json", data=data, headers=headers)
        assert petra.said(answer, 400)["sentences"]
