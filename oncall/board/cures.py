"""What kind of change a cure is, so that a page can lead to where it is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.people import Person

OTHER: Final = "other"
# What follows a person's name in a cure. Reports keep sentences only; a test holds each against
# what `oncall.cures` says.
OF_PEOPLE: Final = {
    "absence": "were not absent",
    "unreachable": "could be reached",
    "role": "had the role ",
    "skill": "had the skill ",
    "regular_hours": r"(were free|had .{1,20} less) of regular work",
}
OF_TEAMS: Final = re.compile(r"if (?:\w+ of )?team (?P<team>\S+) (?:had|allowed|were) ")
SEARCH: Final = "nothing has to change: "


class Cure(NamedTuple):
    """A sentence, the kind of what it would change, and whose that is."""

    sentence: str
    kind: str
    person: str | None = None
    team: str | None = None


def cure_told(sentence: str, people: Iterable[Person]) -> Cure:
    """Return a cure with its kind, which is «other» where the sentence is of no known one."""
    if sentence.startswith(SEARCH):
        return Cure(sentence, "search")
    if found := OF_TEAMS.match(sentence):
        return Cure(sentence, "team", team=found["team"])
    for person in sorted(people, key=lambda each: len(each.name), reverse=True):
        name = f"if {person.name} "
        if sentence.startswith(name):
            rest = sentence.removeprefix(name)
            kind = next((k for k, words in OF_PEOPLE.items() if re.match(words, rest)), OTHER)
            return Cure(sentence, kind, person=person.id)
    return Cure(sentence, OTHER)
