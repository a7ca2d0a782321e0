"""The timeline: what is published, a draft beside it, and what differs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from oncall.edits import Assign, Clear, Move, Split
from oncall.localtime import Span
from oncall.services import draft_work, editing, overriding
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import drafts, sheets
from oncall.store.tables import SHEETS
from tests.oncall.services.firms import NOW, drafted, published, stored
from tests.oncall.services.test_draft_work import claim, solved
from tests.oncall.services.test_drafting import asked
from tests.oncall.services.test_searched import told
from tests.web.boards.planner import planner

ACT = Act("petra", NOW, "by hand")
ABSENCES = "person,start,end,reason\nada,2026-12-09,2026-12-10,leave\n"
UNREACHABLE = "person,weekdays,start,end,from,until,reason\nben,Tue,19:00,21:00,,,choir\n"
WISHES = "person,start,end,wish,weight\ncem,2026-12-12,2026-12-13,avoid,3\n"
REGULAR = "person,weekdays,start,end\ndora,Mon-Fri,09:00,17:00\n"


def test_a_team_with_nothing_published_has_people_days_and_what_is_needed(petra):
    found = petra.board()
    assert found["team"]["id"] == "video"
    assert found["team"]["zone"] == "Europe/Berlin"
    assert [each["name"] for each in found["people"]] == [
        *("Ada Ahlers", "Ben Boyd", "Cem Celik", "Dora Dahl")
    ]
    assert len(found["days"]) == 14
    assert found["duties"] == found["gaps"] == found["published"] == found["versions"] == []
    (primary,) = found["coverage"]
    assert {each["state"] for each in primary["stretches"]} == {"unplanned"}
    assert primary["stretches"][0] == {
        "start": "2026-12-07T17:00:00Z",
        "end": "2026-12-07T21:00:00Z",
        "needed": 1,
        "held": 0,
        "missing": 1,
        "state": "unplanned",
    }


def test_when_people_are_away_is_there_and_how_to_call_them_is_not(petra):
    blank = dict.fromkeys(("sites", "teams", "people", "bookings"), "")
    sheets = {"absences": ABSENCES, "unreachable": UNREACHABLE, "wishes": WISHES}
    stored(petra.database, **blank, **sheets, regular_hours=REGULAR)
    answer = petra.app.test_client().get("/rota/video/board.json?from=2026-12-07&days=14")
    ada, ben, cem, dora = answer.json["people"]
    day = {"start": "2026-12-08T23:00:00Z", "end": "2026-12-10T23:00:00Z"}
    assert ada["absences"] == [day | {"reason": "leave"}]
    choir = {"start": "2026-12-08T19:00:00Z", "end": "2026-12-08T21:00:00Z", "reason": "choir"}
    assert ben["unreachable"][0] == choir
    assert ben["zone"] == "Europe/London"
    weekend = {"start": "2026-12-11T23:00:00Z", "end": "2026-12-13T23:00:00Z"}
    assert cem["wishes"] == [weekend | {"prefer": False, "weight": 3}]
    assert len(dora["regular"]) == 10
    for secret in ("23125", "7946", "ada@firm.example"):
        assert secret not in answer.text


def test_a_draft_is_shown_beside_nothing_as_new(petra, draft):
    found = petra.board(draft)
    assert {each["difference"] for each in found["duties"]} == {"added"}
    assert len(found["duties"]) == 10
    duty = found["duties"][0]
    assert (duty["role"], duty["customers"], duty["bookings"]) == ("primary", ["Alster"], ["B1"])
    assert duty["editable"] == {"start": duty["start"], "end": duty["end"]}
    assert (duty["over"], duty["pinned"]) == (False, False)
    assert {each["state"] for each in found["coverage"][0]["stretches"]} == {"held"}
    assert found["draft"] | {"state": "ready", "edition": 0, "undo": None} == found["draft"]
    assert found["draft"]["can_edit"]
    assert found["draft"]["can_publish"]
    assert {each["rule"] for each in found["costs"]} >= {"burden", "standby_days"}
    costs = {each["rule"]: each for each in found["costs"]}
    assert costs["coverage"]["draft"] < costs["coverage"]["published"]
    assert sum(each["standby_days"] for each in found["fairness"]) == 10
    assert set(found["fairness"][0]["share"]) == {"hours", "nights", "weekends", "holidays"}


def test_what_differs_from_the_published_rota_is_marked_with_how_it_was(petra):
    published(petra.database)
    draft = drafted(petra.database, again=True)
    first, second, third, *rest = petra.board(draft)["duties"]
    number = {each["id"]: int(each["id"][1:]) for each in (first, second, third)}
    span = Span(*(datetime.fromisoformat(second[side]) for side in ("start", "end")))
    later = Span(span.start, span.end.replace(hour=20))
    taker = "ben" if first["person"] != "ben" else "ada"
    editing.edit(petra.database, draft, Assign(number[first["id"]], taker), ACT)
    editing.edit(petra.database, draft, Move(number[second["id"]], later), ACT)
    editing.edit(petra.database, draft, Clear(number[third["id"]]), ACT)
    half = span.start.replace(day=10, hour=19)
    fourth = int(rest[0]["id"][1:])
    editing.edit(petra.database, draft, Split(fourth, half), ACT)

    found = petra.board(draft)
    by_id = {each["id"]: each for each in found["duties"]}
    changed = by_id[first["id"]]
    assert (changed["difference"], changed["person"]) == ("changed", taker)
    assert changed["was"]["person"] == first["person"]
    moved = by_id[second["id"]]
    assert (moved["difference"], moved["was"]["end"]) == ("changed", second["end"])
    assert [each["id"] for each in found["removed"]] == [third["id"]]
    assert found["removed"][0]["difference"] == "removed"
    added = [each for each in found["duties"] if each["difference"] == "added"]
    assert [each["start"] for each in added] == ["2026-12-10T19:00:00Z"]
    alike = [each for each in found["duties"] if each["difference"] is None]
    assert len(alike) == 6
    assert found["draft"]["undo"] == {"edit": "split", "duty": rest[0]["id"]}


def test_gaps_are_told_with_reasons_and_the_reports_cure(petra, draft):
    duty = petra.board(draft)["duties"][2]
    editing.edit(petra.database, draft, Clear(int(duty["id"][1:])), ACT)
    (gap,) = petra.board(draft)["gaps"]
    assert (gap["role"], gap["missing"], gap["customers"]) == ("primary", 1, ["Alster"])
    assert (gap["start"], gap["end"]) == (duty["start"], duty["end"])
    assert "Dora Dahl: lacks the skill codec" in gap["because"]
    assert gap["cure"] is None
    told = {
        "bookings": ["B1"],
        "role": "primary",
        "missing": 1,
        "because": ["Ada Ahlers: ill"],
        "start": datetime.fromisoformat(gap["start"]).isoformat(),
        "end": datetime.fromisoformat(gap["end"]).isoformat(),
        "cure": "if Ada Ahlers were not absent (leave), Wed 9 Dec 18:00–22:00, this would be "
        "covered (tried: it works)",
    }
    with petra.database.begin() as tx:
        drafts.change(tx, draft, report={"gaps": [told], "seconds": 1.5, "status": "optimal"})
    found = petra.board(draft)
    assert found["gaps"][0]["because"] == ["Ada Ahlers: ill"]
    cure = found["gaps"][0]["cure"]
    assert (cure["kind"], cure["person"], cure["sentence"]) == ("absence", "ada", told["cure"])
    assert (found["draft"]["seconds"], found["draft"]["status"]) == (1.5, "optimal")
    (stretch,) = (s for s in found["coverage"][0]["stretches"] if s["state"] == "gap")
    assert (stretch["start"], stretch["needed"], stretch["held"]) == (gap["start"], 1, 0)


def test_one_gap_is_told_as_the_timeline_tells_it(petra, draft):
    duty = petra.board(draft)["duties"][2]
    editing.edit(petra.database, draft, Clear(int(duty["id"][1:])), ACT)
    (gap,) = petra.board(draft)["gaps"]
    address = f"video/gap.json?from=2026-12-07&days=14&draft={draft}"
    assert petra.get(f"{address}&gap=0") == gap
    assert petra.get(f"{address}&gap=1", 404)["sentences"]
    assert petra.get(address, 400)["sentences"]


def test_breaches_are_told_with_whom_and_when(petra, draft):
    duty = petra.board(draft)["duties"][0]
    editing.edit(petra.database, draft, Assign(int(duty["id"][1:]), "dora"), ACT)
    (breach,) = petra.board(draft)["breaches"]
    assert breach == {
        "rule": "eligible",
        "person": "dora",
        "sentence": "Dora Dahl: lacks the skill codec",
        "start": duty["start"],
    }


def test_the_best_rota_so_far_is_shown_and_can_not_be_changed(petra):
    number = asked(petra.database)
    held = claim(petra.database)
    assert petra.board(number)["duties"] == []
    answer = solved(petra.database, held)
    told(petra.database, held, answer.rows[1:], answer.planned, 2.5)
    found = petra.board(number)
    draft = found["draft"]
    assert (draft["state"], draft["found"]) == ("solving", 2.5)
    assert (draft["can_edit"], draft["can_publish"]) == (False, False)
    assert {each["difference"] for each in found["duties"]} == {"added"}
    assert not any(each["editable"] for each in found["duties"])
    assert len({each["id"] for each in found["duties"]}) == 9
    (gap,) = found["gaps"]
    assert gap["because"] == []  # worked out for whoever opens it
    address = f"video/gap.json?from=2026-12-07&days=14&draft={number}&gap=0"
    assert petra.get(address)["because"]
    duty = found["duties"][0]["id"]
    refused = petra.edit(number, 409, edition=0, edit="assign", duty="D1", person="ada")
    assert "is not solved yet" in refused["sentences"][0]
    petra.get(f"drafts/{number}/places.json?duty={duty}", 409)
    assert draft_work.finish(petra.database, held, answer)
    ready = petra.board(number)
    assert (len(ready["duties"]), ready["gaps"]) == (10, [])
    assert (ready["draft"]["found"], ready["draft"]["can_edit"]) == (None, True)


def test_the_published_rota_its_versions_and_its_drafts(petra, draft):
    publish(petra.database, draft, ACT)
    later = drafted(petra.database)
    found = petra.board()
    assert [each["state"] for each in found["drafts"]] == ["ready", "published"]
    assert [each["draft"] for each in found["drafts"]] == [later, draft]
    assert (found["version"], found["draft"]) == (1, None)
    (version,) = found["versions"]
    assert (version["version"], version["by"], version["draft"]) == (1, "petra", draft)
    assert found["published"] == [{"start": "2026-12-06T23:00:00Z", "end": "2026-12-20T23:00:00Z"}]
    assert {each["difference"] for each in found["duties"]} == {None}
    assert {*found["costs"][0]} == {"rule", "published"}


def test_an_older_version_is_shown_as_it_was(petra, draft):
    publish(petra.database, draft, ACT)
    duty = petra.board()["duties"][0]
    taker = "ben" if duty["person"] != "ben" else "ada"
    overriding.override(petra.database, duty["id"], taker, ACT)
    assert petra.board()["duties"][0]["person"] == taker
    old = petra.board(query="&version=1")
    assert old["duties"][0]["person"] == duty["person"]
    assert (old["shown_version"], old["version"]) == (1, 2)
    assert not any(each["editable"] for each in old["duties"])
    petra.board(query="&version=9", status=404)


def test_a_draft_from_an_older_version_is_told_so(petra, draft):
    other = drafted(petra.database)
    publish(petra.database, draft, ACT)
    found = petra.board(other)
    assert found["draft"]["stale"]
    assert not found["draft"]["can_publish"]


def test_what_is_over_can_not_be_changed_and_what_has_begun_only_from_now_on(petra, draft):
    publish(petra.database, draft, ACT)
    petra.clock.at = datetime(2026, 12, 8, 18, 30, tzinfo=UTC)
    over, begun, to_come, *_ = petra.board()["duties"]
    assert (over["over"], over["editable"]) == (True, None)
    assert (begun["over"], begun["editable"]["start"]) == (False, "2026-12-08T18:30:00Z")
    assert to_come["editable"]["start"] == to_come["start"]
    (today,) = (each for each in petra.board()["days"] if each["today"])
    assert today["date"] == "2026-12-08"


@pytest.mark.parametrize(
    ("first", "hours"), [(date(2026, 10, 19), 25), (date(2027, 3, 22), 23)], ids=str
)
def test_in_the_week_in_which_the_clocks_change_a_day_is_longer_or_shorter(
    database, tmp_path, first, hours
):
    bookings = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B1,Alster,video,2026-09-01,2026-10-01,2027-05-01,always,codec,1,0\n"
    )
    now = datetime(2026, 9, 20, tzinfo=UTC)
    stored(database, bookings=bookings)
    draft = drafted(database, now=now, first=first, days=7)
    found = planner(database, tmp_path, now=now).get(f"video/board.json?draft={draft}")
    assert [day["hours"] for day in found["days"]] == [24] * 6 + [hours]
    for day, following in zip(found["days"], found["days"][1:], strict=False):
        assert day["end"] == following["start"]
    assert (found["start"], found["end"]) == (
        found["days"][0]["start"],
        found["days"][-1]["end"],
    )
    held = sum(
        (datetime.fromisoformat(s["end"]) - datetime.fromisoformat(s["start"])).total_seconds()
        for s in found["coverage"][0]["stretches"]
    )
    assert held == 3600 * (6 * 24 + hours)


def test_holidays_are_called_as_in_the_language_of_the_page(petra):
    address = "video/board.json?from=2026-12-24&days=3"
    german = petra.get(f"{address}&lang=de")["days"]
    english = petra.get(f"{address}&lang=en")["days"]
    assert [day["holiday"] for day in german] == [
        None,
        "Erster Weihnachtstag",
        "Zweiter Weihnachtstag",
    ]
    assert english[1]["holiday"] == "Christmas Day"


def test_by_itself_it_begins_with_this_weeks_monday_or_with_the_draft(petra, draft):
    found = petra.get("video/board.json")
    assert (found["from"], found["days_shown"]) == ("2026-11-23", 28)
    of_draft = petra.get(f"video/board.json?draft={draft}")
    assert (of_draft["from"], of_draft["days_shown"]) == ("2026-12-07", 14)


def test_a_draft_that_is_not_solved_yet_is_told_beside_what_is_published(petra):
    published(petra.database)
    body = {"from": "2026-12-07", "days": 14}
    number = petra.post("video/draft.json", 201, **body)["draft"]
    found = petra.board(number)
    assert found["draft"]["state"] == "asked"
    assert {each["difference"] for each in found["duties"]} == {None}
    assert len(found["duties"]) == 10


def test_who_has_not_joined_yet_has_a_name_and_no_row(petra):
    with petra.database.begin() as tx:
        people = SHEETS["people"]
        tx.execute(update(people).where(people.c.id == "dora").values(joined="2027-01-11"))
        sheets.changed(tx)
    found = petra.board()
    assert "dora" not in {each["id"] for each in found["people"]}
    assert found["names"]["dora"] == "Dora Dahl"


def test_who_has_left_the_team_has_a_row_as_long_as_there_are_duties(petra, draft):
    publish(petra.database, draft, ACT)
    whose = {each["person"] for each in petra.board()["duties"]}
    assert "ben" in whose
    with petra.database.begin() as tx:
        people = SHEETS["people"]
        tx.execute(update(people).where(people.c.id == "ben").values(team="voice"))
        sheets.changed(tx)
    found = petra.board()
    assert {each["person"] for each in found["duties"]} == whose
    (ben,) = (each for each in found["people"] if each["id"] == "ben")
    assert (ben["name"], ben["teams"]) == ("Ben Boyd", ["voice"])
    assert {each["person"] for each in found["breaches"]} == {"ben"}
