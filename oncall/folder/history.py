"""History must end before the plan begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder


def history_faults(
    folder: Folder, period_start_by_team: Mapping[str, datetime]
) -> tuple[Fault, ...]:
    """Return a fault for each duty of duties.csv that ends after the planned weeks begin.

    `period_start_by_team` has the first planned instant of each planned team by its id; for a
    person in several of them the earliest counts.
    """
    source = folder.sources.get("duties", "duties.csv")
    faults: list[Fault] = []
    for duty in folder.history:
        starts = (period_start_by_team.get(team.id) for team in duty.person.teams)
        begins = min((start for start in starts if start), default=None)
        if begins and duty.span.end > begins:
            local = begins.astimezone(duty.person.site.zone)
            message = (
                f"is after the planned weeks begin ({local:%Y-%m-%dT%H:%M}); "
                "shorten or remove the row, or plan from a later day"
            )
            faults.append(Fault(source, duty.line, "end", message))
    return tuple(faults)
