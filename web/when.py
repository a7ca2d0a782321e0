"""Instants and stretches as people type them on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.folder.cells import CellError
from oncall.folder.moments import moment
from oncall.localtime import Span

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def instant(option: str, text: str, zone: ZoneInfo, *, as_end: bool = False) -> datetime:
    """Return an instant like 2026-12-07T18:00, local to a zone unless an offset says otherwise.

    Raises UsageError with a sentence that names the option.
    """
    try:
        found = moment(text.strip())
        return found.as_end(zone) if as_end else found.as_start(zone)
    except CellError as error:
        raise click.UsageError(f"{option}: {error}") from error


def span(start: str, end: str, zone: ZoneInfo) -> Span:
    """Return the stretch between two instants; raises UsageError unless the end comes after."""
    found = Span(instant("--from", start, zone), instant("--until", end, zone, as_end=True))
    if found.start >= found.end:
        raise click.UsageError("--until is not after --from; mend one of the two.")
    return found
