"""What a subscriber can choose in a feed's address: roles, teams, alarms, language."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from oncall.folder.faults import nearest
from oncall.people import Role
from web.languages import as_language, refuse_unknown
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from web.words import Language

KNOWN: Final = ("role", "team", "alarm", "lang", "gzip")
LONGEST_ALARM: Final = 7 * 24 * 60  # minutes
NO: Final = frozenset({"no", "0", "false"})


@dataclass(frozen=True, slots=True)
class Options:
    """What is shown (all, where nothing is named), and how; `alarm` in minutes before."""

    roles: tuple[Role, ...] = ()
    teams: tuple[str, ...] = ()
    alarm: int | None = None
    language: Language | None = None

    def query(self) -> str:
        """Return them as they stand in an address; the same for the same choice."""
        said: list[tuple[str, object]] = [("role", role.value) for role in self.roles]
        said += [("team", team) for team in self.teams]
        said += [("alarm", self.alarm)] if self.alarm else []
        said += [("lang", self.language)] if self.language else []
        return urlencode(said)

    def shows(self, role: Role, team: str) -> bool:
        """Tell whether a duty in a role of a team is chosen."""
        return (not self.roles or role in self.roles) and self.shows_team(team)

    def shows_team(self, team: str) -> bool:
        """Tell whether a team is chosen."""
        return not self.teams or team in self.teams


def read_options(args: MultiDict[str, str], *, language: str = "lang") -> Options:
    """Return what an address says; raises Refused with a sentence for what is unclear.

    `language` names the parameter that says in which language the entries are.
    """
    return Options(
        roles=tuple(sorted({_role(word) for word in _words(args, "role")}, key=list(Role).index)),
        teams=tuple(sorted(set(_words(args, "team")))),
        alarm=_alarm(args.get("alarm")),
        language=_language(args.get(language)),
    )


def refuse_unknown_names(args: MultiDict[str, str], *further: str) -> None:
    """Raise Refused for a parameter that means nothing."""
    known = (*KNOWN, *further)
    for name in args:
        if name not in known:
            raise _refusal(
                gettext(
                    "The address says “%(name)s”, which means nothing here; the nearest is "
                    "“%(near)s”.",
                    name=name[:60],
                    near=nearest(name, known),
                )
            )


def refuse_unknown_teams(options: Options, known: tuple[str, ...]) -> None:
    """Raise Refused for a team that the feed has nothing of."""
    for team in options.teams:
        if team not in known:
            near = nearest(team, known) or "–"
            raise _refusal(
                gettext(
                    "This calendar has nothing of the team “%(team)s”; the nearest is “%(near)s”.",
                    team=team[:60],
                    near=near,
                )
            )


def wants_gzip(args: MultiDict[str, str]) -> bool:
    """Tell whether an address leaves compression on."""
    return args.get("gzip", "yes").lower() not in NO


def _words(args: MultiDict[str, str], name: str) -> list[str]:
    return [word for word in args.getlist(name) if word]


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError as error:
        known = ", ".join(Role)
        sentence = gettext(
            "“%(word)s” is no role; write one of %(known)s.", word=word[:60], known=known
        )
        raise _refusal(sentence) from error


def _alarm(word: str | None) -> int | None:
    if not word:
        return None
    if word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= LONGEST_ALARM:
        return int(word)
    raise _refusal(
        gettext(
            "“%(word)s” is no alarm; write the minutes before a duty, from 1 to %(most)d.",
            word=word[:60],
            most=LONGEST_ALARM,
        )
    )


def _language(word: str | None) -> Language | None:
    refuse_unknown(word)
    return as_language(word)


def _refusal(sentence: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, sentence)
