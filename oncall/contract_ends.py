"""When it is too late, or needless, to end a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.terms import last_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from oncall.bought import Bought


def notice_too_late(whole: Bought, received: date, now: datetime) -> str | None:
    """Return why a notice that came in on a day can't be taken; None if it can."""
    contract = whole.contract
    if received > whole.day(now):
        return f"{received} is still to come; name the day on which the notice came in"
    fixed = last_day(contract, whole.level.term)
    if fixed is not None:
        return f"{contract.id} ends on {fixed} anyway; a notice changes nothing"
    return None


def agreed_too_late(whole: Bought, last: date, now: datetime) -> str | None:
    """Return why a day can't become the last one that both agree on; None if it can."""
    contract = whole.contract
    if last < max(whole.day(now), contract.start):
        return f"{last} is over or before {contract.id} begins; name today or a later day"
    fixed = last_day(contract, whole.level.term)
    if fixed is not None and fixed <= last:
        return f"{contract.id} ends on {fixed} anyway; name an earlier day"
    return None
