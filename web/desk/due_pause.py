"""The pause in the form of «when is it due?», for levels whose clocks may be paused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput
from oncall.localtime import Span
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.promised import Promised


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause as typed and as understood: none or one, or what is wrong with it."""

    start: str = ""
    until: str = ""
    spans: tuple[Span, ...] = ()
    trouble: tuple[str, ...] = ()


UNPAUSED: Final = Paused()


def paused_of(found: Promised, asked: Mapping[str, str]) -> Paused:
    """Return the pause from `paused_from` to `paused_until`, local times of the promise's site."""
    start, until = (asked.get(name, "").strip() for name in ("paused_from", "paused_until"))
    if not start and not until:
        return UNPAUSED
    if not (start and until):
        said = gettext("A pause has a beginning and an end; write both, or neither.")
        return Paused(start, until, (), (said,))
    try:
        span = Span(found.reported(start), found.reported(until))
    except BadInput as bad:
        return Paused(start, until, (), tuple(fault.message for fault in bad.faults))
    if span.start >= span.end:
        said = gettext("The pause ends before it begins; mend one of the two.")
        return Paused(start, until, (), (said,))
    return Paused(start, until, (span,))
