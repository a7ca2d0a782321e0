"""What happened in a drill as rows in order of time: rung, who, by what, and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.drills import Rang, Step, called, promised
from oncall.incidents.events import Kind
from oncall.incidents.ladder import Channel
from oncall.localtime import Span
from web.desk.said import Said
from web.drill.senders import NOTED
from web.incidents.telling import Telling
from web.incidents.words import result_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from notify.carrier.records import Call
    from oncall.proof.found import Level
    from oncall.store.incident_lists import Try
    from web.drill.holding import Held

SETUP: Final = timedelta(seconds=0.5)  # the practice carrier's, from its attempt to the first ring
SHOWN: Final = 4  # digits of a number, by which its owner knows it
TOLD: Final = frozenset({Kind.PASSED, Kind.UNREACHED, Kind.ACCEPTED, Kind.BREACHED, Kind.EXHAUSTED})
BY: Final = {"voice": "call", "sms": "text", "email": "mail"}


class Row(NamedTuple):
    """Something that happened so long after the report; what is no page has only `what`.

    `rung` is its name in keys of pages: incident, round and rung.
    """

    after: timedelta
    what: str
    rung: str = ""
    who: str = ""
    by: str = ""
    number: str = ""
    rang: Rang | None = None


def rows(held: Held) -> tuple[Row, ...]:
    """Return what happened until it was accepted or the ladder was through."""
    telling = Telling(held.whole, Said("en", held.wanted.at))
    some = [*_events(held, telling), *_pages(held, telling)]
    return tuple(sorted(some, key=lambda row: row.after))


def reached(held: Held, some: tuple[Row, ...]) -> Mapping[Level, timedelta]:
    """Return after how long the telephones of each level had rung, of those who have to come."""
    steps = [
        Step(each.holders, tuple(row.rang for row in some if row.rang and row.rung == each.name))
        for each in held.fired
    ]
    found = called(steps, held.wanted.at)
    return {level: after for level, after in found.items() if level in held.levels}


def accepted(held: Held) -> tuple[str, timedelta] | None:
    """Return who accepted, and after how long."""
    for event in held.whole.events:
        if event.kind is Kind.ACCEPTED:
            return event.who, event.at - held.wanted.at
    return None


def _pages(held: Held, telling: Telling) -> Iterator[Row]:
    known = {each.name for each in held.fired}
    for each in held.whole.tries:
        after = (each.began_at or each.due_at) - held.wanted.at
        if each.rung in known and _counts(held, _round(each.rung), after):
            call = held.calls.get(each.sid or "")
            rang = _rang(each, call) if call else None
            yield Row(
                after,
                _call_words(call, rang, each) if call else _page_words(held, each),
                each.rung,
                telling.person(each.person),
                BY.get(each.channel, each.channel),
                f"…{each.address[-SHOWN:]}" if each.channel in {"voice", "sms"} else "",
                rang,
            )


def _events(held: Held, telling: Telling) -> Iterator[Row]:
    for event in held.whole.events:
        after = event.at - held.wanted.at
        has_spent = event.kind is Kind.FIRED and event.facts.get("spent")
        counts = _counts(held, event.facts.get("round", 0), after)
        if (event.kind in TOLD or has_spent) and counts:
            yield Row(after, telling.event(event))


def _counts(held: Held, round_: int, after: timedelta) -> bool:
    """Tell whether something is of the ladder's rounds, or of the time that was promised."""
    return round_ < held.whole.incident.ladder.rounds or after <= promised()


def rung_word(held: Held, name: str) -> str:
    """Return a rung like `2`, or `1.2` where the ladder is climbed more than once."""
    number = str(int(name.split("/")[2]) + 1)
    return number if held.whole.incident.ladder.rounds == 1 else f"{_round(name) + 1}.{number}"


def _round(name: str) -> int:
    return int(name.split("/")[1])


def _rang(each: Try, call: Call) -> Rang | None:
    """Return how long a telephone rang, None where it could not."""
    if call.line.phone is None or call.started is None:
        return None
    ends = call.answered or call.ended
    if ends is None:
        return None
    begins = datetime.fromtimestamp(call.started, UTC) + SETUP
    return Rang(each.person, Span(begins, max(begins, datetime.fromtimestamp(ends, UTC))))


def _call_words(call: Call, rang: Rang | None, each: Try) -> str:
    if rang is None:
        return result_word(call.status)
    seconds = round((rang.span.end - rang.span.start).total_seconds())
    keys = [key.words for key in call.line.said]
    if call.answered is None:
        return f"rang {seconds} s, nobody answered"
    return f"rang {seconds} s, then {'a mailbox' if keys else 'they'} answered"


def _page_words(held: Held, each: Try) -> str:
    message = held.messages.get(each.sid or "")
    if message is not None:
        return result_word(message.status)
    if each.channel not in {Channel.VOICE, Channel.SMS} and each.sid:
        return NOTED
    return result_word(each.why or each.state)
