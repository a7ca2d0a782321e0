"""What people are to be told: written with what it is about, sent later, never twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from oncall.store.tables import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell a person of a team, or a customer; its planners where both are None.

    `key` names the occasion: of two messages with one key only the first is kept. `facts` (JSON)
    are what the words are made from.
    """

    key: str
    kind: str
    team: str
    person: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    customer: str | None = None


def tell(tx: Connection, some: Iterable[Message], now: datetime) -> None:
    """Queue messages; what was queued under its key before stays as it is."""
    rows = [
        {
            "key": each.key,
            "kind": each.kind,
            "team": each.team,
            "person": each.person,
            "facts": dict(each.facts),
            "made_at": now,
            "customer": each.customer,
        }
        for each in some
    ]
    if rows:
        tx.execute(insert(messages).on_conflict_do_nothing(index_elements=["key"]), rows)


def told(tx: Connection, team: str, kind: str | None = None) -> list[Message]:
    """Return the messages of a team, oldest first; of one kind if it is named."""
    c = messages.c
    wanted = select(c.key, c.kind, c.team, c.person, c.facts, c.customer).where(c.team == team)
    if kind is not None:
        wanted = wanted.where(c.kind == kind)
    return [Message(*row) for row in tx.execute(wanted.order_by(c.id))]
