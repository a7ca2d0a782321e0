#!/usr/bin/env python3
"""Draws who carries what in a rota, beside what would be fair: fairness.py DIR ROTA FROM WEEKS."""

from __future__ import annotations

import sys
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.fairness import present_minutes
from oncall.folder.read import read_folder
from oncall.folder.rota_file import read_rota
from oncall.localtime import Span
from oncall.report import fairness
from oncall.rota import plan_of
from oncall.streams import Weeks
from solver.load import load
from web.gather import gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oncall.planning import Planning
    from solver.problem import Plan

NAMES: Final = 186  # where the bars begin
HOUR: Final = 2.4  # the width of an hour
MOST: Final = 200  # hours that fit in
THERE: Final = NAMES + MOST * HOUR + 34  # where presence begins
TOP: Final = 104
ROW: Final = 25
STYLE: Final = """\
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f }
.title { font-size: 17px; font-weight: 600 }
.soft { fill: #59636e }
.number { text-anchor: end; font-variant-numeric: tabular-nums }
.axis { text-anchor: middle }
.paper { fill: #ffffff; stroke: #d1d9e0 }
.line { stroke: #d1d9e0 }
.before { fill: #9fb8d6 }
.planned { fill: #2f6fb7 }
.fair { stroke: #c2410c; stroke-width: 3 }
.gap { stroke: #ffffff; stroke-width: 6 }
.track { fill: #e6eaef }
.there { fill: #7d8894 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.soft { fill: #9aa4af }
.paper { fill: #0d1117; stroke: #3d444d }
.line { stroke: #2b323b }
.before { fill: #3f5f86 }
.planned { fill: #6cb0f5 }
.fair { stroke: #ffa657 }
.gap { stroke: #0d1117 }
.track { fill: #262c36 }
.there { fill: #8b949e }
}"""


class Somebody(NamedTuple):
    """A row: hours before and in the weeks, the fair share, and the part of the time present."""

    name: str
    before: float
    planned: float
    fair: float
    present: float


def people(asked: Planning, plan: Plan) -> Iterator[Somebody]:
    """Yield everybody who shares in what is booked."""
    begun = min((duty.span.start for duty in asked.facts.history), default=None)
    for who, row in fairness(asked, plan).iterrows():
        person = asked.person[str(who)]
        weeks = asked.weeks.span(person.site.zone)
        counted = Span(min(begun or weeks.start, weeks.start), weeks.end)
        past = load(asked.problem.person[person.id], asked.problem.past_of(person.id))
        before = past.minutes / 60
        present = present_minutes(person, counted) / counted.minutes
        yield Somebody(person.name, before, row["hours"] - before, row["share_hours"], present)


def drawn(rows: Sequence[Somebody], title: str) -> str:
    """Return the picture."""
    bottom = TOP + ROW * len(rows)
    width, height = THERE + 116, bottom + 34
    size = f'width="{width:g}" height="{height}"'
    box = f'viewBox="0 0 {width:g} {height}" role="img" aria-label="{escape(title)}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" {size} rx="8"/>',
            f'<text class="title" x="20" y="34">{escape(title)}</text>',
            *_legend(),
            *_axis(bottom),
            *(part for n, row in enumerate(rows) for part in _row(row, TOP + ROW * n)),
            "</svg>\n",
        )
    )


def _legend() -> Iterator[str]:
    x = 20.0
    signs = (("before", "done before"), ("planned", "planned"))
    for sign, text in signs:
        yield f'<rect class="{sign}" x="{x:g}" y="53" width="22" height="12"/>'
        yield f'<text x="{x + 29:g}" y="64">{text}</text>'
        x += 47 + 7 * len(text)
    yield f'<path class="fair" d="M{x + 6:g} 50v18"/>'
    yield f'<text x="{x + 16:g}" y="64">fair share, both together</text>'
    yield f'<text x="{THERE:g}" y="64">present</text>'


def _axis(bottom: float) -> Iterator[str]:
    for hours in range(0, MOST + 1, 50):
        x = NAMES + hours * HOUR
        yield f'<path class="line" d="M{x:g} {TOP - 8}V{bottom + 4:g}"/>'
        unit = " h" if hours else ""
        yield f'<text class="soft axis" x="{x:g}" y="{bottom + 20:g}">{hours}{unit}</text>'


def _row(row: Somebody, y: float) -> Iterator[str]:
    middle, before, planned = y + 17, row.before * HOUR, row.planned * HOUR
    yield f'<text x="20" y="{middle:g}">{escape(row.name)}</text>'
    yield f'<rect class="before" x="{NAMES}" y="{y + 6:g}" width="{before:g}" height="13"/>'
    x = NAMES + before
    yield f'<rect class="planned" x="{x:g}" y="{y + 6:g}" width="{planned:g}" height="13"/>'
    mark = f'd="M{NAMES + row.fair * HOUR:g} {y + 2:g}v21"'
    yield f'<path class="gap" {mark}/><path class="fair" {mark}/>'
    there = f'x="{THERE:g}" y="{y + 9:g}" height="7"'
    yield f'<rect class="track" {there} width="50"/>'
    yield f'<rect class="there" {there} width="{50 * row.present:g}"/>'
    yield (f'<text class="soft number" x="{THERE + 96:g}" y="{middle:g}">{row.present:.0%}</text>')


def main(folder: str, rota: str, first: str, weeks: str) -> None:
    """Write the picture to standard output."""
    facts = read_folder(Path(folder))
    asked = gather(facts, Weeks(date.fromisoformat(first), 7 * int(weeks)))
    plan = plan_of(asked, read_rota(Path(rota), facts))
    title = "Hours on duty, and what would be fair"
    sys.stdout.write(drawn([*people(asked, plan)], title))


if __name__ == "__main__":
    main(*sys.argv[1:])
