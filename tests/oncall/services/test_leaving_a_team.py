"""Who leaves a team has its duties still: they are told as broken, and nothing falls over."""

from __future__ import annotations

import pytest

from oncall.edits import Assign
from oncall.errors import BadInput
from oncall.services import drafting, editing, viewing, watching
from oncall.services.importing import import_folder
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import draft_rows
from oncall.streams import Weeks
from tests.builders import write_folder
from tests.oncall.services.firms import BOOKINGS, MONDAY, NOW, PEOPLE, drafted, published

LEFT = PEOPLE.replace("ben,Ben Boyd,video;voice", "ben,Ben Boyd,voice")
ACT = Act("petra", NOW, "")


@pytest.fixture
def left(database, tmp_path):
    """A draft beside a published rota, in both of which Ben has duties; he has left the team."""
    people = write_folder(tmp_path / "before", people=PEOPLE, bookings=BOOKINGS)
    import_folder(database, people, by="petra", now=NOW)
    published(database)
    draft = drafted(database, again=True)
    people = write_folder(tmp_path / "after", people=LEFT, bookings=BOOKINGS)
    import_folder(database, people, by="petra", now=NOW)
    return draft


def sentences(check):
    return {breach.sentence for breach in check.breaches}


def test_the_published_rota_and_the_draft_say_so(database, left):
    told = {"Ben Boyd: is not in team video"}
    assert sentences(viewing.published(database, "video", Weeks(MONDAY, 14)).check) == told
    assert sentences(viewing.draft(database, left).check) == told
    assert sentences(editing.checked(database, left)) == told
    assert sentences(watching.state_of(database, "video", NOW)) == told
    compared, _ = viewing.draft_beside_published(database, left)
    assert sentences(compared.after) == told


def test_the_draft_is_not_published_until_somebody_else_has_them(database, left):
    with pytest.raises(BadInput, match="Ben Boyd: is not in team video"):
        publish(database, left, ACT)
    with database.begin() as tx:
        his = [each for each in draft_rows.duties(tx, left) if each.person == "ben"]
    assert his
    for duty in his:
        done = editing.edit(database, left, Assign(duty.duty, "cem"), ACT)
        assert done.effect.mended
    editing.undo(database, left, ACT)
    editing.redo(database, left, ACT)
    assert publish(database, left, ACT).seen.breaches == ()


def test_a_new_draft_is_without_them(database, left):
    again = drafted(database, again=True)
    with database.begin() as tx:
        assert "ben" not in {each.person for each in draft_rows.duties(tx, again)}
    assert drafting.get(database, again).state == "ready"
