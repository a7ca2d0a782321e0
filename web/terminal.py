"""A planned rota in the terminal: timeline, gaps with reasons, costs, and who carries what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from solver.calendar import say_hours
from web.signs import legend
from web.timeline import LABEL, WEEK, Timeline, cells_per_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from oncall.folder.rota_file import RotaRow
    from oncall.planning import Planning
    from oncall.report import Explained
    from oncall.rota import BookedGap
    from solver.outcome import Outcome

WIDTH: Final = 100  # where there is no terminal
GAPS_SHOWN: Final = 25
REASONS_SHOWN: Final = 12


def show(
    planning: Planning,
    outcome: Outcome,
    rows: Sequence[RotaRow],
    gaps: Sequence[Explained],
    table: pd.DataFrame,
) -> None:
    """Print a planned rota: plain text where there is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH
    _show_timeline(console, planning, rows, [each.gap for each in gaps])
    _show_gaps(console, gaps, outcome.uncovered)
    names = {person.id: person.name for person in planning.facts.people}
    console.print(_cost_table(console, outcome))
    console.print()
    console.print(_fairness_table(console, names, table))
    console.print()
    console.print(_verdict(outcome), style="bold")


def _is_unicode(console: Console) -> bool:
    return console.encoding.startswith("utf")


def _show_timeline(
    console: Console, planning: Planning, rows: Sequence[RotaRow], gaps: Sequence[BookedGap]
) -> None:
    unicode = _is_unicode(console)
    per_day = cells_per_day(console.width)
    longest = max(cell_len(person.name) for person in planning.facts.people)
    label = max(LABEL, min(longest + 1, console.width - WEEK * per_day))
    teams = dict.fromkeys(stream.team for stream in planning.streams.values())
    for team in teams:
        for line in Timeline(planning, team, rows, gaps, per_day, label, unicode).lines():
            console.print(line, no_wrap=True, overflow="crop", crop=True)
    console.print(legend(unicode=unicode), end="")
    console.print(f"A sign is {24 // per_day} hours and shows what any part of them holds.")
    console.print()


def _show_gaps(console: Console, gaps: Sequence[Explained], uncovered: int) -> None:
    if not gaps:
        console.print("Every booked minute is covered.\n", style="green")
        return
    heading = f"{len(gaps)} gaps" if len(gaps) > 1 else "1 gap"
    console.print(f"{heading}, {say_hours(uncovered)} uncovered\n", style="bold red")
    arrow = "→" if _is_unicode(console) else "->"
    for gap, because, cure in gaps[:GAPS_SHOWN]:
        console.print(_gap(gap))
        for sentence in because[:REASONS_SHOWN]:
            console.print(f"    {sentence}", soft_wrap=True)
        if len(because) > REASONS_SHOWN:
            console.print(f"    … and {len(because) - REASONS_SHOWN} more people")
        if cure:
            console.print(f"    {arrow} {cure}", style="green", soft_wrap=True)
    if len(gaps) > GAPS_SHOWN:
        console.print(f"… and {len(gaps) - GAPS_SHOWN} more; --report has them all")
    console.print()


def _gap(gap: BookedGap) -> Text:
    start, end = gap.start, gap.end
    same_day = start.date() == end.date()
    until = f"{end:%H:%M}" if same_day else f"{end:%a} {end.day} {end:%b %H:%M}"
    bookings = ", ".join(booking.id for booking in gap.bookings)
    return Text.assemble(
        ("! ", "bold red"),
        (f"{start:%a} {start.day} {start:%b %H:%M}–{until}", "bold"),
        f", {gap.role}: short by {gap.missing} for {bookings}",
    )


def _table(console: Console, title: str, *columns: str) -> Table:
    """Return an empty table; all columns but the first are numbers."""
    lines = box.SIMPLE_HEAD if _is_unicode(console) else box.ASCII
    table = Table(title=title, box=lines, title_justify="left", title_style="bold", show_edge=False)
    for n, name in enumerate(columns):
        table.add_column(name, justify="right" if n else "left", no_wrap=True, overflow="ellipsis")
    return table


def _cost_table(console: Console, outcome: Outcome) -> Table:
    table = _table(console, "Costs", "rule", "weight", "amount", "cost")
    for name, cost in outcome.costs.items():
        table.add_row(name.replace("_", " "), f"{cost.weight}", f"{cost.amount}", f"{cost.cost}")
    return table


def _fairness_table(console: Console, names: dict[str, str], carried: pd.DataFrame) -> Table:
    """Return what each person carries, beside the fair share in proportion to presence."""
    kinds = ("hours", "nights", "weekends", "holidays")
    title = "Who carries what, history included (and what would be fair)"
    table = _table(console, title, "person", *kinds, "standby days")
    for who, row in carried.iterrows():
        cells = [f"{row[kind]:g} ({row[f'share_{kind}']:.1f})" for kind in kinds]
        table.add_row(names[str(who)], *cells, f"{row['standby_days']:g}")
    return table


def _verdict(outcome: Outcome) -> str:
    kind = "best possible" if outcome.proven else "best found"
    if outcome.stopped:
        kind += ", stopped early"
    found = f"{kind} after {outcome.seconds:.1f} s: costs {outcome.objective}"
    if outcome.proven:
        return found
    if not outcome.bound:
        return f"{found}; how much better it could be is not known yet"
    return f"{found}, proven at least {outcome.bound} (gap {outcome.gap:.1%})"
