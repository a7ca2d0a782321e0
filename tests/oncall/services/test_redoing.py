"""Edits taken back and done again, by the database's log."""

from __future__ import annotations

from random import Random

import pytest

from oncall.edits import Assign, Clear, Move, Split
from oncall.errors import BadInput, Stale
from oncall.localtime import MINUTE, Span
from oncall.services import editing
from oncall.services.publishing import Act
from oncall.store import draft_rows
from tests.oncall.services.firms import NOW, drafted, stored

ACT = Act("petra", NOW, "by hand")


def rows(database, draft):
    with database.begin() as tx:
        return draft_rows.duties(tx, draft)


def random_edit(dice, duties):
    """Return some edit; whether the rota is any better for it does not matter here."""
    duty = dice.choice(duties)
    shorter = Span(duty.span.start, duty.span.end - duty.span.minutes // 2 * MINUTE)
    return dice.choice(
        [
            Assign(duty.duty, dice.choice(("ada", "ben", "cem", "dora"))),
            Clear(duty.duty),
            Move(duty.duty, shorter),
            Split(duty.duty, duty.span.start + duty.span.minutes // 3 * MINUTE, "ben"),
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_edits_undos_and_redos_lead_where_a_list_of_rotas_leads(database, seed):
    stored(database)
    draft = drafted(database)
    dice = Random(seed)  # noqa: S311 - for variety
    states, at = [rows(database, draft)], 0
    for _ in range(40):
        what = dice.choice(("edit", "edit", "undo", "undo", "redo"))
        if what == "undo" and at:
            editing.undo(database, draft, ACT)
            at -= 1
        elif what == "redo" and at < len(states) - 1:
            editing.redo(database, draft, ACT)
            at += 1
        elif what == "edit" and all(each.span.minutes > 3 for each in states[at]):
            done = editing.edit(database, draft, random_edit(dice, states[at]), ACT)
            if done.duties == states[at]:
                editing.undo(database, draft, ACT)
                del states[at + 1 :]
                states.append(states[at])
                continue
            states[at + 1 :] = [done.duties]
            at += 1
        assert rows(database, draft) == states[at]


def test_what_was_not_taken_back_is_not_done_again(database):
    stored(database)
    draft = drafted(database)
    with pytest.raises(BadInput, match="no edit to do again"):
        editing.redo(database, draft, ACT)
    duty = rows(database, draft)[0]
    editing.edit(database, draft, Clear(duty.duty), ACT)
    with pytest.raises(BadInput, match="no edit to do again"):
        editing.redo(database, draft, ACT)


def test_who_edits_anew_gives_up_what_was_taken_back(database):
    stored(database)
    draft = drafted(database)
    first, second, *_ = rows(database, draft)
    editing.edit(database, draft, Clear(first.duty), ACT)
    editing.undo(database, draft, ACT)
    editing.edit(database, draft, Clear(second.duty), ACT)
    with pytest.raises(BadInput, match="no edit to do again"):
        editing.redo(database, draft, ACT)


def test_nothing_is_done_again_over_what_somebody_else_did_meanwhile(database):
    stored(database)
    draft = drafted(database)
    first, second, *_ = rows(database, draft)
    editing.edit(database, draft, Clear(first.duty), ACT)
    seen = editing.undo(database, draft, ACT).edition
    editing.edit(database, draft, Clear(second.duty), Act("paul", NOW, ""))
    with pytest.raises(Stale):
        editing.redo(database, draft, ACT, edition=seen)


def test_an_edit_that_must_be_allowed_is_not_done_where_it_breaks_anything(database):
    stored(database)
    draft = drafted(database)
    before = rows(database, draft)
    with pytest.raises(BadInput, match="Dora Dahl: lacks the skill codec"):
        editing.edit(database, draft, Assign(before[0].duty, "dora"), ACT, only_allowed=True)
    assert rows(database, draft) == before
