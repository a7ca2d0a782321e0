"""How commands say what became of the planner's sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from oncall.touched import Conflict

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON instead of lines."
)


def as_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def say_change(
    sentence: str, conflicts: Sequence[Conflict], entry: Mapping[str, Any], *, as_json: bool
) -> None:
    """Print what was done, as `entry` has it for JSON, and what follows in published rotas."""
    if as_json:
        say_json({**entry, "conflicts": [conflict.entry() for conflict in conflicts]})
        return
    click.echo(sentence)
    say_conflicts(conflicts)


def say_conflicts(conflicts: Sequence[Conflict]) -> None:
    """Print a line for each, and once for each team how to plan again."""
    for conflict in conflicts:
        click.echo(f"conflict: {conflict.sentence}")
    for cure in dict.fromkeys(conflict.cure for conflict in conflicts):
        click.echo(f"re-plan with: {cure}")


def say_json(content: object) -> None:
    """Print JSON as people can read it."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
