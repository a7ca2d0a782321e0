"""The rules, in the order they are read aloud. A new one is one file and one line."""

from solver.rules.blocked import Blocked, Stretch
from solver.rules.burden import Burden, Kind
from solver.rules.changes import Changes
from solver.rules.consecutive import Consecutive
from solver.rules.coverage import Coverage, Gap
from solver.rules.days_28 import Days28
from solver.rules.eligible import Eligible
from solver.rules.handover import Handover
from solver.rules.handovers import Handovers
from solver.rules.length import Bounds, Length
from solver.rules.overlap import Overlap
from solver.rules.reachable import Reachable
from solver.rules.rest import Rest
from solver.rules.standby_days import StandbyDays
from solver.rules.weekends import Weekends
from solver.rules.wishes import Wish, Wishes
from solver.rules.working import Rate, Working

__all__ = [
    "Blocked",
    "Bounds",
    "Burden",
    "Changes",
    "Consecutive",
    "Coverage",
    "Days28",
    "Eligible",
    "Gap",
    "Handover",
    "Handovers",
    "Kind",
    "Length",
    "Overlap",
    "Rate",
    "Reachable",
    "Rest",
    "StandbyDays",
    "Stretch",
    "Weekends",
    "Wish",
    "Wishes",
    "Working",
]
