"""Months as they are named on the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click import Context, Parameter


class MonthType(click.ParamType[Any]):
    """A month like 2026-12."""

    name = "month"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> date:
        """Return its first day, or fail with a sentence."""
        try:
            return date.fromisoformat(f"{str(value).strip()}-01")
        except ValueError:
            self.fail(f"{value!r} is no month; write it like 2026-12", param, ctx)
