"""What can be done with a phone on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from notify.carrier.behaviours import (
    Behaviour,
    Busy,
    ByHand,
    Off,
    Rejects,
    hangs_up,
    mailbox,
    presses,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from notify.carrier.carrier import Carrier
    from notify.carrier.handsets import Handset

BEHAVIOURS: Final[Mapping[str, Callable[[], Behaviour]]] = {
    "by-hand": ByHand,
    "accepts": lambda: presses("1"),
    "declines": lambda: presses("3"),
    "rejects": Rejects,
    "busy": Busy,
    "mailbox": mailbox,
    "hangs-up": hangs_up,
    "off": Off,
}


class UnknownAct(Exception):  # noqa: N818 - a request that no page makes
    """There is no such phone, or nothing like that can be done with one."""


def act(carrier: Carrier, told: Mapping[str, Any]) -> None:
    """Do what was done on the page; raises UnknownAct or NotPossible."""
    phone = carrier.phones.get(str(told.get("phone")))
    if phone is None:
        raise UnknownAct(f"nobody has the number {told.get('phone')}")
    deed = _DEEDS.get(str(told.get("do")))
    if deed is None:
        raise UnknownAct(f"{told.get('do')}: nothing like that can be done with a phone")
    deed(phone, str(told.get("what", "")), str(told.get("to", "")))


def named(behaviour: Behaviour) -> str:
    """Return the page's name for a behaviour; others than the page's are «scripted»."""
    for name, make in BEHAVIOURS.items():
        if make() == behaviour:
            return name
    return "scripted"


def _behave(phone: Handset, what: str, _to: str) -> None:
    if what not in BEHAVIOURS:
        raise UnknownAct(f"nobody behaves as {what!r}; there are {', '.join(BEHAVIOURS)}")
    phone.behave(BEHAVIOURS[what]())


def _text(phone: Handset, what: str, to: str) -> None:
    if not what.strip():
        raise UnknownAct("a text needs words")
    phone.sends(to, what)


_DEEDS: Final[Mapping[str, Callable[[Handset, str, str], None]]] = {
    "answer": lambda phone, _what, _to: phone.answers(),
    "reject": lambda phone, _what, _to: phone.rejects(),
    "hang-up": lambda phone, _what, _to: phone.hangs_up(),
    "press": lambda phone, what, _to: phone.press(what),
    "say": lambda phone, what, _to: phone.says(what),
    "dial": lambda phone, _what, to: phone.dials(to),
    "text": _text,
    "behave": _behave,
}
