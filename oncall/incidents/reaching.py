"""How somebody is reached: addresses by channel, in their order, and when they want quiet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.ladder import Channel
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oncall.people import Person


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach a person, so long after a rung fired; one that opted out is not used."""

    channel: Channel
    address: str
    delay: timedelta = timedelta(0)
    is_verified: bool = False
    has_opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """An address of somebody who is told things: by which channel, and where."""

    channel: Channel
    address: str


# Services of messages, as Apprise calls them; of others it has, some run programs.
_PUSH: Final = (
    "discord gotify gotifys matrix matrixs mmost mmosts msteams ntfy ntfys pover prowl rocket "
    "rockets sevenio signal signals slack tgram workflow workflows zulip"
)
PUSH: Final = frozenset(_PUSH.split())
PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
MAIL: Final = re.compile(r"[^@\s:/]+@[^@\s:/]+")


def contact(written: str) -> Contact:
    """Return an address as it is written: a number, a mail address, https:// or a push service.

    Raises ValueError with what is wrong, the address left out, for it may hold a secret.
    """
    scheme, sign, _ = written.partition("://")
    if PHONE.fullmatch(written):
        return Contact(Channel.SMS, written)
    if MAIL.fullmatch(written):
        return Contact(Channel.EMAIL, written)
    if sign and scheme == "https":
        return Contact(Channel.WEBHOOK, written)
    if sign and scheme in PUSH:
        return Contact(Channel.PUSH, written)
    raise ValueError(
        Sentence(
            "is neither a number like +4930231250, nor a mail address, nor https://…, nor a push "
            "service (%(services)s)",
            services=", ".join(sorted(PUSH)),
        )
    )


def reaches_of(person: Person, own: Iterable[Reach]) -> tuple[Reach, ...]:
    """Return all ways to reach a person: their own, then what the planner's sheet has."""
    known = {(each.channel, each.address): each for each in of_sheet(person)}
    return tuple((known | {(each.channel, each.address): each for each in own}).values())


def chosen(ways: Sequence[Reach], channels: Sequence[Channel]) -> tuple[Reach, ...]:
    """Return the ways to use for a page by some channels.

    Of each channel verified addresses alone are used where there are any. Where no channel that is
    asked for reaches the person, whatever does is used: a page beats silence.
    """
    usable = [way for way in ways if not way.has_opted_out]
    wanted = [way for way in usable if way.channel in channels] or usable
    sure = {way.channel for way in wanted if way.is_verified}
    return tuple(way for way in wanted if way.is_verified or way.channel not in sure)


def of_sheet(person: Person) -> tuple[Reach, ...]:
    """Return the ways that the planner's sheet has."""
    ways = []
    if person.phone:
        ways += [Reach(Channel.VOICE, person.phone), Reach(Channel.SMS, person.phone)]
    if person.email:
        ways.append(Reach(Channel.EMAIL, person.email))
    return tuple(ways)
