"""What became of calls to the hotline, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.hotline.call import Place
from oncall.services.call_list import is_missed
from web.words import gettext

if TYPE_CHECKING:
    from oncall.hotline.call import Call


def outcome(call: Call) -> str:
    """Return what became of a call, or where it is now."""
    if is_missed(call):
        return gettext("hung up before anybody knew who it was")
    over = call.ended_at is not None
    return {
        Place.ASKED: gettext("is being greeted"),
        Place.TAKEN: gettext("was told the number") if over else gettext("hears the number"),
        Place.WAITING: gettext("hung up while waiting") if over else gettext("is waiting"),
        Place.TOLD: gettext("was told who calls back"),
        Place.MESSAGE: gettext("went to leave a message"),
        Place.TALKING: gettext("was put through") if over else gettext("is talking"),
    }[call.place]


def caller(call: Call) -> str:
    """Return who called, as far as that is known."""
    return call.caller or gettext("number withheld")


def proven(call: Call) -> str:
    """Return whether somebody has proven who they are."""
    return gettext("by PIN") if call.is_verified else gettext("not verified")
