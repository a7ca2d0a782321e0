"""What is sent when somebody has accepted, to callers and to them, in that transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.hotline.afterwards import extra, thanks
from oncall.services import at_once
from oncall.store import calls, incidents, listening, messages, pages
from oncall.store.messages import Message
from oncall.store.pages import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.deciding import Page
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident
    from oncall.store.db import Tx
    from oncall.store.incidents import Kept

KIND: Final = "accepted"
CALLER: Final = "caller"
LASTS: Final = timedelta(minutes=30)


def accepted(tx: Tx, folder: Folder, incident: int, event: Event) -> None:
    """Text those who called about an incident that somebody has accepted, each once."""
    about = calls.of_incident(tx, incident)
    if not about:
        return
    kept = incidents.by_id(tx, incident)
    person = folder.people.get(event.facts["person"])
    holder = person.name if person else event.facts["person"]
    for each in thanks(about, folder.contacts, event.facts.get("how", "")):
        key = f"accepted {incident}/{event.facts['person']}/{each.phone}"
        said = {"number": kept.number, "holder": holder}
        due = each.until if each.until and each.until > event.at else None
        if due:
            said["due"] = due.isoformat()
        kind = f"{KIND} call back" if due else KIND
        told = Message(key, kind, kept.report.team, None, said, kept.report.customer)
        message = messages.add(tx, told, event.at)
        to = ("sms", each.phone, "message", each.language)
        late = event.at + LASTS
        pages.intend(tx, [Intent(key, CALLER, *to, event.at, late, message=message)], event.at)
        listening.say(tx, listening.PAGING)


def to_holder(tx: Tx, incident: Incident, event: Event) -> tuple[Page, ...]:
    """Return what is sent to whoever has accepted: a text, or a call that connects them."""
    has_text = pages.is_texted(tx, incident.id, event.facts["person"])
    is_awaited = bool(calls.waited_for(tx, {incident.id}, event.at))
    return extra(incident, event, has_text=has_text, is_awaited=is_awaited)


def left_message(tx: Tx, folder: Folder, kept: Kept, about: tuple[str, int], now: datetime) -> None:
    """Text whoever has an incident that a caller has left a message with it, for they may not look.

    `about` is by what the message is known, and its seconds.
    """
    key, seconds = about
    who = kept.incident.holder or ""
    at_once.text(tx, folder, (who, key, "recorded"), kept, {"seconds": seconds}, now)
