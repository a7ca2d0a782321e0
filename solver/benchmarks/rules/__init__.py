"""Rules that only benchmarks have. A new one is one file and one line."""

from solver.benchmarks.rules.balance import Balance, Kind
from solver.benchmarks.rules.minutes import Minutes
from solver.benchmarks.rules.most_shifts import MostShifts
from solver.benchmarks.rules.most_weekends import MostWeekends
from solver.benchmarks.rules.never_together import Forbidden, NeverTogether
from solver.benchmarks.rules.one_shift import OneShift
from solver.benchmarks.rules.requests import Request, Requests
from solver.benchmarks.rules.seldom_together import Disliked, SeldomTogether
from solver.benchmarks.rules.shortest_off import ShortestOff
from solver.benchmarks.rules.shortest_run import ShortestRun
from solver.benchmarks.rules.staffing import Need, Staffing
from solver.benchmarks.rules.succession import Succession

__all__ = [
    "Balance",
    "Disliked",
    "Forbidden",
    "Kind",
    "Minutes",
    "MostShifts",
    "MostWeekends",
    "Need",
    "NeverTogether",
    "OneShift",
    "Request",
    "Requests",
    "SeldomTogether",
    "ShortestOff",
    "ShortestRun",
    "Staffing",
    "Succession",
]
