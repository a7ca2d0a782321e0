"""Whoever reports by themselves, by telephone, text or program, is served as was agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from oncall import catalogue
from oncall.contracts import Hotline
from oncall.hotline.serving import Help, served
from oncall.incidents.report import Intake
from oncall.limits import load_limits
from oncall.services import intake
from oncall.services.gathering import facts_in
from oncall.services.publishing import Act

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.contracts import Customer
    from oncall.folder.facts import Folder
    from oncall.hotline.serving import Served
    from oncall.incidents.report import Report
    from oncall.services.intake import Taken
    from oncall.store.db import Database, Tx


class Reported(NamedTuple):
    """What became of a report, and how whoever made it is served."""

    taken: Taken
    how: Served


def report(
    database: Database,
    said: Report,
    line: Hotline,
    customer: Customer | None,
    *,
    by: str,
    now: datetime,
) -> Reported:
    """Take a report of a customer, or of somebody unknown, by the terms that hold for them now.

    Its team, contract, ticket prefix and customer follow from these. Raises Unknown as `take`.
    """
    with database.begin() as tx:
        return report_in(tx, facts_in(database, tx), said, line, customer, Act(by, now))


def report_in(
    tx: Tx,
    folder: Folder,
    said: Report,
    line: Hotline,
    customer: Customer | None,
    act: Act,
) -> Reported:
    """Do the same in a transaction that is open; `folder` are the facts as they stand in it."""
    by_mail = said.intake is Intake.EMAIL
    how = served(folder, catalogue.load(), line, customer, act.now, by_mail=by_mail)
    said = replace(
        said,
        team=how.team.id,
        customer=customer.id if customer else None,
        contract=how.contract,
        prefix=how.prefix,
    )
    limits = load_limits()
    is_open = how.help is Help.HELPDESK
    most = limits.strangers_by_day if is_open else limits.strangers_at_night
    terms = intake.Terms(how.clocks or None, most)
    taken = intake.take_in(tx, folder, said, act, ladder=how.ladder, terms=terms)
    return Reported(taken, how)


def hotline_of(folder: Folder, number: str) -> Hotline:
    """Return the hotline of a number; one that no sheet names is answered by the first team."""
    known = folder.hotlines.get(number)
    return known or Hotline(number, tuple(folder.teams.values())[:1], ("de", "en"))
