"""`oncall plan`: solve a folder, show the rota, and write it with its report."""

from __future__ import annotations

import json
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from oncall.folder.previous_file import read_previous
from oncall.folder.read import read_folder
from oncall.folder.rota_file import write_rota
from oncall.solving import Slip, answered, check
from web.exits import Exit
from web.gather import gather, gather_again
from web.options import (
    budget_options,
    folder_argument,
    former_options,
    say_weeks,
    weeks_options,
)
from web.outputs import check_outputs, write_all
from web.progress import counted
from web.solving import Stopper
from web.terminal import show
from web.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.streams import Weeks
    from solver.outcome import Budget, Outcome
    from web.options import Former


class Targets(NamedTuple):
    """Where to write the rota and its report, if anywhere."""

    out: Path | None
    report: Path | None


def target_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --out and --report, handed on as `targets`."""

    @wraps(command)
    def with_targets(*args: Any, out: Path | None, report: Path | None, **rest: Any) -> None:
        command(*args, targets=Targets(out, report), **rest)

    path = click.Path(path_type=Path)
    about = "Write costs, gaps with reasons and cures, fairness and the proven bound here."
    report_option = click.option("--report", metavar="REPORT.JSON", type=path, help=about)
    out_option = click.option("--out", metavar="ROTA.CSV", type=path, help="Write the rota here.")
    return out_option(report_option(with_targets))


@click.command(
    epilog="Example: oncall plan data/demo --from 2026-12-07 --weeks 4 "
    "--out rota.csv --report report.json"
)
@folder_argument
@weeks_options(required=True)
@target_options
@former_options
@budget_options
@click.pass_context
def plan(
    ctx: click.Context,
    *,
    folder: Path,
    weeks: Weeks,
    targets: Targets,
    former: Former | None,
    budget: Budget,
) -> None:
    """Plan the rota of the weeks from a folder DIR of files (or one .xlsx workbook).

    Prints the rota, its gaps with their reasons, its costs and what each person carries. Ctrl-C
    ends the search with the best rota so far; a second one leaves without writing anything.

    Exit status: 0 all is covered, 3 there are gaps, 2 bad input.
    """
    check_outputs(folder, {"--out": targets.out, "--report": targets.report})
    asked = _asked(read_folder(folder), weeks, former)
    click.echo(f"planning {say_weeks(weeks)}", err=True)
    with Stopper() as stopper:
        outcome = stopper.search(asked.problem, budget)
        _check(asked, outcome)
        if outcome.gaps and not stopper.asked.is_set():
            click.echo("looking for what would close the gaps", err=True)
        with counted("cure") as hear:
            made = budget.seed, versions()
            answer = answered(asked, outcome, made, stopper.asked, hear)
        texts = {targets.out: write_rota(answer.rows), targets.report: _json(answer.report)}
        write_all({path: text for path, text in texts.items() if path})
    show(asked, outcome, answer.rows, answer.gaps, answer.carried)
    for change in answer.changes:
        click.echo(f"changed: {change}")
    if former:
        click.echo(_counted(len(answer.changes), fewest=outcome.fewest_changes))
    for note in answer.notes:
        click.echo(f"note: {note}", err=True)
    for path in filter(None, targets):
        click.echo(f"wrote {path}", err=True)
    ctx.exit(Exit.GAPS if answer.gaps else Exit.CLEAN)


def _asked(folder: Folder, weeks: Weeks, former: Former | None) -> Planning:
    if former is None:
        return gather(folder, weeks)
    return gather_again(folder, weeks, read_previous(former.rota, folder), former.pins)


def _counted(changes: int, *, fewest: bool) -> str:
    """Return how many duties changed, and whether it could have been fewer."""
    if not changes:
        return "no duty of the previous rota changed"
    duties = "1 duty" if changes == 1 else f"{changes} duties"
    known = "fewer are not possible" if fewest else "whether fewer would do is not proven"
    return f"{duties} of the previous rota changed; {known}"


def _check(asked: Planning, outcome: Outcome) -> None:
    try:
        check(asked, outcome)
    except Slip as slip:
        raise click.ClickException(str(slip)) from slip


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
