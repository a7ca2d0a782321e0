"""The timeline as JSON, for the page that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oncall.board.days import SATURDAY
from oncall.holiday_names import holiday_name
from oncall.localtime import local_day
from oncall.report import CARRIED, SHARED
from oncall.streams import BOOKED_ROLES
from web.boards.drafts import draft_entry, of_draft
from web.boards.duties import breach_entry, duty_entry, gap_entry, known_bookings
from web.boards.times import instant, span
from web.sayings import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.board.board import Board
    from oncall.board.duties import Shown
    from oncall.board.gaps import ShownGap
    from oncall.board.rows import Row
    from oncall.versions import Publication
    from web.words import Language


def board_entry(board: Board, language: Language) -> dict[str, Any]:
    """Return all of a timeline; holidays are called as in a language."""
    folder = board.stands.folder
    pins = frozenset(board.draft.draft.pins if board.draft else ())
    removed = board.duties.removed
    named = [each.duty for each in board.duties.shown] + [*removed]
    return {
        "team": _team(board),
        "teams": [{"id": team} for team in folder.teams],
        "now": instant(board.now),
        "from": board.weeks.first.isoformat(),
        "days_shown": board.weeks.days,
        **span(board.span),
        "days": list(_days(board, language)),
        "people": [_row(board, row) for row in board.rows],
        "names": _names(board),
        "bookings": known_bookings(folder, named, [each.gap for each in board.gaps]),
        "duties": [_duty(board, each, pins) for each in board.duties.shown],
        "removed": [duty_entry(each, folder) | {"difference": "removed"} for each in removed],
        "coverage": list(_coverage(board)),
        "gaps": [open_gap_entry(n, each) for n, each in enumerate(board.gaps)],
        "breaches": [breach_entry(each, board.judged.planning) for each in board.judged.breaches],
        "costs": list(_costs(board)),
        "fairness": list(_fairness(board)),
        "published": [span(each) for each in board.published],
        "version": board.stands.version,
        "shown_version": board.version,
        "versions": [_version(each) for each in board.versions],
        "drafts": [draft_entry(each, board.stands.version) for each in board.drafts],
        "draft": of_draft(board.draft, board.stands.version) if board.draft else None,
    }


def _team(board: Board) -> dict[str, Any]:
    team = board.stands.team
    skills = {skill for row in board.rows for skill in row.person.skills}
    return {
        "id": team.id,
        "site": team.site.id,
        "zone": team.site.zone.key,
        "roles": [role.value for role in BOOKED_ROLES],
        "skills": sorted(skills),
        "handover": [f"{at // 60:02}:{at % 60:02}" for at in team.handover],
    }


def _days(board: Board, language: Language) -> Iterator[dict[str, Any]]:
    site = board.stands.team.site
    today = local_day(board.now, site.zone)
    for day in board.days:
        name = holiday_name(site.calendar, day.date, language) if day.is_holiday else None
        yield {
            "date": day.date.isoformat(),
            **span(day.span),
            "hours": day.span.minutes / 60,
            "weekday": day.date.weekday(),
            "weekend": day.date.weekday() >= SATURDAY,
            "holiday": name,
            "bridge": day.is_bridge_day,
            "today": day.date == today,
        }


def _names(board: Board) -> dict[str, str]:
    """Return how the people of the team are called, those too who have no row on these days."""
    team, people = board.stands.team, board.stands.folder.people.values()
    return {each.id: each.name for each in people if team in each.teams}


def _row(board: Board, row: Row) -> dict[str, Any]:
    person, bookings = row.person, board.stands.folder.bookings
    return {
        "id": person.id,
        "name": person.name,
        "site": person.site.id,
        "zone": person.site.zone.key,
        "roles": sorted(role.value for role in person.roles),
        "skills": sorted(person.skills),
        "teams": [team.id for team in person.teams],
        "present": {
            "start": instant(person.joined) if person.joined else None,
            "end": instant(person.left) if person.left else None,
        },
        "absences": [span(each.span) | {"reason": each.reason} for each in row.absences],
        "unreachable": [span(when) | {"reason": why} for when, why in row.unreachable],
        "regular": [span(each) for each in row.regular],
        "wishes": [
            span(each.span) | {"prefer": each.prefer, "weight": each.weight} for each in row.wishes
        ],
        "elsewhere": [
            span(each.span)
            | {
                "role": each.role.value,
                "team": next((bookings[b].team.id for b in each.bookings if b in bookings), None),
            }
            for each in row.elsewhere
        ],
    }


def _duty(board: Board, each: Shown, pins: frozenset[int]) -> dict[str, Any]:
    folder = board.stands.folder
    found = duty_entry(each.duty, folder) | {
        "pinned": each.duty.duty in pins,
        "over": each.duty.span.end <= board.now,
        "editable": span(each.editable) if each.editable else None,
        "difference": each.difference,
    }
    return found | {"was": duty_entry(each.was, folder)} if each.was else found


def _coverage(board: Board) -> Iterator[dict[str, Any]]:
    for role, stretches in board.cover.items():
        yield {
            "role": role.value,
            "stretches": [
                span(each.span)
                | {
                    "needed": each.level.needed,
                    "held": each.level.held,
                    "missing": each.level.missing,
                    "state": each.level.state,
                }
                for each in stretches
            ],
        }


def open_gap_entry(at: int, each: ShownGap) -> dict[str, Any]:
    """Return a gap, with why nobody closes it as far as that was worked out, and what would."""
    cure = each.cure._replace(sentence=said(each.cure.sentence))._asdict() if each.cure else None
    further = {"skill": each.skill, "because": [*map(said, each.because)], "cure": cure}
    return {"id": f"g{at}"} | gap_entry(each.gap) | further


def _costs(board: Board) -> Iterator[dict[str, Any]]:
    is_solved = board.draft is not None and board.draft.has_duties
    for rule, cost in board.costs.items():
        drafted = {"draft": board.judged.costs[rule]} if is_solved else {}
        yield {"rule": rule, **drafted, "published": cost}


def _fairness(board: Board) -> Iterator[dict[str, Any]]:
    table = board.judged.table
    carried = table[[*CARRIED]].to_dict("records")
    shares = table[[*SHARED]].rename(columns=_kind).to_dict("records")
    for person, mine, fair in zip(table.index, carried, shares, strict=True):
        yield {"person": person, "share": fair} | {str(kind): much for kind, much in mine.items()}


def _kind(share: str) -> str:
    return share.removeprefix("share_")


def _version(each: Publication) -> dict[str, Any]:
    return {
        "version": each.version,
        "kind": each.kind,
        "at": instant(each.at),
        "by": each.by,
        "why": each.why,
        **span(each.span),
        "draft": each.draft,
    }
