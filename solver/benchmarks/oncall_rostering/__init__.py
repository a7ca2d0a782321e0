"""On-call rostering by Julien Fischer (MiniZinc challenge 2013)."""

from solver.benchmarks.days import Checked
from solver.benchmarks.oncall_rostering.checking import check
from solver.benchmarks.oncall_rostering.instance import Instance, Member
from solver.benchmarks.oncall_rostering.mapping import problem
from solver.benchmarks.oncall_rostering.reading import read
from solver.benchmarks.oncall_rostering.roster import write

__all__ = ["Checked", "Instance", "Member", "check", "problem", "read", "write"]
