"""Yes or no to a page, by key, by text or on the page of a link, becomes what it means there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.answers import Word
from oncall.incidents.deciding import Purpose
from oncall.services import acting

if TYPE_CHECKING:
    from oncall.incidents.hearing import Act, Heard
    from oncall.store.db import Database


def answer(database: Database, incident: int, purpose: Purpose, word: Word, act: Act) -> Heard:
    """Do what a word means: yes takes it on, or says that work has begun; no passes it on.

    Saying it again changes nothing. Raises Unknown where there is no such incident.
    """
    if word is Word.NO:
        return acting.decline(database, incident, act)
    if purpose is Purpose.ASKED:
        return acting.start(database, incident, act)
    return acting.accept(database, incident, act)
