"""The same work with one part of the search left out: what is each part worth?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from solver.search.neighbourhoods import NEIGHBOURHOODS
from solver.search.parts import ALL, Parts
from web.bench.firms import MONTH, WEEK
from web.bench.planning import plan

if TYPE_CHECKING:
    from web.bench.firms import Work
    from web.bench.planning import Planned

# Short, so that leaving out each part in turn takes minutes and not hours.
MEASURED: Final = (WEEK, replace(MONTH, seconds=25))
NOTHING, SECOND_WORKER = "nothing", "the second worker"
SWITCHES: Final = {
    field.name.replace("_", " "): field.name
    for field in fields(Parts)
    if isinstance(field.default, bool)
}
NAMES: Final = {type(each).__name__: each for each in NEIGHBOURHOODS}
LEFT_OUT: Final = (NOTHING, SECOND_WORKER, *SWITCHES, *NAMES)


def without(name: str, work: Work, seed: int) -> Planned:
    """Plan a firm without one of LEFT_OUT."""
    return plan(work, seed, rest(name), workers=1 if name == SECOND_WORKER else 2)


def rest(name: str) -> Parts:
    """Return the parts that a search has without one of LEFT_OUT."""
    if name in (NOTHING, SECOND_WORKER):
        return ALL
    if name in NAMES:
        return replace(ALL, neighbourhoods=tuple(e for e in NEIGHBOURHOODS if e != NAMES[name]))
    off: dict[str, Any] = {SWITCHES[name]: False}
    return replace(ALL, **off)
