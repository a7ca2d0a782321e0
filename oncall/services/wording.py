"""The words of what is sent, made when it is sent: of how things stand then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from notify.channel import Parcel
from notify.gsm7 import plain
from oncall.incidents.ladder import Channel
from oncall.incidents.notices import Notice, notice
from oncall.incidents.texts import Told, letter, subject, text, within_two_parts
from oncall.services import proving
from oncall.services.gathering import facts_in
from oncall.store import answering, reaches, sending

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.incidents.sending import Errand
    from oncall.store.db import Database, Record, Tx

    # The address of the page on which an attempt is answered, which nobody can guess.
    Links = Callable[[str], str]
    # The digits that prove a way to reach somebody, of its number and a salt.
    Digits = Callable[[int, str], str]


def parcel(
    database: Database,
    errand: Errand,
    links: Links,
    now: datetime,
    digits: Digits | None = None,
    home: str = "",
) -> Parcel:
    """Return an errand as a carrier takes it; `digits` makes what proves a telephone.

    `home` is what our pages are called outside, without a slash at the end. Made again it may have
    other words, for what is told of an incident changes; its link stays.
    """
    link = links(errand.attempt)
    with database.begin() as tx:
        page = sending.words(tx, errand.attempt)
        said = _message(database, tx, page, digits, home) if page.message else None
        if said is None:
            told = _told(page, link)
            if page.channel == Channel.SMS:
                told = of_plain(told)
            words = letter if page.channel == Channel.EMAIL else text
            said = Notice(subject(told, page.language), words(told, page.language))
    return Parcel(
        errand.attempt,
        errand.channel,
        errand.address,
        said.text,
        page.language,
        max(page.expires_at - now, timedelta(seconds=1)),
        said.subject,
        "" if page.message else link,
    )


def _message(database: Database, tx: Tx, page: Record, digits: Digits | None, home: str) -> Notice:
    """Return the words of a message, with times as whoever it is for has them."""
    row, known = answering.message(tx, page.message), facts_in(database, tx)
    person = known.people.get(page.person)
    about = dict(row.facts)
    for named in ("giver", "person"):
        if who := known.people.get(about.get(named, "")):
            about[named] = who.name
    if "page" in about:
        about["page"] = f"{home}{about['page']}"
    if row.kind == proving.PROOF and digits is not None:
        way = reaches.by_id(tx, int(about["way"]))
        about["digits"] = digits(way.id, way.proof) if way is not None and way.proof else ""
    zone = person.site.zone if person else known.teams[row.team].site.zone
    said = notice(row.kind, row.team, about, page.language, zone)
    if page.channel != Channel.SMS:
        return said
    return said._replace(text=within_two_parts(plain(said.text)))


def of_plain(told: Told) -> Told:
    """Return what a text tells in GSM's alphabet, before it is cut: likenesses may be longer."""
    return replace(told, description=plain(told.description), who=plain(told.who))


def _told(page: Record, link: str) -> Told:
    who = ", ".join(part for part in (page.customer, page.caller, page.phone) if part)
    return Told(
        page.number,
        page.description,
        who,
        page.purpose,
        page.code or 0,
        link,
        timedelta(seconds=page.late),
    )
