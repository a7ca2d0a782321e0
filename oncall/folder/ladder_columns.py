"""The columns of ladders.csv: a row per rung, and the cells in which whom and how are written."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from oncall.folder import cells, weekly
from oncall.folder.cells import CellError
from oncall.folder.columns import Column
from oncall.folder.faults import nearest, shown
from oncall.incidents.ladder import Channel, Target, Whom
from oncall.incidents.report import Severity
from solver.sentence import Sentence

ANY: Final = "any"
DAY_MINUTES: Final = 24 * 60


def severity(cell: str) -> Severity | None:
    """Return the severity of that name, or None for `any`."""
    word = cell.casefold()
    if word == ANY:
        return None
    if word not in set(Severity):
        near = nearest(word, [ANY, *Severity])
        raise CellError(
            Sentence(
                "%(cell)s is no severity; write critical, major, minor or any (nearest: %(near)s)",
                cell=shown(cell),
                near=near,
            )
        )
    return Severity(word)


def targets(cell: str) -> tuple[Target, ...]:
    """Return whom a rung is for, each once."""
    found = tuple(dict.fromkeys(_target(item) for item in cells.names(cell)))
    if not found:
        raise CellError(
            Sentence(
                "%(cell)s names nobody; write role:primary, person:ada or team:night, separated by "
                "';'",
                cell=shown(cell),
            )
        )
    return found


def channels(cell: str) -> tuple[Channel, ...]:
    """Return by which channels somebody is tried at once."""
    found = tuple(dict.fromkeys(_channel(item) for item in cells.names(cell)))
    if not found:
        raise CellError(
            Sentence("%(cell)s names no channel; write for instance voice;sms", cell=shown(cell))
        )
    return found


def minutes(cell: str) -> timedelta:
    """Return minutes since a round began; fractions must come to whole seconds."""
    seconds = cells.number(0, DAY_MINUTES)(cell) * 60
    if seconds != int(seconds):
        raise CellError(
            Sentence("%(cell)s minutes are no whole seconds; write for instance 2.5", cell=cell)
        )
    return timedelta(seconds=int(seconds))


def optional_minutes(cell: str) -> timedelta | None:
    """Return minutes, None for a blank cell."""
    return minutes(cell) if cell else None


def optional_rounds(cell: str) -> int | None:
    """Return how many rounds, None for a blank cell."""
    return cells.whole(1, 20)(cell) if cell else None


def _target(item: str) -> Target:
    kind, sign, name = (part.strip() for part in item.partition(":"))
    if not sign or not name or kind.casefold() not in set(Whom):
        raise CellError(
            Sentence(
                "%(cell)s says not who is meant; write role:primary, person:ada or team:night, "
                "separated by ';'",
                cell=shown(item),
            )
        )
    whom = Whom(kind.casefold())
    return Target(whom, str(cells.role(name)) if whom is Whom.ROLE else name)


def _channel(item: str) -> Channel:
    try:
        return Channel(item.casefold())
    except ValueError:
        near = nearest(item, [*Channel])
        raise CellError(
            Sentence(
                "%(cell)s is no channel; write voice, sms, email or push (nearest: %(near)s)",
                cell=shown(item),
                near=near,
            )
        ) from None


LADDERS: Final = (
    Column("team", cells.text),
    Column("when", weekly.windows, "always"),
    Column("severity", severity, ANY),
    Column("after_minutes", minutes),
    Column("targets", targets),
    Column("channels", channels, "voice;sms"),
    Column("last_resort", cells.yes_no, "no"),
    Column("rounds", optional_rounds, ""),
    Column("every_minutes", optional_minutes, ""),
)
LADDER_TABLES: Final = {"ladders": LADDERS}
