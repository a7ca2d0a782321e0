"""What a planner does on the timeline: drag, edit, undo, redo, pin, publish, ask, override."""

from __future__ import annotations

import pytest

from oncall.drafts import State
from oncall.services import drafting
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import audit
from tests.oncall.services.firms import NOW, drafted, solved_here

ACT = Act("petra", NOW, "ready")


def other(person):
    return "ben" if person != "ben" else "ada"


def test_places_say_whom_a_duty_may_go_to_and_why_not(petra, draft):
    duty = petra.board(draft)["duties"][0]
    found = petra.get(f"drafts/{draft}/places.json?duty={duty['id']}")
    assert (found["duty"], found["edition"]) == (duty["id"], 0)
    by_person = {each["person"]: each for each in found["people"]}
    assert by_person[duty["person"]] == {
        "person": duty["person"],
        "ok": True,
        "why": None,
        "current": True,
    }
    assert by_person["dora"]["why"] == "Dora Dahl: lacks the skill codec"
    assert not by_person["dora"]["ok"]
    assert by_person[other(duty["person"])]["ok"]
    starts = {each["at"]: each for each in found["starts"]}
    assert starts[duty["start"]]["current"]
    assert starts[duty["start"]]["ok"]
    ends = {each["at"]: each for each in found["ends"]}
    assert ends[duty["end"]]["current"]


def test_a_new_duty_may_go_where_a_gap_is(petra, draft):
    duty = petra.board(draft)["duties"][0]
    petra.edit(draft, edition=0, edit="clear", duty=duty["id"])
    query = f"role=primary&from={duty['start']}&until={duty['end']}&bookings=B1"
    found = petra.get(f"drafts/{draft}/places.json?{query}")
    assert found["duty"] is None
    assert {each["person"] for each in found["people"] if not each["ok"]} == {"dora"}
    body = {"person": "ada", "role": "primary", "start": duty["start"], "end": duty["end"]}
    done = petra.edit(draft, edition=1, edit="add", **body)
    assert [each["start"] for each in done["effect"]["closed"]] == [duty["start"]]
    assert done["touched"][0]["person"] == "ada"


def test_each_edit_says_what_it_did_and_can_be_undone_and_redone(petra, draft):
    first, second, third, *_ = petra.board(draft)["duties"]
    done = petra.edit(draft, edition=0, edit="assign", duty=first["id"], person="dora")
    assert [b["rule"] for b in done["effect"]["broken"]] == ["eligible"]
    assert (done["edition"], done["touched"][0]["person"]) == (1, "dora")
    assert done["undo"] == {"edit": "assign", "duty": first["id"]}
    half = second["start"].replace("T17", "T19")
    done = petra.edit(draft, edition=1, edit="split", duty=second["id"], at=half)
    assert len(done["touched"]) == 2
    done = petra.edit(
        draft,
        edition=2,
        edit="move",
        duty=second["id"],
        start=second["start"],
        end=second["start"].replace("T17", "T18"),
    )
    assert [gap["end"] for gap in done["effect"]["opened"]] == [half]
    done = petra.edit(draft, edition=3, edit="clear", duty=third["id"])
    assert done["gone"] == [third["id"]]
    for edition in range(4, 8):
        done = petra.edit(draft, edition=edition, edit="undo")
    assert (done["undo"], done["redo"]) == (None, {"edit": "assign", "duty": first["id"]})
    assert [b["rule"] for b in done["effect"]["mended"]] == ["eligible"]
    done = petra.edit(draft, edition=8, edit="redo")
    assert done["touched"][0]["person"] == "dora"
    assert done["redo"] == {"edit": "split", "duty": second["id"]}


def test_there_is_nothing_to_undo_or_redo_in_a_new_draft(petra, draft):
    assert petra.edit(draft, 422, edition=0, edit="undo")["sentences"]
    assert petra.edit(draft, 422, edition=0, edit="redo")["sentences"]


def test_an_edit_that_must_be_allowed_is_refused_with_the_breach(petra, draft):
    duty = petra.board(draft)["duties"][0]
    said = petra.edit(
        draft, 422, edition=0, edit="assign", duty=duty["id"], person="dora", only_ok=True
    )
    assert said["sentences"] == ["Dora Dahl: lacks the skill codec"]
    assert petra.board(draft)["draft"]["edition"] == 0


def test_pins_stay_with_a_draft_and_hold_when_it_is_solved_again(petra, draft):
    duties = petra.board(draft)["duties"]
    pinned = [each["id"] for each in duties[:3]]
    said = petra.post(f"drafts/{draft}/pin.json", edition=0, duties=pinned, pinned=True)
    assert said["pins"] == sorted(pinned, key=lambda label: int(label[1:]))
    petra.post(f"drafts/{draft}/pin.json", edition=0, duties=pinned[:1], pinned=False)
    shown = petra.board(draft)
    assert [each["id"] for each in shown["duties"] if each["pinned"]] == pinned[1:]
    assert shown["draft"]["edition"] == 0
    petra.edit(draft, edition=0, edit="clear", duty=pinned[2])
    again = petra.post("video/draft.json", 201, like=draft, why="around these")["draft"]
    found = drafting.get(petra.database, again)
    assert (found.like, found.pins, found.why) == (draft, (int(pinned[1][1:]),), "around these")
    solved_here(petra.database, again, NOW)
    kept = {each["id"]: each["person"] for each in petra.board(again)["duties"]}
    assert kept[pinned[1]] == duties[1]["person"]
    with petra.database.begin() as tx:
        assert audit.lines(tx, f"draft {draft}")[0]["what"] == "pin"
    petra.post(f"drafts/{draft}/pin.json", 404, edition=1, duties=["D99999"], pinned=True)


def test_a_draft_is_asked_for_dropped_and_published(petra):
    body = {"from": "2026-12-07", "days": 14, "seconds": 5, "why": "December"}
    number = petra.post("video/draft.json", 201, **body)["draft"]
    found = drafting.get(petra.database, number)
    assert (found.why, found.budget.seconds, found.asked_by) == ("December", 5, "petra")
    assert petra.post(f"drafts/{number}/cancel.json")["state"] == "cancelled"
    assert drafting.get(petra.database, number).state is State.CANCELLED
    draft = drafted(petra.database)
    made = petra.post(f"drafts/{draft}/publish.json", edition=0, why="as agreed")
    assert (made["team"], made["version"], made["changes"]) == ("video", 1, 10)
    assert petra.board()["versions"][0]["why"] == "as agreed"


def test_a_draft_that_breaks_a_must_is_not_published(petra, draft):
    duty = petra.board(draft)["duties"][0]
    petra.edit(draft, edition=0, edit="assign", duty=duty["id"], person="dora")
    said = petra.post(f"drafts/{draft}/publish.json", 422, edition=1)
    assert "Dora Dahl: lacks the skill codec" in said["sentences"][0]


def test_a_published_duty_says_who_may_take_it_and_is_given_to_them(petra, draft):
    publish(petra.database, draft, ACT)
    duty = petra.board()["duties"][0]
    found = petra.get(f"video/places.json?duty={duty['id']}")
    by_person = {each["person"]: each for each in found["people"]}
    assert by_person["dora"]["swap"]["why"] == "Dora Dahl: lacks the skill codec"
    taker = by_person[other(duty["person"])]
    assert (taker["ok"], taker["swap"]["ok"]) == (True, True)
    assert (
        by_person[duty["person"]] | {"current": True, "swap": None} == (by_person[duty["person"]])
    )
    body = {"version": found["version"], "duty": duty["id"], "person": taker["person"]}
    made = petra.post("video/override.json", **body, why="ill")
    assert (made["version"], made["changes"]) == (2, 1)
    assert petra.board()["duties"][0]["person"] == taker["person"]
    said = petra.post("video/override.json", 409, **body)
    assert "has changed meanwhile" in said["sentences"][0]


def test_a_duty_that_has_begun_is_taken_over_and_no_longer_swapped(petra, draft):
    publish(petra.database, draft, ACT)
    duty = petra.board()["duties"][0]
    petra.clock.at = petra.clock.at.fromisoformat(duty["start"].replace("T17", "T18"))
    found = petra.get(f"video/places.json?duty={duty['id']}")
    assert {each["swap"] for each in found["people"] if not each["swap"]} == {None}
    assert any(each["ok"] for each in found["people"] if not each["current"])


@pytest.mark.parametrize(
    "body",
    [
        {"edit": "assign", "duty": "D1", "person": "ben"},
        {"edition": True, "edit": "clear", "duty": "D1"},
        {"edition": 0, "edit": "fly"},
        {"edition": 0, "edit": "clear", "duty": "D"},
        {"edition": 0, "edit": "clear", "duty": f"D{2**70}"},
        {"edition": 0, "edit": "clear", "duty": 7},
        {"edition": 0, "edit": "assign", "duty": "D1", "person": "a\0b"},
        {"edition": 0, "edit": "split", "duty": "D1", "at": "2026-12-07T18:00"},
        {"edition": 0, "edit": "split", "duty": "D1", "at": "0001-01-01T00:00:00+23:59"},
        {"edition": 0, "edit": "move", "duty": "D1", "start": "2026-12-07T18:00:01Z", "end": "x"},
        {"edition": 0, "edit": "add", "person": "ada", "role": "boss"},
        {"edition": 0, "edit": "clear", "duty": "D1", "only_ok": "yes"},
    ],
)
def test_what_can_not_be_understood_is_refused_with_a_sentence(petra, draft, body):
    sentences = petra.edit(draft, 400, **body)["sentences"]
    assert "can't be understood" in sentences[0]


@pytest.mark.parametrize(
    "query",
    [
        "from=tomorrow",
        "from=0001-01-01",
        "days=0",
        "days=183",
        "days=x",
        f"draft={2**64}",
        "version=-1",
    ],
)
def test_a_timeline_that_can_not_be_understood_is_refused(petra, query):
    assert petra.get(f"video/board.json?{query}", 400)["sentences"]
