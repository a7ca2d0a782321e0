"""`oncall check`: the plain check of any rota, solved or made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oncall.errors import BadInput, Fault
from oncall.folder.read import read_folder
from oncall.folder.rota_file import read_rota
from oncall.rota import beyond_plan, booked_gap, days_of_rows, plan_of
from solver import verify
from web.exits import Exit
from web.gather import gather
from web.options import MOST_WEEKS, folder_argument, say_weeks, weeks_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.folder.rota_file import RotaRow
    from oncall.rota import BookedGap
    from oncall.streams import Weeks
    from solver.rule import Breach


@click.command(epilog="Example: oncall check data/demo rota.csv --from 2026-12-07 --weeks 4")
@folder_argument
@click.argument("rota", metavar="ROTA.CSV", type=click.Path(path_type=Path))
@weeks_options(required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
@click.pass_context
def check(
    ctx: click.Context, folder: Path, rota: Path, weeks: Weeks | None, *, as_json: bool
) -> None:
    """Check the rota ROTA.CSV against the facts in DIR.

    Prints a line for each broken rule and each gap. Without --from and --weeks the days from the
    first start to the last end are looked at; with them, duties outside are breaches, since
    nothing outside is planned.

    Exit status: 0 clean, 1 rules are broken, 3 there are gaps only, 2 bad input.
    """
    facts = read_folder(folder)
    rows = read_rota(rota, facts)
    looked_at = weeks or _days_of(rota, rows)
    asked = gather(facts, looked_at, only_check=True)
    plan = plan_of(asked, rows)
    broken = (*beyond_plan(asked, rows), *verify.breaches(asked.problem, plan))
    gaps = [booked_gap(asked, gap) for gap in verify.gaps(asked.problem, plan)]
    click.echo(_json(broken, gaps) if as_json else _text(broken, gaps), nl=False)
    found = f"{_count(len(broken), 'breach', 'breaches')}, {_count(len(gaps), 'gap', 'gaps')}"
    click.echo(f"{say_weeks(looked_at)}: {found}", err=True)
    ctx.exit(Exit.BROKEN if broken else Exit.GAPS if gaps else Exit.CLEAN)


def _days_of(rota: Path, rows: Sequence[RotaRow]) -> Weeks:
    """Return the days that a rota is about; raises BadInput if that are none or too many."""
    cure = "say by --from and --weeks which weeks to look at"
    days = days_of_rows(rows)
    if days is None:
        raise BadInput((Fault(rota.name, None, None, f"has no duty; {cure}"),))
    if days.days > 7 * MOST_WEEKS:
        message = f"runs from {days.first} to {days.last}, more than {MOST_WEEKS} weeks; {cure}"
        raise BadInput((Fault(rota.name, None, None, message),))
    return days


def _text(broken: Sequence[Breach], gaps: Sequence[BookedGap]) -> str:
    lines = [f"breach: {breach.rule}: {breach.sentence}\n" for breach in broken]
    return "".join((*lines, *(f"gap: {gap.line()}\n" for gap in gaps)))


def _json(broken: Sequence[Breach], gaps: Sequence[BookedGap]) -> str:
    content = {
        "breaches": [
            {"rule": breach.rule, "person": breach.person, "sentence": breach.sentence}
            for breach in broken
        ],
        "gaps": [gap.entry() for gap in gaps],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _count(number: int, one: str, more: str) -> str:
    return f"{number or 'no'} {one if number == 1 else more}"
