"""A row of the timeline for each person: when they are away, at work, or wish for something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import local_days

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.people import Absence, Person, Team, Wish


class Row(NamedTuple):
    """A person, and what lies in the days shown; `elsewhere` is what other teams have of them."""

    person: Person
    absences: tuple[Absence, ...]
    unreachable: tuple[tuple[Span, str], ...]
    regular: tuple[Span, ...]
    wishes: tuple[Wish, ...]
    elsewhere: tuple[Assignment, ...]


def rows_of(
    folder: Folder,
    team: Team,
    shown: Span,
    others: Iterable[Assignment],
    on_duty: Collection[str] = (),
) -> tuple[Row, ...]:
    """Return a row for each of a team's people who is there in a stretch, in order of names.

    Who is `on_duty` has one as well, also after leaving the team.
    """
    theirs: dict[str, list[Assignment]] = defaultdict(list)
    for each in others:
        if each.span.overlaps(shown):
            theirs[each.person].append(each)
    people = (
        p
        for p in folder.people.values()
        if p.id in on_duty or (team in p.teams and p.presence.overlaps(shown))
    )
    rows = (_row(person, shown, tuple(theirs[person.id])) for person in people)
    return tuple(sorted(rows, key=lambda row: (row.person.name.casefold(), row.person.id)))


def _row(person: Person, shown: Span, elsewhere: tuple[Assignment, ...]) -> Row:
    days = local_days(shown, person.site.zone)
    unreachable = person.unreachable_spans(days[0], days[-1])
    regular = person.regular_work(days[0], days[-1])
    return Row(
        person,
        tuple(absence for absence in person.absences if absence.span.overlaps(shown)),
        tuple((part, why) for span, why in unreachable if (part := span.clip(shown))),
        tuple(part for span in regular if (part := span.clip(shown))),
        tuple(wish for wish in person.wishes if wish.span.overlaps(shown)),
        elsewhere,
    )
