"""Shift scheduling by Curtois and Qu (schedulingbenchmarks.org)."""

from solver.benchmarks.curtois.checking import check
from solver.benchmarks.curtois.instance import Employee, Instance, Shift
from solver.benchmarks.curtois.mapping import problem
from solver.benchmarks.curtois.reading import read
from solver.benchmarks.curtois.roster import write
from solver.benchmarks.days import Checked

__all__ = ["Checked", "Employee", "Instance", "Shift", "check", "problem", "read", "write"]
