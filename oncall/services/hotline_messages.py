"""A message that a caller has left: kept with its incident, and told, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.hotline import talk
from oncall.hotline.serving import Help
from oncall.hotline.words import language_of, say
from oncall.incidents import hearing
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.services import acting, describing, hotline_texts
from oncall.services.gathering import facts_in
from oncall.services.hotline import Unheard
from oncall.services.hotline_taking import BY
from oncall.store import calls as store
from oncall.store import incidents

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.call import Call
    from oncall.hotline.prompt import Prompt
    from oncall.store.db import Database, Tx


class Message(NamedTuple):
    """A recorded message as the carrier tells of it."""

    sid: str
    url: str
    seconds: int

    @property
    def key(self) -> str:
        """What it is known by, in what is written of it."""
        return f"recording {self.sid}"


def recorded(database: Database, sid: str, message: Message, now: datetime) -> Prompt:
    """Keep a message with its incident; the manager is called at once where they wait for it.

    Whoever has the incident already is texted. It is one transaction: what the carrier tells again
    after a crash is done as a whole, or was.
    """
    with database.begin() as tx:
        call = store.get(tx, sid)
        if call is None:
            raise Unheard
        made = {
            "sid": message.sid,
            "call": sid,
            "incident": call.incident,
            "url": message.url,
            "seconds": message.seconds,
            "at": now,
        }
        if store.recorded(tx, made) and call.incident is not None:
            _tell(database, tx, call, call.incident, message, now)
    return talk.recorded(call, now)


def _tell(
    database: Database, tx: Tx, call: Call, incident: int, message: Message, now: datetime
) -> None:
    """Write a message into the story of its incident, without its address, which is kept apart."""
    folder = facts_in(database, tx)
    kept = incidents.locked(tx, incident) or incidents.by_id(tx, incident)
    act = Act(call.contact or BY, BY, now)
    what = say(language_of(folder.teams[kept.report.team]), "message", seconds=message.seconds)
    told = "; ".join(each for each in (kept.report.description, what) if each)
    describing.describe_in(tx, folder, incident, act, Report(kept.report.team, told))
    acting.hear_in(
        database, tx, incident, act, lambda each: hearing.note(each, act, what, message.key)
    )
    if call.help is Help.MANAGER and kept.incident.state.climbs and kept.incident.rung == 0:
        acting.hear_in(database, tx, incident, act, lambda each: hearing.escalate(each, act))
    hotline_texts.left_message(tx, folder, kept, (message.key, message.seconds), now)
