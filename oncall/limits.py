"""The figures of standby, as data/limits.toml has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

LIMITS_FILE = DATA / "limits.toml"

# name: least and greatest figure that makes sense
BOUNDS = {
    "response_minutes": (1, 1440),
    "action_minutes": (1, 1440),
    "reachable_hours": (1, 25),
    "working_hours": (1, 25),
    "lead_days": (0, 366),
    "strangers_at_night": (1, 1000),
    "strangers_by_day": (1, 1000),
    "wrong_pins": (1, 1000),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Promises and limits of standby; hours are per person and local calendar day.

    Of unknown callers a team gets so many incidents an hour, out of hours and in hours. After so
    many wrong PINs in 15 minutes, of all callers, only that of whom the number hints at is tried.
    """

    response_minutes: int
    action_minutes: int
    reachable_hours: int
    working_hours: int
    regular_work_counts: bool
    lead_days: int
    strangers_at_night: int
    strangers_by_day: int
    wrong_pins: int

    @property
    def reachable_minutes(self) -> int:
        """Minutes on standby that a person may have in a local day."""
        return self.reachable_hours * 60

    @property
    def working_minutes(self) -> int:
        """Minutes of work that a person may have in a local day."""
        return self.working_hours * 60


def load_limits(path: Path = LIMITS_FILE) -> Limits:
    """Read the figures; raises BadInput naming each that is missing, unknown or out of bounds."""
    try:
        stands = path.stat()
    except OSError as error:
        raise BadInput((Fault(path.name, None, None, f"can't be read: {error}"),)) from error
    return _read(path, stands.st_ino, stands.st_mtime_ns, stands.st_size)


@lru_cache(maxsize=8)  # each report asks; what decides is whether the file has changed
def _read(path: Path, *_stands: int) -> Limits:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("standby")
    except (OSError, ValueError) as error:
        raise BadInput((Fault(path.name, None, None, f"can't be read: {error}"),)) from error
    if not isinstance(table, dict):
        raise BadInput((Fault(path.name, None, None, "has no table [standby]; add it"),))
    names = [*BOUNDS, "regular_work_counts"]
    messages = [(name, message) for name in names if (message := _fault(name, table.get(name)))]
    messages += [
        (name, "is no figure of standby; remove it") for name in table if name not in names
    ]
    if messages:
        raise BadInput(tuple(Fault(path.name, None, name, text) for name, text in messages))
    return Limits(**table)


def _fault(name: str, value: object) -> str | None:
    if value is None:
        return "is missing; add it under [standby]"
    if name not in BOUNDS:
        return None if isinstance(value, bool) else f"{value!r} is neither true nor false"
    least, most = BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        return f"{value!r} is no whole number from {least} to {most}"
    return None
