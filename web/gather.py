"""A folder read and made ready to be planned or checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput
from oncall.facts import Facts
from oncall.folder.history import history_faults
from oncall.limits import load_limits
from oncall.planning import planning
from oncall.replanning import replanning, with_past
from oncall.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Collection

    from oncall.folder.facts import Folder
    from oncall.folder.previous_file import Previous
    from oncall.planning import Planning
    from oncall.streams import Weeks


def gather(folder: Folder, weeks: Weeks, *, only_check: bool = False) -> Planning:
    """Return what is asked for some weeks; raises BadInput if history reaches into them."""
    return planning(_facts(folder, weeks), weeks, only_check=only_check)


def gather_again(
    folder: Folder, weeks: Weeks, previous: Previous, pins: Collection[str]
) -> Planning:
    """Return what is asked where a previous rota should change as little as possible.

    Raises BadInput also for pins that are unknown or may not stand.
    """
    facts = with_past(_facts(folder, weeks), previous, weeks)
    return replanning(planning(facts, weeks), previous, pins)


def _facts(folder: Folder, weeks: Weeks) -> Facts:
    begins = {id_: weeks.span(team.site.zone).start for id_, team in folder.teams.items()}
    if faults := history_faults(folder, begins):
        raise BadInput(faults)
    return Facts(
        tuple(folder.people.values()),
        tuple(folder.bookings.values()),
        folder.history,
        load_limits(),
        load_weights(),
    )
