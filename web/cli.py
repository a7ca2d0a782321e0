"""The command line: `oncall COMMAND`; a command's module is loaded when it is called."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Final

import click

from web.lazy import LazyGroup

# name: where the command is, and what it does
COMMANDS: Final = {
    "bench": ("web.commands.bench", "Measure reading, planning and checking."),
    "check": ("web.commands.check", "Check a rota: what it breaks and leaves uncovered."),
    "rota": ("web.commands.rota", "Draft, edit, publish and show rotas."),
    "plan": ("web.commands.plan", "Plan the rota of some weeks from a folder of files."),
}


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    epilog="Example: oncall plan data/demo --from 2026-12-07 --weeks 4",
)
def main() -> None:
    """Make and check on-call rotas."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without «…» is no reason to fail


if __name__ == "__main__":
    main()
