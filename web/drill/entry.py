"""What a drill has shown, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oncall.proof.found import Level
from web.drill.rows import rung_word

if TYPE_CHECKING:
    from datetime import timedelta

    from web.drill.report import Report
    from web.drill.rows import Row


def entry(made: Report) -> dict[str, Any]:
    """Return a drill for JSON; times in seconds after the report."""
    wanted, zone = made.held.wanted, made.held.whole.line.team.site.zone
    return {
        "team": wanted.team,
        "customer": wanted.customer,
        "severity": wanted.severity.value,
        "at": wanted.at.astimezone(zone).isoformat(),
        "in_time": made.is_in_time,
        "promised": int(made.within.total_seconds()),
        "accepted": made.accepted
        and {"by": made.accepted[0], "after": made.accepted[1].total_seconds()},
        "reached": [
            {
                "who": level.value,
                "after": _seconds(made.reached.get(level)),
                "in_time": made.came(level),
                "proven": _seconds(made.held.proof.slowest.get(level)),
            }
            for level in Level
            if level in made.held.levels
        ],
        "timeline": [_row_entry(made, row) for row in made.rows],
    }


def _row_entry(made: Report, row: Row) -> dict[str, Any]:
    told = {"after": _seconds(row.after), "what": row.what}
    if not row.rung:
        return told
    ring = row.rang and _seconds(row.rang.span.end - row.rang.span.start)
    rung = rung_word(made.held, row.rung)
    return told | {
        "rung": rung,
        "who": row.who,
        "by": row.by,
        "number": row.number,
        "rang": ring,
    }


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()
