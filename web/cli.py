"""The command line: `oncall COMMAND`; a command's module is loaded when it is called."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Final

import click

from web.lazy import LazyGroup

# name: where the command is, and what it does
COMMANDS: Final = {
    "backup": ("web.commands.backup", "Write all that the database holds into a file."),
    "migrate": ("web.commands.migrate", "Bring the database's schema to the newest revision."),
    "restore": ("web.commands.restore", "Put back what a backup holds."),
    "bench": ("web.commands.bench", "Measure reading, planning and checking."),
    "check": ("web.commands.check", "Check a rota: what it breaks and leaves uncovered."),
    "absences": ("web.commands.absences", "List, add and remove absences."),
    "people": ("web.commands.people", "List, add and change people."),
    "bookings": ("web.commands.bookings", "List, add, cancel, shorten and extend bookings."),
    "contacts": ("web.commands.contacts", "Add, change and remove who may call."),
    "contracts": ("web.commands.contracts", "List, show, add and end contracts."),
    "demo": ("web.commands.demo", "Load an invented firm, draft, publish, and serve it."),
    "drill": ("web.commands.drill", "Make up an incident: who would be reached when."),
    "due": ("web.commands.due", "Tell when a promise to a customer falls due."),
    "doctor": ("web.commands.doctor", "Check what pages need on their way, with a cure each."),
    "export": ("web.commands.export", "Export the planner's sheets to a folder or workbook."),
    "feeds": ("web.commands.feeds", "Make, show and revoke links to calendar feeds."),
    "hotline": ("web.commands.hotline", "Prove that reports reach somebody; the last resort."),
    "incidents": ("web.commands.incidents", "Open, accept, hand over, resolve, show incidents."),
    "serve": ("web.commands.serve", "Serve pages and calendar feeds over HTTP."),
    "import": ("web.commands.import_", "Import a planner's folder into the database."),
    "rota": ("web.commands.rota", "Draft, edit, publish and show rotas."),
    "work": ("web.commands.work", "Solve drafts and do what is due, until it is ended."),
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
