"""A folder read and made ready to be planned or checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput
from oncall.facts import Facts
from oncall.folder.history import history_faults
from oncall.limits import load_limits
from oncall.planning import planning
from oncall.weights import load_weights

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.streams import Weeks


def gather(folder: Folder, weeks: Weeks, *, with_offers: bool = True) -> Planning:
    """Return what is asked for some weeks; raises BadInput if history reaches into them."""
    begins = {id_: weeks.span(team.site.zone).start for id_, team in folder.teams.items()}
    if faults := history_faults(folder, begins):
        raise BadInput(faults)
    facts = Facts(
        tuple(folder.people.values()),
        tuple(folder.bookings.values()),
        folder.history,
        load_limits(),
        load_weights(),
    )
    return planning(facts, weeks, with_offers=with_offers)
