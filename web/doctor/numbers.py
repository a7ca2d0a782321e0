"""What is looked at of our numbers: that we have them, where they lead, and who is rung instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.channel import Silent
from notify.checkup import asked
from web.doctor.finding import Finding
from web.hooks.genuine import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from notify.checkup import Number
    from web.doctor.line import Ask, Carrier
    from web.settings import Settings

# What the carrier asks of us for a number: its name there, what we call it, and the address.
WANTED: Final = (
    ("voice", "calls", "hotline"),
    ("ended", "ends of calls", "hotline/ended"),
    ("texts", "texts", "sms"),
)


def numbers(
    settings: Settings,
    carrier: Carrier,
    ours: Iterable[str],
    stored: Sequence[str] | None,
    ask: Ask = asked,
) -> Iterator[Finding]:
    """Yield what was found of our numbers, where each leads, and its fallback.

    `stored` are the numbers that the fallback has to ring now, None where that is not known.
    """
    for number in ours:
        try:
            found = carrier.number(number)
        except Silent as silent:
            seen = f"{number}: the carrier says {silent}"
            yield Finding("number", is_well=False, seen=seen, cure="see the line of the account")
            return
        if found is None:
            cure = "set TWILIO_NUMBER, or hotlines.csv, to numbers that the account has"
            yield Finding("number", is_well=False, seen=f"{number} is not the account's", cure=cure)
        else:
            yield _able(number, found)
            yield from _addresses(settings, number, found)
            yield _fallback(number, found.fallback, stored, ask)


def _able(number: str, found: Number) -> Finding:
    lacks = [
        what for what, can in (("calls", found.can_call), ("texts", found.can_text)) if not can
    ]
    if lacks:
        cure = "take a number that can do both, or nobody can answer"
        return Finding("number", is_well=False, seen=f"{number} has no {lacks[0]}", cure=cure)
    cure = "take it away in the carrier's console: it is asked in place of our addresses"
    seen = f"{number} leads to {found.instead}" if found.instead else f"{number} calls and texts"
    return Finding("number", not found.instead, seen, cure)


def _addresses(settings: Settings, number: str, found: Number) -> Iterator[Finding]:
    base = f"{settings.carriers.hooks or settings.public_url}{PREFIX}"
    for name, what, path in WANTED:
        has: str = getattr(found, name)
        is_asked = " (GET)" if name in found.gets else ""
        is_well = has.partition("#")[0] == f"{base}/{path}" and not is_asked
        cure = f"set it to {base}/{path} (POST) in the carrier's console"
        seen = f"{number} asks {has or 'nobody'}{is_asked}"
        yield Finding(f"address of {what}", is_well, seen, cure)


def _fallback(number: str, url: str, stored: Sequence[str] | None, ask: Ask) -> Finding:
    cure = "put what oncall hotline fallback prints at the carrier, and its address at the number"
    if not url:
        return Finding("fallback", is_well=False, seen=f"none is set for {number}", cure=cure)
    try:
        answer = ask(url, None, "")
    except Silent as silent:
        return Finding("fallback", is_well=False, seen=f"{url}: {silent}", cure=cure)
    if stored is None:
        is_one = "<Response" in answer.text
        seen = f"{url} answers" if is_one else f"{url} is no TwiML"
        return Finding("fallback", is_one, seen, cure)
    missing = [each for each in stored if each not in answer.text]
    if "<Response" not in answer.text or not stored:
        return Finding("fallback", is_well=False, seen=f"{url} rings nobody", cure=cure)
    seen = f"does not ring {', '.join(missing)}" if missing else f"rings {', '.join(stored)}"
    return Finding("fallback", not missing, seen, cure)
