"""When it is too late, or needless, to end a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.terms import last_day
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date, datetime

    from oncall.bought import Bought


def notice_too_late(whole: Bought, received: date, now: datetime) -> str | None:
    """Return why a notice that came in on a day can't be taken; None if it can."""
    contract = whole.contract
    if received > whole.day(now):
        return Sentence(
            "%(day)s is still to come; name the day on which the notice came in", day=received
        )
    fixed = last_day(contract, whole.level.term)
    if fixed is not None:
        return Sentence(
            "%(contract)s ends on %(day)s anyway; a notice changes nothing",
            contract=contract.id,
            day=fixed,
        )
    return None


def agreed_too_late(whole: Bought, last: date, now: datetime) -> str | None:
    """Return why a day can't become the last one that both agree on; None if it can."""
    contract = whole.contract
    if last < max(whole.day(now), contract.start):
        return Sentence(
            "%(day)s is over or before %(contract)s begins; name today or a later day",
            day=last,
            contract=contract.id,
        )
    fixed = last_day(contract, whole.level.term)
    if fixed is not None and fixed <= last:
        return Sentence(
            "%(contract)s ends on %(day)s anyway; name an earlier day",
            contract=contract.id,
            day=fixed,
        )
    return None
