"""Yes or no to a page, by key, by text or on the page of a link, becomes what it means there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.answers import Word
from oncall.incidents.deciding import Purpose
from oncall.services import acting
from oncall.services.merging import followed

if TYPE_CHECKING:
    from oncall.incidents.hearing import Act, Heard
    from oncall.store.db import Database


def answer(database: Database, incident: int, purpose: Purpose, word: Word, act: Act) -> Heard:
    """Do what a word means: yes takes it on, or says that work has begun; no passes it on.

    Saying it again changes nothing. A yes to what was merged meanwhile is one to what it is part
    of; a no is none, for whoever has that one gives nothing back by it. Raises Unknown where there
    is no such incident.
    """
    if word is Word.NO:
        return acting.decline(database, incident, act)
    with database.begin() as tx:
        incident = followed(tx, incident)
    if purpose is Purpose.ASKED:
        return acting.start(database, incident, act)
    return acting.accept(database, incident, act)
