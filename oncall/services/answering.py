"""Yes or no to a page, by key, by text or on the page of a link, becomes what it means there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents import hearing
from oncall.incidents.answers import Word
from oncall.incidents.deciding import Purpose
from oncall.services import acting
from oncall.services.merging import followed

if TYPE_CHECKING:
    from oncall.incidents.hearing import Act, Heard
    from oncall.store.db import Database, Tx


def answer(database: Database, incident: int, purpose: Purpose, word: Word, act: Act) -> Heard:
    """Do what a word means: yes takes it on, or says that work has begun; no passes it on.

    Saying it again changes nothing. A yes to what was merged meanwhile is one to what it is part
    of; a no is none, for whoever has that one gives nothing back by it. Raises Unknown where there
    is no such incident.
    """
    with database.begin() as tx:
        return answer_in(database, tx, incident, purpose, word, act)


def answer_in(
    database: Database, tx: Tx, incident: int, purpose: Purpose, word: Word, act: Act
) -> Heard:
    """Do the same in a transaction that is open."""
    said = hearing.start if purpose is Purpose.ASKED else hearing.accept
    if word is Word.NO:
        said = hearing.decline
    else:
        incident = followed(tx, incident)
    return acting.hear_in(database, tx, incident, act, lambda each: said(each, act))
