"""Lists as Twilio's: filtered, newest first, in pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlencode

from notify.carrier.rest.asking import Refusal, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from notify.carrier.rest.asking import Asked

T = TypeVar("T")
USUAL: Final = 50
MOST: Final = 1000
A_DAY: Final = 86_400
MIDNIGHT: Final = "T00:00:00Z"


def listed(
    asked: Asked, name: str, found: Iterable[T], show: Callable[[Asked, T], dict[str, Any]]
) -> Shown:
    """Return the page that was asked for, of things found in order of their making."""
    things = list(found)[::-1]
    size = min(max(1, asked.number("PageSize", USUAL)), MOST)
    page = asked.number("Page", 0)
    start = page * size
    shown = things[start : start + size]
    has_more = start + size < len(things)
    body = {
        "first_page_uri": _uri(asked, 0, size),
        "end": start + len(shown) - 1 if shown else start,
        "previous_page_uri": _uri(asked, page - 1, size) if page else None,
        "uri": _uri(asked, page, size),
        "page_size": size,
        "start": start,
        name: [show(asked, each) for each in shown],
        "next_page_uri": _uri(asked, page + 1, size) if has_more else None,
        "page": page,
    }
    return Shown(200, body)


def _uri(asked: Asked, page: int, size: int) -> str:
    kept = [pair for pair in asked.params if pair[0] not in {"Page", "PageSize", "PageToken"}]
    query = urlencode([*kept, ("PageSize", size), ("Page", page)])
    return f"{asked.path}?{query}"


def within(asked: Asked, name: str, at: float | None) -> bool:
    """Tell whether an instant passes the filters `name`, `name<` and `name>`.

    A date stands for its whole day in UTC, and so does its midnight where exactly that is asked
    for, for the client writes dates like this. What has no such instant yet, as a call that waits
    to be dialled has no start, passes no filter on it.
    """
    if not any(asked.has(f"{name}{sign}") for sign in ("", "<", ">")):
        return True
    if at is None:
        return False
    at = float(int(at))  # seconds are all that is shown
    exactly, before, after = (asked.get(f"{name}{sign}") for sign in ("", "<", ">"))
    day = exactly.removesuffix(MIDNIGHT)
    return (
        (not day or _span(day)[0] <= at <= _span(day)[1])
        and (not before or at <= _span(before)[1])
        and (not after or at >= _span(after)[0])
    )


def _span(text: str) -> tuple[float, float]:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise Refusal(400, 20001, f"{text!r} is no date; write 2026-12-07") from error
    at = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    return (at, at + A_DAY - 1) if len(text) == 10 else (at, at)
