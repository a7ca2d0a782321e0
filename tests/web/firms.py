"""Planner's folders whose best rota can be told by thinking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

BOOKED = "id,customer,team,requested_at,start,end,windows,skill\n"
# Ada alone has the skill: four hours in the evening, from Monday to Friday, are hers.
EVENINGS = f"{BOOKED}B1,Alster,video,2026-11-01,2026-12-07,2026-12-20,Mon-Fri 18:00-22:00,codec\n"
LEAVE = "person,start,end,reason\nada,2026-12-09,2026-12-09,leave\n"


def evenings(folder: Path, **tables: str | None) -> Path:
    """A firm where one person can and does hold all that is booked."""
    return write_folder(folder, **{"bookings": EVENINGS, **tables})


def with_a_gap(folder: Path) -> Path:
    """The same firm; on Wednesday 9 December Ada is on leave."""
    return evenings(folder, absences=LEAVE)
