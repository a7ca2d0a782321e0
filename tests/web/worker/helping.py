"""Workers and drafts for tests that need real processes."""

from __future__ import annotations

from oncall import instances
from oncall.clock import WoundClock
from oncall.drafts import Request
from oncall.services import drafting
from solver.outcome import Budget
from tests.builders import write_folder
from tests.oncall.services.firms import MONDAY, NOW, stored
from web.worker.pace import Pace
from web.worker.work import Worker

# So much to weigh that no search is over before something happens to it.
LARGE = instances.Size(weeks=2, people=12, skills=2)
LONG = Budget(seconds=600)


def large(database, folder):
    """Put a large firm into the database; return its team."""
    stored(database, write_folder(folder, **instances.firm(LARGE, 1)))
    with database.begin() as tx:
        return tx.exec_driver_sql("select id from teams order by key").scalars().first()


def asked(database, team="video", budget=LONG, **more):
    first = MONDAY if team == "video" else instances.MONDAY
    request = Request(team, first, 14, budget=budget, **more)
    return drafting.ask(database, request, "petra", NOW)


def until(database, draft, seen):
    """Return a draft as soon as something can be said of it."""
    for each in drafting.watch(database, draft, pause=0.2):
        if seen(each):
            return each
    raise AssertionError(f"{each.state}: {each.failure}")


def searching(each):
    return each.progress is not None


def worker(database, say=lambda _: None, **more):
    return Worker(database, WoundClock(NOW), Pace(beat=0.2, look=0.2), say, **more)
