"""A draft in the terminal: what it leaves open and why, what it costs, and what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.console import Console
from rich.table import Table

from oncall.drafts import State
from web.options import say_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.drafts import Draft

WIDTH: Final = 100  # where there is no terminal
GAPS_SHOWN: Final = 25
REASONS_SHOWN: Final = 12


def entry(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON has it; the report where it is there."""
    weeks = draft.weeks
    found = {
        "draft": draft.id,
        "team": draft.team,
        "from": weeks.first.isoformat(),
        "days": weeks.days,
        "begins": weeks.begins.isoformat() if weeks.begins else None,
        "state": draft.state.value,
        "based_on": draft.based_on,
        "again": draft.again,
        "pins": [f"D{pin}" for pin in draft.pins],
        "edition": draft.edition,
        "gaps": draft.gaps,
        "objective": draft.objective,
        "asked_by": draft.asked_by,
        "asked_at": draft.asked_at.isoformat(timespec="seconds"),
        "why": draft.why,
        "progress": draft.progress,
        "failure": draft.failure,
    }
    return found if draft.report is None else found | {"report": draft.report}


def show(draft: Draft) -> None:
    """Print what a draft is worth, from its report."""
    console = _console()
    report = draft.report
    console.print(f"draft {draft.id}: {draft.team}, {say_weeks(draft.weeks)}, {draft.state.value}")
    if report is None:
        return
    console.print()
    _show_gaps(console, report.get("gaps", ()))
    _show_costs(console, report.get("costs", {}))
    console.print()
    _show_changes(console, report)
    for note in report.get("notes", ()):
        console.print(f"note: {note}", soft_wrap=True)
    if "status" in report:
        console.print(_verdict(report), style="bold")
    if draft.state == State.READY:
        console.print(_next(draft.id))


def show_list(drafts: Iterable[Draft]) -> None:
    """Print drafts as a table, a line each."""
    console = _console()
    table = _table("draft", "team", "weeks", "state", "gaps", "costs", "asked by", "why")
    for each in drafts:
        found = ("" if figure is None else str(figure) for figure in (each.gaps, each.objective))
        weeks = f"{each.weeks.first} {each.weeks.days} days"
        cells = (str(each.id), each.team, weeks, each.state.value, *found, each.asked_by, each.why)
        table.add_row(*cells)
    console.print(table)


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH
    return console


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name in columns:
        table.add_column(name)
    return table


def _show_gaps(console: Console, gaps: list[Mapping[str, Any]]) -> None:
    if not gaps:
        console.print("Every booked minute is covered.\n", style="green")
        return
    console.print(f"{len(gaps)} gaps" if len(gaps) > 1 else "1 gap", style="bold red")
    for gap in gaps[:GAPS_SHOWN]:
        console.print(f"! {_gap(gap)}", style="bold", soft_wrap=True)
        for why in gap["because"][:REASONS_SHOWN]:
            console.print(f"    {why}", soft_wrap=True)
        if "cure" in gap:
            console.print(f"    -> {gap['cure']}", style="green", soft_wrap=True)
    if len(gaps) > GAPS_SHOWN:
        console.print(f"… and {len(gaps) - GAPS_SHOWN} more; --json has them all")
    console.print()


def _gap(gap: Mapping[str, Any]) -> str:
    start, end = (datetime.fromisoformat(gap[side]) for side in ("start", "end"))
    same_day = start.date() == end.date()
    until = f"{end:%H:%M}" if same_day else f"{end:%a} {end.day} {end:%b %H:%M}"
    bookings = ", ".join(gap["bookings"])
    missing = f"{gap['role']}: short by {gap['missing']} for {bookings}"
    return f"{start:%a} {start.day} {start:%b %H:%M}–{until}, {missing}"


def _show_costs(console: Console, costs: Mapping[str, Mapping[str, int]]) -> None:
    """Print the costs, dearest first: the database keeps no order of names."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    table.add_column("rule")
    kinds = ("weight", "amount", "cost")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for name, cost in sorted(costs.items(), key=lambda item: (-item[1]["cost"], item[0])):
        table.add_row(name.replace("_", " "), *(str(cost[kind]) for kind in kinds))
    console.print(table)


def _show_changes(console: Console, report: Mapping[str, Any]) -> None:
    if "changes" not in report:
        return
    for change in report["changes"]:
        console.print(f"changed: {change}", soft_wrap=True)
    number = len(report["changes"])
    proven = "fewer are not possible" if report["fewest_changes"] else "fewer may be possible"
    duties = "1 duty" if number == 1 else f"{number or 'no'} duties"
    console.print(f"{duties} of the published rota changed; {proven}")


def _verdict(report: Mapping[str, Any]) -> str:
    best = "best possible" if report["status"] == "optimal" else "best found"
    bound = "" if report["status"] == "optimal" else f", proven at least {report['bound']}"
    return f"{best} after {report['seconds']:.1f} s: costs {report['objective']}{bound}"


def _next(draft: int) -> str:
    return (
        f"\nnext: oncall rota compare {draft} · oncall rota publish {draft} · "
        f"oncall rota cancel {draft}"
    )
