"""A text that came in: it answers a page, asks for no more texts, or gets one helpful answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents import reply_words
from oncall.incidents.answers import ANSWERS, Word
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.replies import read
from oncall.incidents.reply_words import say, which
from oncall.services import opting, proving
from oncall.services.answering import answer_in
from oncall.services.gathering import facts_in
from oncall.services.meaning import about, meant_by, waiting
from oncall.store import answering, incidents, pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.incidents.hearing import Heard
    from oncall.incidents.replies import Reply
    from oncall.incidents.seal import Seal
    from oncall.services.meaning import Texted
    from oncall.store.db import Database, Tx


class Text(NamedTuple):
    """A text as it came in: the carrier's id for it, from which number, what it says."""

    sid: str
    address: str
    body: str


def heard(database: Database, text: Text, seal: Seal, now: datetime) -> str | None:
    """Do what a text says and return what is answered; None where nothing is.

    Whoever we have never texted gets no text from us. A text that is told twice does nothing
    twice and is answered alike.
    """
    reply = read(text.body)
    with database.begin() as tx:
        if not answering.claim(tx, text.sid, now):  # waits for the same text, if it is under way
            before = answering.reply(tx, text.sid)
            return before.answer if before is not None else None
        # What is done and that it is done are one transaction: a kill in between undoes both.
        said = _obeyed(database, tx, text.address, reply, now, seal)
        answering.answered(tx, text.sid, said)
    return said


def _obeyed(
    database: Database, tx: Tx, address: str, reply: Reply, now: datetime, seal: Seal
) -> str | None:
    if reply.wish is not None:
        opting.wish_in(database, tx, address, reply.wish, now)
        return None  # the carrier answers these by itself
    known = answering.known_at(tx, address)
    if known is None:
        return None
    rows = answering.texted(tx, address)
    test = answering.last_test(tx, address, now - proving.REMEMBERED)
    known_of = answering.by_ids(tx, {row.incident for row in rows})
    some = [about(row, known_of[row.incident]) for row in rows]
    meant = meant_by(reply, some)
    is_bare = reply.number is None and reply.word is not None and not waiting(some)
    if is_bare and test is not None and test.id > max((row.id for row in rows), default=0):
        proving.tested_in(tx, answering.message(tx, test.message).facts, now)
        return say(known.language, "tested")
    if meant is None or reply.word is None:
        return _asked_back(known.language, meant, some)
    is_named = reply.number in meant.names
    if reply.word is Word.NO and meant.is_theirs and not is_named:
        # Nobody gives back what they have by a mere no, which may have meant anything.
        return say(meant.language, "give back", number=meant.kept.number, code=meant.code)
    act = Act(meant.person, "reply", now)
    said = answer_in(database, tx, meant.kept.incident.id, meant.purpose, reply.word, act)
    person = facts_in(database, tx).people.get(said.incident.holder or "")
    holder = person.name if person else said.incident.holder
    return _told(tx, meant, said, holder, seal)


def _asked_back(language: str, meant: Texted | None, some: Sequence[Texted]) -> str:
    if meant is not None and meant.waits:
        return say(meant.language, "unclear", code=meant.code)
    wait = sorted(waiting(some), key=lambda each: each.code)
    if not wait:
        return say(language, "nothing")
    listed = [(each.code, each.kept.number, each.kept.report.customer or "") for each in wait]
    return which(language, listed)


def _told(tx: Tx, meant: Texted, said: Heard, holder: str | None, seal: Seal) -> str:
    """Return what became of it: of the incident that was meant, or of what it is part of by now."""
    of = said.incident.id
    is_rung = said.answer is Answer.YOURS and pages.is_rung(tx, of, meant.person)
    kept = meant.kept if of == meant.kept.incident.id else incidents.by_id(tx, of)
    language = meant.language
    told = say(
        language,
        ANSWERS[said.answer],
        number=kept.number,
        who=meant.who or reply_words.say(language, "unknown"),
        holder=holder or say(language, "somebody"),
        link=seal.link(meant.attempt) if meant.attempt else "",
    ).strip()
    return say(language, "rung", yours=told) if is_rung else told
