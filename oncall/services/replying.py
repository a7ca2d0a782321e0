"""A text that came in: it answers a page, asks for no more texts, or gets one helpful answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.incidents import reply_words
from oncall.incidents.answers import ANSWERS, Word, waits
from oncall.incidents.deciding import Purpose
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.replies import read
from oncall.incidents.reply_words import say, which
from oncall.services import opting, proving
from oncall.services.answering import answer
from oncall.services.gathering import facts_in
from oncall.store import answering, incidents, pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from oncall.incidents.hearing import Heard
    from oncall.incidents.replies import Reply
    from oncall.incidents.seal import Seal
    from oncall.store.db import Database, Record
    from oncall.store.incidents import Kept


class Text(NamedTuple):
    """A text as it came in: the carrier's id for it, from which number, what it says."""

    sid: str
    address: str
    body: str


class Texted(NamedTuple):
    """An incident as somebody was told of it by text, at one address."""

    person: str
    language: str
    code: int
    purpose: Purpose
    attempt: str
    kept: Kept
    waits: bool

    @property
    def who(self) -> str:
        """Who reported it, as it is told."""
        report = self.kept.report
        return ", ".join(part for part in (report.customer or report.caller, report.phone) if part)


def heard(database: Database, text: Text, seal: Seal, now: datetime) -> str | None:
    """Do what a text says and return what is answered; None where nothing is.

    Whoever we have never texted gets no text from us. A text that is told twice does nothing
    twice and is answered alike.
    """
    with database.begin() as tx:
        before = answering.reply(tx, text.sid)
    if before is not None:
        known: str | None = before.answer
        return known
    said = _obeyed(database, text.address, read(text.body), seal, now)
    with database.begin() as tx:
        answering.note_reply(tx, text.sid, said, now)
    return said


def _obeyed(
    database: Database, address: str, reply: Reply, seal: Seal, now: datetime
) -> str | None:
    if reply.wish is not None:
        opting.wish(database, address, reply.wish, now)
        return None  # the carrier answers these by itself
    with database.begin() as tx:
        known = answering.known_at(tx, address)
        if known is None:
            return None
        rows = answering.texted(tx, address)
        test = answering.last_test(tx, address, now - proving.REMEMBERED)
        about = answering.by_ids(tx, {row.incident for row in rows})
    some = [_texted(row, about[row.incident]) for row in rows]
    meant = _meant(reply, some)
    is_bare = reply.number is None and reply.word is not None
    is_newest = test is not None and test.id > max((row.id for row in rows), default=0)
    if test is not None and is_newest and is_bare and not _waiting(some):
        proving.tested(database, _about(database, test), now)
        return say(known.language, "tested")
    if meant is None or reply.word is None:
        return _asked_back(known.language, meant, some)
    if is_bare and reply.word is Word.NO and meant.kept.incident.holder == meant.person:
        # Nobody gives back what they have by a mere no, which may have meant anything.
        return say(meant.language, "give back", number=meant.kept.number, code=meant.code)
    act = Act(meant.person, "reply", now)
    said = answer(database, meant.kept.incident.id, meant.purpose, reply.word, act)
    return _told(database, meant, said, seal)


def _about(database: Database, test: Record) -> Mapping[str, Any]:
    """Return what a test page is about."""
    with database.begin() as tx:
        facts: Mapping[str, Any] = answering.message(tx, test.message).facts
    return facts


def _texted(row: Record, kept: Kept) -> Texted:
    purpose = Purpose(row.purpose)
    person: str = row.person
    return Texted(
        person,
        row.language,
        row.code,
        purpose,
        row.attempt or "",
        kept,
        waits(kept.incident, person, purpose),
    )


def _waiting(some: Sequence[Texted]) -> list[Texted]:
    return [each for each in some if each.waits]


def _meant(reply: Reply, some: Sequence[Texted]) -> Texted | None:
    """Return which one is meant: the one named, else the only one that waits, else the latest.

    Of those that no longer wait the latest is meant only where none waits: they hear who has it. A
    number that names none («in 10 min») is no name where only one waits.
    """
    named = [each for each in some if reply.number in {str(each.code), each.kept.number}]
    waiting = _waiting(some)
    if reply.number is not None and (named or len(waiting) != 1):
        return next(
            iter(sorted(named, key=lambda each: not each.kept.incident.state.is_open)), None
        )
    if waiting:
        return waiting[0] if len(waiting) == 1 else None
    return some[0] if some else None


def _asked_back(language: str, meant: Texted | None, some: Sequence[Texted]) -> str:
    if meant is not None and meant.waits:
        return say(meant.language, "unclear", code=meant.code)
    waiting = sorted(_waiting(some), key=lambda each: each.code)
    if not waiting:
        return say(language, "nothing")
    listed = [(each.code, each.kept.number, each.kept.report.customer or "") for each in waiting]
    return which(language, listed)


def _told(database: Database, meant: Texted, said: Heard, seal: Seal) -> str:
    """Return what became of it: of the incident that was meant, or of what it is part of by now."""
    about, holder = said.incident.id, said.incident.holder
    with database.begin() as tx:
        person = facts_in(database, tx).people.get(holder or "")
        is_rung = said.answer is Answer.YOURS and pages.is_rung(tx, about, meant.person)
        is_part = about != meant.kept.incident.id
        kept = incidents.by_id(tx, about) if is_part else meant.kept
    language = meant.language
    told = say(
        language,
        ANSWERS[said.answer],
        number=kept.number,
        who=meant.who or reply_words.say(language, "unknown"),
        holder=(person.name if person else holder) or say(language, "somebody"),
        link=seal.link(meant.attempt) if meant.attempt else "",
    ).strip()
    return say(language, "rung", yours=told) if is_rung else told
