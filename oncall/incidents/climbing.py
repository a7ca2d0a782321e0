"""How events move an incident up its ladder: rungs, who said no, who let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from oncall.incidents.incident import Incident, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.incidents.events import Event


def fired(incident: Incident, event: Event) -> Incident:
    """Return how it stands after a rung fired: those whom it is for are waited for."""
    return replace(
        incident,
        state=State.PAGING,
        paged=frozenset(event.facts["people"]) | frozenset(event.facts.get("beside", ())),
        **_next_rung(incident, event.facts),
    )


def passed(incident: Incident, event: Event) -> Incident:
    """Return how it stands after a rung for nobody: whoever was waited for is so still."""
    return replace(incident, state=State.PAGING, **_next_rung(incident, event.facts))


def no_more(incident: Incident, event: Event) -> Incident:
    """Return how it stands without one of those paged; after the last of them the next are tried.

    The next round is not begun before its time, or who can't be reached would be tried for ever.
    """
    left = incident.paged - {event.facts["person"]}
    offered = None if incident.offered_to == event.facts["person"] else incident.offered_to
    goes_on = incident.state is State.PAGING and bool(incident.paged) and not left
    goes_on = goes_on and incident.rung > 0
    rung_at = min(incident.rung_at, event.at) if goes_on else incident.rung_at
    refused = incident.refused | {event.facts["person"]}
    return replace(incident, paged=left, offered_to=offered, rung_at=rung_at, refused=refused)


def climbs_on(incident: Incident, event: Event) -> Incident:
    """Return how it stands where nobody has it any more, and the next are tried now."""
    return replace(
        incident,
        state=State.PAGING,
        holder=None,
        offered_to=None,
        act_by=None,
        asked=False,
        paged=frozenset(),
        parked_until=None,
        rung_at=event.at,
        refused=_after_holder(incident),
    )


def _next_rung(incident: Incident, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the ladder is after a rung: what is next, and when, as was decided then."""
    goes_on = facts["next_round"] == incident.round
    return {
        "refused": incident.refused if goes_on else frozenset(),
        "round": facts["next_round"],
        "rung": facts["next_rung"],
        "rung_at": datetime.fromisoformat(facts["next_at"]),
    }


def _after_holder(incident: Incident) -> frozenset[str]:
    """Whoever had it and did not see to it is passed over; the owner of a parked one is not."""
    if incident.holder is None or incident.state is State.PARKED:
        return incident.refused
    return incident.refused | {incident.holder}
