"""A month's budget: what it stops, who is told; the pages of incidents are never held back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.errors import BadInput, Fault
from oncall.incidents.reaching import reaches_of
from oncall.incidents.restraint import PAID, Level, month_of
from oncall.incidents.sending import Sent
from oncall.services.gathering import facts_in
from oncall.store import answering, costs, messages, reaches, sending
from oncall.store.messages import Message
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from oncall.incidents.restraint import Budget, Restraint, Spent
    from oncall.store.db import Database, Record, Tx


class Used(NamedTuple):
    """What was spent in a month: how much, what it cost, and how near to the budget that is."""

    spent: Spent
    cost: Decimal
    level: Level


def sent(
    tx: Tx, some: Sequence[Sequence[Record]], restraint: Restraint, now: datetime
) -> list[list[Record]]:
    """Return what is sent of what waits, each for one address; what is not is written as failed.

    Only messages are looked at: a page of an incident goes out whatever it costs and where to.
    """
    extras = [page for pages in some for page in pages if page.message is not None]
    extras = [page for page in extras if page.channel in PAID]
    if not extras:
        return [list(pages) for pages in some]
    level = _level(tx, restraint.budget, now)
    stopped: dict[int, str] = {}
    for page in extras:
        told = answering.message(tx, page.message)
        why = restraint.why_not(page.address, level, told.kind, told.facts, now)
        if why:
            stopped[page.id] = why
            sending.change(tx, [page.id], state=Sent.FAILED.value, why=why)
    left = ([page for page in pages if page.id not in stopped] for pages in some)
    return [pages for pages in left if pages]


def refuse(tx: Tx, number: str, restraint: Restraint, now: datetime) -> None:
    """Raise BadInput where nothing may be sent to a number that is for no incident."""
    if not restraint.permits(number):
        raise _refused(abroad(number, restraint))
    if _level(tx, restraint.budget, now) is Level.SPENT:
        raise _refused(
            Sentence(
                "this month's budget for calls and texts is used up, and what is left is for "
                "incidents; wait for the next month, or have ONCALL_BUDGET raised"
            )
        )


def abroad(number: str, restraint: Restraint) -> Sentence:
    """Return the sentence for a number of a country that is not permitted."""
    return Sentence(
        "%(number)s may not be called or texted: only numbers of %(countries)s may; add another, "
        "or have its country added to ONCALL_COUNTRIES",
        number=number,
        countries=", ".join(sorted(restraint.countries or ())),
    )


def used(database: Database, budget: Budget, now: datetime) -> Used:
    """Return what was spent this month."""
    with database.begin() as tx:
        return _used(tx, budget, now)


def watch(database: Database, budget: Budget, now: datetime) -> Level:
    """Tell the planners, and outside when nothing is left, how much is used; once a month each."""
    if budget.month is None:
        return Level.FREE
    with database.begin() as tx:
        found = _used(tx, budget, now)
        team = next(iter(facts_in(database, tx).teams), None)
        if found.level is Level.FREE or team is None:
            return found.level
        about = {
            "limit": f"{budget.month:.2f}",
            "cost": f"{found.cost:.2f}",
            "calls": found.spent.calls,
            "parts": found.spent.parts,
        }
        kind = "budget spent" if found.level is Level.SPENT else "budget"
        key = f"{kind} {month_of(now):%Y-%m}"
        messages.tell(tx, [Message(key, kind, team, None, about)], now)
        return found.level


def numbers_abroad(database: Database, restraint: Restraint) -> tuple[str, ...]:
    """Return the numbers of people and helpdesks in countries that are not permitted."""
    with database.begin() as tx:
        known = facts_in(database, tx)
        own = reaches.of_people(tx, known.people.keys())
    ways = (way for each in known.people.values() for way in reaches_of(each, own[each.id]))
    numbers = {way.address for way in ways if way.channel.value in PAID}
    numbers.update(number for each in known.hotlines.values() for number in each.helpdesk)
    return tuple(sorted(number for number in numbers if not restraint.permits(number)))


def _used(tx: Tx, budget: Budget, now: datetime) -> Used:
    spent = costs.spent(tx, month_of(now))
    return Used(spent, budget.cost(spent), budget.level(spent))


def _level(tx: Tx, budget: Budget, now: datetime) -> Level:
    return Level.FREE if budget.month is None else _used(tx, budget, now).level


def _refused(sentence: str) -> BadInput:
    return BadInput((Fault("reach", None, "address", sentence),))
