"""Publishing: what a draft becomes, whom it tells, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from oncall.edits import Assign, Clear, Move
from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.services import editing
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import audit, draft_rows, messages, rotas
from oncall.store.tables import effective_duties
from tests.oncall.services.firms import NOW, drafted, published, stored

if TYPE_CHECKING:
    from oncall.store.db import Database

LATER = NOW + timedelta(days=400)
PETRA = Act("petra", NOW, "weeks 50 and 51")


def effective(database: Database, team: str = "video"):
    with database.begin() as tx:
        return rotas.of_team(tx, team, Span(NOW - timedelta(days=400), LATER))


def test_a_published_draft_is_who_is_on_call(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        duties = draft_rows.duties(tx, draft)
    made = publish(database, draft, PETRA).made
    assert made.publication.version == 1
    assert effective(database) == duties
    assert len(duties) == 10


def test_publishing_tells_each_person_once_and_is_in_the_log(database):
    stored(database)
    released = published(database)
    with database.begin() as tx:
        told = messages.told(tx, "video", "duties")
        line = audit.lines(tx, "rota video 1")[0]
    people = {change.now_or_before.person for change in released.made.changes}
    assert sorted(m.person for m in told) == sorted(people)
    assert sum(len(m.facts["changes"]) for m in told) == len(released.made.changes)
    assert (line["who"], line["after"]["why"]) == ("petra", "ready")


def test_a_stale_draft_is_refused(database):
    stored(database)
    first, second = drafted(database), drafted(database)
    publish(database, first, PETRA)
    with pytest.raises(BadInput, match=r"at version 1 by now, this was made from version 0"):
        publish(database, second, PETRA)


def test_a_draft_is_published_once(database):
    stored(database)
    draft = drafted(database)
    publish(database, draft, PETRA)
    with pytest.raises(BadInput, match="is published; only one that is ready"):
        publish(database, draft, PETRA)


def test_a_broken_must_can_not_be_published(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        duty = draft_rows.duties(tx, draft)[0]
    edited = editing.edit(database, draft, Assign(duty.duty, "dora"), PETRA)
    assert [b.rule for b in edited.effect.broken] == ["eligible"]
    with pytest.raises(BadInput, match="Dora Dahl: lacks the skill codec"):
        publish(database, draft, PETRA)
    assert effective(database) == ()


def test_facts_that_changed_after_drafting_are_checked(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        who = draft_rows.duties(tx, draft)[0].person
    absent = f"person,start,end,reason\n{who},2026-12-07,2026-12-08,flu\n"
    stored(database, **dict.fromkeys(("sites", "teams", "people", "bookings"), ""), absences=absent)
    with pytest.raises(BadInput, match="absent"):
        publish(database, draft, PETRA)


def test_an_unchanged_plan_published_again_changes_nothing_for_anybody(database):
    stored(database)
    published(database)
    before = effective(database)
    again = published(database, again=True)
    assert again.made.changes == ()
    assert effective(database) == before
    with database.begin() as tx:
        assert all(m.facts["version"] == 1 for m in messages.told(tx, "video", "duties"))


def test_the_past_is_never_changed(database):
    stored(database)
    draft = drafted(database)
    publish(database, draft, PETRA)
    wednesday = NOW + timedelta(days=15)
    stale = drafted(database, now=wednesday, again=True)
    with database.begin() as tx:
        duty = draft_rows.duties(tx, stale)[0]
    editing.edit(database, stale, Clear(duty.duty), Act("petra", wednesday))
    after = duty.span.end + timedelta(hours=1)
    with pytest.raises(BadInput, match="duties of video that are over"):
        publish(database, stale, Act("petra", after))


def test_a_replanned_week_keeps_what_is_over(database):
    stored(database)
    published(database)
    before = effective(database)
    wednesday = NOW + timedelta(days=15, hours=10)  # 20:00 in Hamburg: a duty is running
    published(database, now=wednesday, again=True)
    after = effective(database)
    assert after == before


def test_two_duties_of_one_person_at_a_time_are_refused_by_the_database(database):
    stored(database)
    published(database)
    with database.begin() as tx:
        row = tx.execute(select(effective_duties).limit(1)).mappings().one()
        values = dict(row) | {"duty": row["duty"] + 10_000}
    with pytest.raises(Exception, match="one_duty_at_a_time"), database.begin() as tx:
        tx.execute(effective_duties.insert().values(values))


def test_a_gap_by_hand_is_told_to_planners_once(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        duty = draft_rows.duties(tx, draft)[0]
    edited = editing.edit(database, draft, Clear(duty.duty), PETRA)
    assert [g.missing for g in edited.effect.opened] == [1]
    released = publish(database, draft, PETRA)
    assert len(released.seen.opened) == 1
    with database.begin() as tx:
        assert len(messages.told(tx, "video", "gap")) == 1


def test_edits_are_taken_back_one_by_one(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        at_first = draft_rows.duties(tx, draft)
    duty, other = at_first[:2]
    editing.edit(database, draft, Clear(duty.duty), PETRA)
    shorter = Span(other.span.start, other.span.end - timedelta(hours=1))
    editing.edit(database, draft, Move(other.duty, shorter), PETRA)
    editing.undo(database, draft, PETRA)
    assert editing.undo(database, draft, PETRA).duties == at_first
    with pytest.raises(BadInput, match="no edit to take back"):
        editing.undo(database, draft, PETRA)


def test_an_edit_of_an_edition_that_somebody_has_left_behind_is_refused(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        first, second, *_ = draft_rows.duties(tx, draft)
    editing.edit(database, draft, Clear(first.duty), PETRA, edition=0)
    with pytest.raises(BadInput, match="somebody else has edited"):
        editing.edit(database, draft, Clear(second.duty), PETRA, edition=0)
