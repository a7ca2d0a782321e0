"""Once a backup was put back, nothing is believed that was known of the database before."""

from __future__ import annotations

from sqlalchemy import text

from oncall.services import editing
from oncall.services.restoring import looked_into, note_restored
from tests.oncall.services.firms import NOW, drafted, stored


def test_a_draft_is_checked_by_the_facts_that_were_put_back(database):
    """Their revision and the versions of the rotas may well be what they were before."""
    stored(database)
    draft = drafted(database)
    assert not editing.checked(database, draft).breaches
    with database.begin() as tx:
        tx.execute(text("update people set skills = 'network' where skills <> ''"))
        tx.execute(text("update bookings set skill = 'network'"))
        tx.execute(text("update people set skills = '' where id <> 'dora'"))
    assert not editing.checked(database, draft).breaches  # of all this it has not heard
    note_restored(database, "kept.dump", looked_into(database), "petra", NOW)
    assert editing.checked(database, draft).breaches
