"""The command line: `oncall COMMAND`; a command's module is loaded when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final

import click

from oncall.errors import BadInput
from web.exits import Exit

if TYPE_CHECKING:
    from click import Command, Context, HelpFormatter

# name: where the command is, and what it does
COMMANDS: Final = {
    "bench": ("web.commands.bench", "Measure reading, planning and checking."),
    "check": ("web.commands.check", "Check a rota: what it breaks and leaves uncovered."),
    "plan": ("web.commands.plan", "Plan the rota of some weeks from a folder of files."),
}


class LazyGroup(click.Group):
    """Loads only the command that is called, and says bad input as sentences.

    The solver and pandas take seconds to load; whoever checks a rota has no need of them.
    """

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return the command of that name from its own module."""
        if cmd_name not in COMMANDS:
            return None
        found: Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return found

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: Context) -> Any:
        """Run the command; a fault of the user's is a sentence and never a traceback."""
        try:
            return super().invoke(ctx)
        except BadInput as bad:
            click.echo(str(bad), err=True)
            ctx.exit(Exit.BAD_INPUT)
        except KeyboardInterrupt:
            ctx.exit(Exit.INTERRUPTED)


@click.group(cls=LazyGroup, epilog="Example: oncall plan data/demo --from 2026-12-07 --weeks 4")
def main() -> None:
    """Make and check on-call rotas."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without «…» is no reason to fail


if __name__ == "__main__":
    main()
