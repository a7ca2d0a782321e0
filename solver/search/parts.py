"""What a search is made of, so that each part can be left out and its worth be measured."""

from __future__ import annotations

from dataclasses import dataclass

from solver.search.neighbourhoods import NEIGHBOURHOODS, Neighbourhood


@dataclass(frozen=True)
class Parts:
    """All parts; `oncall bench parts` leaves out one at a time.

    `flow`: duties of the cheapest flow in the first rota, and its bound; `whole_people`: that bound
    with whole people; `gaps`: the days around a gap decided anew; `whole`: CP-SAT on the rota as a
    whole.
    """

    flow: bool = True
    whole_people: bool = True
    gaps: bool = True
    whole: bool = True
    neighbourhoods: tuple[Neighbourhood, ...] = NEIGHBOURHOODS


ALL = Parts()
