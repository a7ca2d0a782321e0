"""`oncall rota ill`: somebody is ill from now on; their duties are planned again at once."""

from __future__ import annotations

import click

from oncall.drafts import State
from oncall.services import drafting
from oncall.services.gathering import facts
from oncall.services.illness import report_ill
from oncall.services.people import person_named
from oncall.services.publishing import Act
from oncall.services.watching import state_of
from web.exits import Exit
from web.following import follow
from web.rota_words import day_and_time, say_seen
from web.sheet_words import say_conflicts
from web.when import instant
from web.wiring import House, opened
from web.worker.work import Worker


@click.command(epilog="Example: oncall rota ill amara --until 2026-12-10")
@click.argument("person")
@click.option("--until", metavar="WHEN", help="Until then; else to the end of the third day.")
@click.option("--why", default="ill", show_default=True, help="What the absence is called.")
@click.pass_context
def ill(ctx: click.Context, *, person: str, until: str | None, why: str) -> None:
    """Note that PERSON is ill from now on, and let others take their duties.

    As few duties as possible change, and what changes is published as soon as it is found, by
    this command or a worker, whoever is first. Planners and those it touches are told.

    Exit status: 0, 3 if the rota has gaps, 2 bad input.
    """
    with opened() as house:
        act = Act(house.user, house.clock.now(), why)
        zone = person_named(facts(house.database), person).site.zone
        end = instant("--until", until, zone, as_end=True) if until else None
        found = report_ill(house.database, person, act, end)
        click.echo(f"{found.person.name} is absent until {day_and_time(found.span.end, zone)}")
        if not found.drafts:
            say_conflicts(found.conflicts)
            click.echo("no published duties are touched")
        gaps = [_replanned(house, number) for number in found.drafts]
    ctx.exit(Exit.GAPS if any(gaps) else Exit.CLEAN)


def _replanned(house: House, number: int) -> bool:
    """See to it that a draft is solved and published; tell whether the rota has gaps then."""
    Worker(house.database, house.clock, say=lambda _: None).run_once(only=number)
    draft = follow(house, number)
    if draft.state != State.PUBLISHED:
        draft = drafting.get(house.database, number)  # it is published just after it is ready
    click.echo(f"{draft.team}: draft {number} is {draft.state}, {draft.why}")
    seen = state_of(house.database, draft.team, house.clock.now())
    say_seen(seen)
    return bool(seen.gaps)
