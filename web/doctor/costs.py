"""What is looked at of money: the month's budget, and numbers that may not be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.restraint import Level
from oncall.services import restraining
from web.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.wiring import House


def cost_findings(house: House) -> Iterator[Finding]:
    """Yield what was found of the budget and of the countries."""
    restraint = house.settings.carriers.restraint
    used = restraining.used(house.database, restraint.budget, house.clock.now())
    limit = restraint.budget.month
    yield Finding(
        "budget",
        used.level is not Level.SPENT,
        f"{used.cost:.2f} of {limit:.2f} used this month" if limit else "there is none",
        "raise ONCALL_BUDGET; until then only incidents are called and texted",
    )
    abroad = restraining.numbers_abroad(house.database, restraint)
    yield Finding(
        "countries",
        not abroad,
        f"{', '.join(abroad)} may not be called" if abroad else "all numbers are permitted",
        "change the number, or add its country to ONCALL_COUNTRIES and at the carrier",
    )
