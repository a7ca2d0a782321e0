"""What a message says, to whoever it is for: their duties, gaps, promises that ran out, tests."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.incidents.notice_words import OTHERWISE, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

MOST_LINES = 40


class Notice(NamedTuple):
    """A message in words: the subject, and the whole text, which begins with it."""

    subject: str
    text: str


def notice(kind: str, team: str, about: Mapping[str, Any], language: str, zone: ZoneInfo) -> Notice:
    """Return the words of a message; times are told as the zone has them."""
    words = WORDS.get(language.partition("-")[0].lower(), WORDS[OTHERWISE])
    known = defaultdict(str, _told(about, words, zone))
    known |= {"team": team, "kind": kind}
    subject = words[_name(kind, about, words)].format_map(known).strip()
    lines = (*_changes(about.get("changes", ()), words, zone), *_left(about, words, zone))
    return Notice(subject, "\n".join((subject, *lines[:MOST_LINES])))


def _name(kind: str, about: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if about.get("state") == "lapsed":
        kind = f"{kind} lapsed"
    elif about.get("again"):
        kind = f"{kind} again"
    elif about.get("cancelled"):
        kind = f"{kind} cancelled"
    return kind if kind in words else "other"


def _told(
    about: Mapping[str, Any], words: Mapping[str, str], zone: ZoneInfo
) -> Iterator[tuple[str, Any]]:
    for name, value in about.items():
        if name in {"start", "end", "due", "until"}:
            yield name, _moment(value, words, zone)
        elif name == "day":
            yield name, _day(date.fromisoformat(value), words)
        elif name in {"role", "clock"}:
            yield name, words.get(value, value)
        else:
            yield name, value


def _changes(changes: Any, words: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    for change in changes:
        before, after = change.get("before"), change.get("after")
        if after is None and before is None:
            continue
        name = "moved" if before and after else "new" if after else "gone"
        known = dict(_told(after or before, words, zone))
        if before and after:
            known |= {f"old_{key}": _moment(before[key], words, zone) for key in ("start", "end")}
        yield "- " + words[name].format_map(known)


def _left(about: Mapping[str, Any], words: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    """Yield which duties are left of somebody who is out of time, and where that is solved."""
    if "left" not in about:
        return
    for duty in about["left"]:
        yield "- " + words["left"].format_map(dict(_told(duty, words, zone)))
    yield (words["solved"] if about["left"] else words["nothing left"]).format_map(about)


def _moment(written: str, words: Mapping[str, str], zone: ZoneInfo) -> str:
    at = datetime.fromisoformat(written).astimezone(zone)
    day = words["days"].split()[at.weekday()]
    return words["moment"].format(day=day, at=at)


def _day(on: date, words: Mapping[str, str]) -> str:
    return words["day"].format(day=words["days"].split()[on.weekday()], on=on)
