"""How long contracts run, and until when notice is possible (DOMAIN, «smartPerform»).

All days are local ones of the contract's site. A last day is part of the term.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from oncall.catalogue.terms import AfterLatest
from oncall.localtime import DAY

if TYPE_CHECKING:
    from oncall.catalogue.terms import Term
    from oncall.contracts import Contract


class State(StrEnum):
    """Where a contract stands on a day."""

    NOT_BEGUN = "not begun"
    RUNNING = "running"
    GIVEN_NOTICE = "given notice"
    ENDED = "ended"


class Notice(NamedTuple):
    """Notice that is received on `by` at the latest ends a contract with `last_day`.

    Without a term `by` is None: it is possible on any day, and ends the contract with that day.
    """

    by: date | None
    last_day: date


def state(contract: Contract, term: Term | None, on: date) -> State:
    """Return where a contract stands on a day."""
    last = last_day(contract, term)
    if on < contract.start:
        return State.NOT_BEGUN
    if last is not None and on > last:
        return State.ENDED
    received = contract.notice_received
    return State.GIVEN_NOTICE if received and received <= on else State.RUNNING


def last_day(contract: Contract, term: Term | None, before: date | None = None) -> date | None:
    """Return the last day of a contract; None where it goes on until somebody ends it.

    Only a notice counts that was received `before` a day, if one is named.
    """
    ends = [contract.until] if contract.until else []
    received = contract.notice_received
    if received and before and received >= before:
        received = None
    first = first_end(contract, term)
    if first and term and term.renewal_months is None:
        ends.append(first)
    elif received:
        ends.append(ended_by(contract, term, received))
    return min(ends, default=None)


def first_end(contract: Contract, term: Term | None) -> date | None:
    """Return the last day of the first term; None where none is fixed, or nothing known yet."""
    if term is None:
        return None
    end = term.end
    if isinstance(end, AfterLatest):
        known = [day for each, day in contract.milestones.items() if each in end.milestones]
        return max(known) + timedelta(weeks=end.weeks) if known else None
    return date(contract.start.year + end.years, end.month, end.day)


def possible_notice(contract: Contract, term: Term | None, on: date) -> Notice | None:
    """Return until when notice is possible, from a day on, and what it ends; None where needless.

    It is needless where the last day is certain.
    """
    if last_day(contract, term) is not None:
        return None
    last = ended_by(contract, term, on)
    renewed = term is not None and term.renewal_months is not None
    return Notice(_latest_receipt(last, term) if renewed else None, last)


def current_end(contract: Contract, term: Term | None, on: date) -> date | None:
    """Return the last day of the term that runs on a day: the end, or when it is renewed."""
    fixed = last_day(contract, term)
    first = first_end(contract, term)
    if fixed is not None or first is None or term is None or term.renewal_months is None:
        return fixed
    return _end_from(first, term.renewal_months, on)


def ended_by(contract: Contract, term: Term | None, received: date) -> date:
    """Return the last day if notice is received on a day: of the first term it is in time for."""
    first = first_end(contract, term)
    if first is None or term is None or term.renewal_months is None:
        return max(received, contract.start)
    last = _end_from(first, term.renewal_months, max(received, contract.start))
    while received > _latest_receipt(last, term):
        last = _end_from(first, term.renewal_months, last + DAY)
    return last


def _latest_receipt(last: date, term: Term | None) -> date:
    """Return the last day on which notice that ends a contract with `last` may come in."""
    months = (term.notice_months if term else None) or 0
    return _months_on(last + DAY, -months) - DAY if months else last


def _end_from(first: date, months: int, on: date) -> date:
    """Return the first end of a term that is not before a day; each follows so many months on."""
    whole = (on.year - first.year) * 12 + on.month - first.month
    rounds = max(0, whole // months - 1)
    while _renewed(first, months * rounds) < on:
        rounds += 1
    return _renewed(first, months * rounds)


def _renewed(first: date, months: int) -> date:
    return _months_on(first + DAY, months) - DAY


def _months_on(day: date, months: int) -> date:
    """Return the same day of a later or earlier month, or that month's last if it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
