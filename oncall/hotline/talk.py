"""What a caller hears next, by how far the call is and what was heard; nothing is done here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from oncall.hotline.prompt import Connect, Digits, End, Key, Line, Prompt, Queue, Record, Ring, Step
from oncall.hotline.serving import Help
from oncall.hotline.words import moment, say
from oncall.incidents.speech import digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.hotline.call import Call
    from oncall.hotline.prompt import Then

# So long a language may be chosen, or a PIN begun, before it is asked for; and between two digits.
CHOICE: int = 3


def greeting(languages: Sequence[str], language: str) -> Prompt:
    """Greet, and offer the other language where there is one; a PIN may be entered at once."""
    others = [each for each in languages if each != language]
    hello = Line(language, say(language, "greeting"))
    if not others:
        return Prompt((hello, *pin(language).lines), pin(language).then)
    offered = Line(others[0], say(others[0], "language"))
    return Prompt((hello, offered), Digits(Step.LANGUAGE, CHOICE))


def pin(language: str, *, again: bool = False) -> Prompt:
    """Ask for the PIN; a wrong one and one that was not even looked at sound alike."""
    words = say(language, "wrong pin" if again else "pin")
    return Prompt((Line(language, words),), Digits(Step.PIN))


def ticket(call: Call, now: datetime, *, before: str = "") -> Prompt:
    """Tell the ticket number, digit by digit, twice, and what there is to choose."""
    told = say(call.language, "ticket", number=digits(call.ticket))
    names = "options" if _connects(call) else "message options"
    lines = [before] * bool(before) + [told, *_outlook(call, now), say(call.language, names)]
    return _prompt(call.language, lines, Key(Step.CHOICE))


def chosen(call: Call, key: str, helpdesk: Sequence[str], now: datetime) -> Prompt:
    """Answer to a choice; whoever presses nothing gets what helps most."""
    if key == "*":
        return ticket(call, now)
    if key == "2" or (not key and not _connects(call)):
        return record(call)
    if key in {"", "1"} and _connects(call):
        return connected(call, helpdesk, now)
    return ticket(call, now, before=say(call.language, "wrong key"))


def connected(call: Call, helpdesk: Sequence[str], now: datetime) -> Prompt:
    """Put a caller through: to the helpdesk in its hours, else into the queue."""
    if call.help is Help.HELPDESK:
        if not helpdesk:
            return nobody_free(call, now)
        return _prompt(call.language, [say(call.language, "helpdesk")], Ring(tuple(helpdesk)))
    return _prompt(call.language, [say(call.language, "wait")], Queue(call.queue))


def nobody_free(call: Call, now: datetime) -> Prompt:
    """Say that nobody is free and until when a specialist calls back, and take a message."""
    lines = [say(call.language, "nobody free"), promise(call, now)]
    return record(call, lines)


def record(call: Call, before: Sequence[str] = ()) -> Prompt:
    """Announce that it is recorded, and record a message."""
    empty = say(call.language, "empty")
    return _prompt(call.language, [*before, say(call.language, "record")], Record(empty))


def recorded(call: Call, now: datetime) -> Prompt:
    """Thank for a message, and promise."""
    language = call.language
    lines = [say(language, "recorded"), promise(call, now), say(language, "goodbye")]
    return _prompt(language, lines, End())


def goodbye(call: Call) -> Prompt:
    """End a call."""
    return _prompt(call.language, [say(call.language, "goodbye")], End())


def joined(call: Call) -> Prompt:
    """Say that the other one is there; nothing more, for they are waiting."""
    return _prompt(call.language, [say(call.language, "joined")], Connect())


def whisper(call: Call, language: str) -> Prompt:
    """Tell whoever picks up at the helpdesk who it is, and ask for a key: mailboxes pick up too."""
    who = (call.customer if call.is_verified else None) or say(language, "caller unknown")
    words = say(language, "whisper", number=digits(call.ticket), who=who)
    return _prompt(language, [words], Key(Step.TAKEN))


def promise(call: Call, now: datetime) -> str:
    """Return the promise to call back, with its time while that is to come."""
    return say(call.language, "promise", until=until(call, now))


def until(call: Call, now: datetime) -> str:
    """Return until when somebody calls back, or nothing where that is past."""
    if call.promised is None or call.promised <= now:
        return ""
    when = moment(call.language, call.promised, now, ZoneInfo(call.zone))
    return say(call.language, "until", when=when)


def _outlook(call: Call, now: datetime) -> list[str]:
    """Say what is not to be had now, and from when on; nothing of a contract on a number alone."""
    if call.help is Help.MANAGER:
        return [say(call.language, "unknown")]
    if call.help is not Help.MESSAGE:
        return []
    lines = [say(call.language, "not booked")] if call.is_verified else []
    if call.opens is not None:
        when = moment(call.language, call.opens, now, ZoneInfo(call.zone))
        lines.append(say(call.language, "opens", when=when))
    return lines


def _connects(call: Call) -> bool:
    return call.help in {Help.STANDBY, Help.HELPDESK}


def _prompt(language: str, lines: Sequence[str], then: Then) -> Prompt:
    return Prompt(tuple(Line(language, words) for words in lines), then)
