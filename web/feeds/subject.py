"""Of whom or what a feed is: name, time zone, language, and the teams it may have something of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from web.languages import first_of

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.people import Team
    from oncall.store.feeds import FeedRow, Kind
    from web.words import Language

GERMAN: Final = frozenset({"DE", "AT", "CH", "LI", "LU"})
NOWHERE: Final = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, a team or a customer, as the sheets have them."""

    kind: Kind
    id: str
    name: str
    zone: ZoneInfo
    language: Language
    teams: tuple[str, ...]


def subject_of(folder: Folder, feed: FeedRow, booked: tuple[str, ...]) -> Subject:
    """Return what is known of a feed's subject; little, if the sheets have lost it.

    `booked` are the teams that a customer has booked, also if all was cancelled since.
    """
    if feed.kind == "person":
        return _person(folder, feed.subject)
    ids = (feed.subject,) if feed.kind == "team" else booked
    teams = [folder.teams[id_] for id_ in ids if id_ in folder.teams]
    zone = teams[0].site.zone if teams else NOWHERE
    names = tuple(sorted(team.id for team in teams))
    return Subject(feed.kind, feed.subject, feed.subject, zone, _of_place(teams), names)


def _person(folder: Folder, id_: str) -> Subject:
    who = folder.people.get(id_)
    teams = tuple(folder.teams)  # for some they may have worked and do so no more
    if who is None:
        return Subject("person", id_, id_, NOWHERE, "en", teams)
    return Subject("person", id_, who.name, who.site.zone, first_of(who.languages), teams)


def _of_place(teams: list[Team]) -> Language:
    return "de" if teams and teams[0].site.country in GERMAN else "en"
