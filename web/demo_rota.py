"""The demo's rota: drafted and published where what is published does not reach on long enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from oncall.drafts import Request, State
from oncall.localtime import local_day
from oncall.services import drafting, feeds, releasing, viewing
from oncall.services.publishing import Act
from web import demo as firm
from web.following import follow, tell
from web.options import say_weeks

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.drafts import Draft
    from oncall.people import Team
    from oncall.streams import Weeks
    from solver.outcome import Budget
    from web.wiring import House

WHY: Final = "demo"
LONGER: Final = (2, 4, 8)  # times the seconds, while more is left open than has to be


def keep_published(house: House, team: Team, budget: Budget) -> None:
    """Draft and publish the weeks of a team that are missing, with calendars for everybody."""
    if weeks := missing(house, team):
        publish(house, team.id, weeks, budget)


def missing(house: House, team: Team) -> Weeks | None:
    """Return the weeks of a team that are to be published; None where enough of them are."""
    zone = team.site.zone
    ends = [each.span.end for each in viewing.versions(house.database, team.id)]
    today = local_day(house.clock.now(), zone)
    return firm.further(today, local_day(max(ends), zone)) if ends else firm.weeks(today)


def publish(house: House, team: str, weeks: Weeks, budget: Budget) -> int:
    """Draft some weeks of a team, publish them, and return the draft's number.

    It is published as of the minute in which it was asked for. A draft begins no sooner than its
    search, so somebody is on duty from the next minute on.
    """
    now = minute(house)
    click.echo(f"\n{team}: drafting {say_weeks(weeks)}", err=True)
    draft = _drafted(house, Request(team, weeks.first, weeks.days, budget=budget, why=WHY), now)
    tell(draft, as_json=False)
    made = releasing.publish(house.database, draft.id, Act(house.user, now, WHY)).made
    feeds.make_for_team(house.database, team, by=house.user, now=now)
    click.echo(f"{team}: published as version {made.publication.version}")
    return draft.id


def minute(house: House) -> datetime:
    """Return the minute that runs: rotas know no seconds."""
    return house.clock.now().replace(second=0, microsecond=0)


def _drafted(house: House, request: Request, now: datetime) -> Draft:
    """Return a draft that leaves only the known gap; on a busy machine that takes longer."""
    found = _searched(house, request, now)
    for times in LONGER:
        if found.state is not State.READY or (found.gaps or 0) <= firm.GAPS[request.team]:
            break
        seconds = times * request.budget.seconds
        click.echo(f"{found.gaps} gaps so far; searching anew, for {seconds:.0f} s", err=True)
        drafting.cancel(house.database, found.id, house.user, now)
        longer = replace(request, budget=replace(request.budget, seconds=seconds))
        found = _searched(house, longer, now)
    return found


def _searched(house: House, request: Request, now: datetime) -> Draft:
    return follow(house, drafting.ask(house.database, request, house.user, now))
