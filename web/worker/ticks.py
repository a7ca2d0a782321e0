"""What every worker does each minute, beside drafting: short, and right if done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.services import hotline_endings, swapping, urgent, watching

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.store.db import Database

# A new duty of the worker is one line here.
TICKS: Final[tuple[Callable[[Database, datetime], object], ...]] = (
    watching.remind,
    urgent.publish_urgent,
    swapping.lapse,
    hotline_endings.end_silent,
)
