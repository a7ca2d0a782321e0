"""What somebody is texted at once about an incident of theirs, also in hours they want quiet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import chosen, reaches_of
from oncall.store import listening, messages, pages, reaches
from oncall.store.messages import Message
from oncall.store.pages import Intent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.events import Event
    from oncall.store.db import Tx
    from oncall.store.incidents import Kept

LASTS: Final = timedelta(minutes=30)


def joined(tx: Tx, folder: Folder, kept: Kept, by: str, key: str, now: datetime) -> None:
    """Text whoever has an incident that there is one more report of it: it may be another fault."""
    holder = kept.incident.holder
    if holder and holder != by:
        text(tx, folder, (holder, key, "joined"), kept, {}, now)


def declined(tx: Tx, folder: Folder, kept: Kept, event: Event) -> None:
    """Text whoever has an incident that a colleague whom it was offered to won't take it."""
    holder, who = kept.incident.holder, folder.people.get(event.facts["person"])
    if holder and who:
        key = f"declined {kept.incident.id}/{kept.incident.version}"
        text(tx, folder, (holder, key, "declined"), kept, {"person": who.name}, event.at)


def parked(tx: Tx, folder: Folder, kept: Kept, owner: str, by: str, now: datetime) -> None:
    """Text whoever an incident was left with by somebody else, or they would not know."""
    if owner != by:
        until = kept.incident.parked_until
        kind, said = ("parked until", {"until": until.isoformat()}) if until else ("parked", {})
        key = f"parked {kept.incident.id}/{kept.incident.version}"
        text(tx, folder, (owner, key, kind), kept, said, now)


def text(
    tx: Tx,
    folder: Folder,
    about: tuple[str, str, str],
    kept: Kept,
    said: Mapping[str, object],
    now: datetime,
) -> None:
    """Text a person; `about` is their id, by what the message is known, and its kind."""
    who, key, kind = about
    person = folder.people.get(who)
    if person is None or not kept.incident.state.is_open:
        return
    facts = {"number": kept.number, **said}
    message = messages.add(tx, Message(key, kind, kept.report.team, who, facts), now)
    own = reaches.of_people(tx, {who}).get(who, [])
    ways = [way for way in reaches_of(person, own) if way.channel is not Channel.VOICE]
    some = [
        Intent(
            f"{key}/{way.channel}/{way.address}",
            who,
            *(way.channel.value, way.address, "message", person.languages[0]),
            now,
            now + LASTS,
            message=message,
        )
        for way in chosen(ways, (Channel.SMS,))
    ]
    pages.intend(tx, some, now)
    listening.say(tx, listening.PAGING)
