"""What a rota pays for and how much, as data/weights.toml has it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS_FILE = DATA / "weights.toml"


@dataclass(frozen=True)
class Weights:
    """Prices in whole numbers; `burden_*` price one unit beyond a person's share."""

    changes: int
    standby_days: int
    burden: int
    wishes: int
    handovers: int
    burden_hours: int
    burden_nights: int
    burden_weekends: int
    burden_holidays: int
    handover_night: int


def load_weights(path: Path = WEIGHTS_FILE) -> Weights:
    """Read the prices; raises BadInput naming each that is missing, unknown or no whole number."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput((Fault(path.name, None, None, f"can't be read: {error}"),)) from error
    found = {key: value for key, value in table.items() if not isinstance(value, dict)}
    for prefix, name in (("burden", "burden_prices"), ("handover", "handover_points")):
        found |= {f"{prefix}_{key}": value for key, value in table.get(name, {}).items()}
    known = {field.name for field in fields(Weights)}
    faults = [
        Fault(path.name, None, key, "is no whole number from 0 to 100000")
        for key in known
        if not _is_price(found.get(key))
    ]
    faults += [
        Fault(path.name, None, key, "is no price; remove it") for key in found if key not in known
    ]
    if faults:
        raise BadInput(tuple(faults))
    return Weights(**found)


def _is_price(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000
