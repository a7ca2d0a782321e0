"""Which request is for which handler, and the parameters that each of them practises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from notify.carrier.rest import (
    accounts,
    calls,
    conferences,
    messages,
    participants,
    queues,
    recordings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from notify.carrier.rest.asking import Asked, Shown

ACCOUNTS: Final = "/2010-04-01/Accounts"
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, as Twilio's description names it, and who answers."""

    method: str
    path: str
    handler: Callable[[Asked], Shown]
    practised: frozenset[str] | None  # None: look-ups, all of whose filters are done


@cache
def routes() -> dict[str, tuple[tuple[re.Pattern[str], Route], ...]]:
    """Return all routes by method, with what their paths look like."""
    table: dict[str, list[tuple[re.Pattern[str], Route]]] = {}
    for route in _all():
        pattern = PLACEHOLDER.sub(r"(?P<\1>[^/]+?)", route.path.replace(".", r"\."))
        table.setdefault(route.method, []).append((re.compile(pattern), route))
    return {method: tuple(rows) for method, rows in table.items()}


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a request and the identifiers in its path."""
    for pattern, route in routes().get(method, ()):
        found = pattern.fullmatch(path)
        if found:
            return route, found.groupdict()
    return None


def _all() -> Iterator[Route]:
    yield Route("GET", f"{ACCOUNTS}/{{Sid}}.json", accounts.get, None)
    for method, path, handler, practised in _TABLE:
        names = None if practised is None else frozenset(practised.split())
        yield Route(method, f"{ACCOUNTS}/{{AccountSid}}/{path}", handler, names)


_CALL = "Url Twiml Method FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod"
_NUMBER = " ".join([*accounts.URLS, *accounts.METHODS, "FriendlyName"])
_TABLE: Final[tuple[tuple[str, str, Callable[[Asked], Shown], str | None], ...]] = (
    (
        "POST",
        "Calls.json",
        calls.post,
        f"To From {_CALL} StatusCallbackEvent Timeout TimeLimit",
    ),
    ("GET", "Calls.json", calls.get_all, None),
    ("GET", "Calls/{Sid}.json", calls.get, None),
    ("POST", "Calls/{Sid}.json", calls.change, f"{_CALL} Status"),
    ("DELETE", "Calls/{Sid}.json", calls.delete, ""),
    ("GET", "Calls/{CallSid}/Recordings.json", recordings.get_all, None),
    ("POST", "Messages.json", messages.post, "To From Body StatusCallback ValidityPeriod"),
    ("GET", "Messages.json", messages.get_all, None),
    ("GET", "Messages/{Sid}.json", messages.get, None),
    ("POST", "Messages/{Sid}.json", messages.change, "Body Status"),
    ("DELETE", "Messages/{Sid}.json", messages.delete, ""),
    ("GET", "Recordings.json", recordings.get_all, None),
    ("GET", "Recordings/{Sid}.json", recordings.get, None),
    ("DELETE", "Recordings/{Sid}.json", recordings.delete, ""),
    ("GET", "Recordings/{Sid}.wav", recordings.media, None),
    ("GET", "Recordings/{Sid}", recordings.media, None),
    ("POST", "Queues.json", queues.post, "FriendlyName MaxSize"),
    ("GET", "Queues.json", queues.get_all, None),
    ("GET", "Queues/{Sid}.json", queues.get, None),
    ("POST", "Queues/{Sid}.json", queues.change, "FriendlyName MaxSize"),
    ("DELETE", "Queues/{Sid}.json", queues.delete, ""),
    ("GET", "Queues/{QueueSid}/Members.json", queues.members, None),
    ("GET", "Queues/{QueueSid}/Members/{CallSid}.json", queues.member, None),
    ("POST", "Queues/{QueueSid}/Members/{CallSid}.json", queues.take_out, "Url Method"),
    ("GET", "Conferences.json", conferences.get_all, None),
    ("GET", "Conferences/{Sid}.json", conferences.get, None),
    ("POST", "Conferences/{Sid}.json", conferences.change, "Status"),
    ("GET", "Conferences/{ConferenceSid}/Participants.json", participants.get_all, None),
    (
        "POST",
        "Conferences/{ConferenceSid}/Participants.json",
        participants.call_in,
        "To From Timeout Label Muted StartConferenceOnEnter EndConferenceOnExit WaitUrl",
    ),
    (
        "GET",
        "Conferences/{ConferenceSid}/Participants/{CallSid}.json",
        participants.get,
        None,
    ),
    (
        "POST",
        "Conferences/{ConferenceSid}/Participants/{CallSid}.json",
        participants.change,
        "Muted EndConferenceOnExit",
    ),
    (
        "DELETE",
        "Conferences/{ConferenceSid}/Participants/{CallSid}.json",
        participants.send_out,
        "",
    ),
    ("GET", "IncomingPhoneNumbers.json", accounts.numbers, None),
    ("GET", "IncomingPhoneNumbers/{Sid}.json", accounts.number, None),
    ("POST", "IncomingPhoneNumbers/{Sid}.json", accounts.change_number, _NUMBER),
)
