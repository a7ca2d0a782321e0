"""How a draft stands, without what was found: short enough to be asked at each piece of news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from oncall.drafts import WAITED_FOR, State
from oncall.store.tables import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Glance:
    """A draft's state, how many gaps it has once it is solved, and the solver's latest news."""

    state: State
    gaps: int | None
    failure: str | None
    progress: Mapping[str, Any] | None

    @property
    def is_waited_for(self) -> bool:
        """Tell whether a worker has still to solve it, or is about to."""
        return self.state in WAITED_FOR


def glance(tx: Connection, draft: int) -> Glance | None:
    """Return how a draft stands, if there is one of that number."""
    c = drafts.c
    gaps = func.jsonb_array_length(c.report["gaps"]).label("gaps")
    wanted = select(c.state, gaps, c.failure, c.progress).where(c.id == draft)
    row = tx.execute(wanted).one_or_none()
    return None if row is None else Glance(State(row.state), *row[1:])
