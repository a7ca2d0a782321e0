"""How long a contract runs, how it goes on or ends, and how much may be asked meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Milestone(StrEnum):
    """What a term is counted from; a contract has the date of each that is known."""

    PURCHASE = "purchase"
    ACCEPTANCE = "acceptance"
    OPERATION = "operation"  # start of regular operation


@dataclass(frozen=True, slots=True)
class AfterLatest:
    """The end lies so many weeks after the latest of the milestones that are known."""

    weeks: int
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The end is the close of a day of the year, so many years after the year of the start."""

    month: int
    day: int
    years: int


@dataclass(frozen=True, slots=True)
class Term:
    """When a contract ends; by how many months it is renewed, None if never.

    `notice_months` is how long before the end notice has to have been received, None where the
    document is silent.
    """

    end: AfterLatest | YearEnd
    renewal_months: int | None = None
    notice_months: int | None = None


class Period(StrEnum):
    """Over what a quota runs: a calendar week from Monday on, or a calendar month."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Quota:
    """So many tickets in each calendar week or month."""

    amount: int
    per: Period
