"""What stands for the states, answers, channels and results of incidents, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from notify.channel import NOT_SET_UP
from oncall.incidents.hearing import Answer
from oncall.incidents.incident import Clock
from oncall.incidents.report import Intake, Severity
from oncall.incidents.urgency import Need
from web.lengths import length_said
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY: Final = 120  # minutes from which on they are told in hours


class Badge(NamedTuple):
    """A word in a pill: its look, and a sign for those who can't tell the colours apart."""

    look: str
    sign: str
    word: str


def badge(need: Need) -> Badge:
    """Return what an incident needs."""
    return {
        Need.MISSED: Badge("stop", "‼", gettext("nobody has it, too late")),
        Need.NOBODY: Badge("stop", "!", gettext("nobody has it yet")),
        Need.LATE: Badge("warn", "◔", gettext("accepted, must begin now")),
        Need.BEGIN: Badge("", "✓", gettext("accepted")),
        Need.WORKED: Badge("good", "▶", gettext("being worked on")),
        Need.WAITS: Badge("", "…", gettext("waits for the customer")),
        Need.PAUSED: Badge("", "Ⅱ", gettext("paused")),
        Need.PARKED: Badge("", "P", gettext("parked")),
        Need.OVER: Badge("", "■", gettext("over")),
    }[need]


def severity_words() -> dict[Severity, str]:
    """Return how severities are called."""
    return {
        Severity.CRITICAL: gettext("critical"),
        Severity.MAJOR: gettext("major"),
        Severity.MINOR: gettext("minor"),
    }


def intake_words() -> dict[str, str]:
    """Return how the ways are called on which reports come in."""
    return {
        Intake.HOTLINE: gettext("by the hotline"),
        Intake.SMS: gettext("by text"),
        Intake.EMAIL: gettext("by mail"),
        Intake.API: gettext("by another program"),
        Intake.PAGE: gettext("on the page"),
    }


def missing_words() -> dict[str, str]:
    """Return how what the helpdesk asks for is called."""
    return {
        "caller": gettext("caller"),
        "customer": gettext("customer"),
        "phone": gettext("telephone number"),
        "product": gettext("product"),
        "serial": gettext("serial number"),
        "description": gettext("description"),
    }


def channel_word(channel: str) -> str:
    """Return how a channel is called."""
    known = {
        "voice": gettext("Call"),
        "sms": gettext("Text message"),
        "email": gettext("Mail"),
        "push": gettext("Push message"),
    }
    return known.get(channel, channel)


def how_word(how: str) -> str:
    """Return on which way somebody said something."""
    known = {
        "key": gettext("by key in the call"),
        "key, calls back": gettext("by key in the call, will call back"),
        "reply": gettext("by text"),
        "link": gettext("by the link"),
        "page": gettext("on the page"),
        "command": gettext("by command"),
    }
    way, _, by = how.partition(" by ")
    return (
        gettext("on the page, by %(name)s", name=by)
        if way == "page" and by
        else known.get(how, how)
    )


def answer_sentence(answer: Answer, holder: str) -> str:
    """Return what is said to whoever has pressed a button; `holder` is who has it."""
    return {
        Answer.YOURS: gettext("%(name)s has it now.", name=holder),
        Answer.ALREADY_YOURS: gettext("%(name)s has it already; nothing was changed.", name=holder),
        Answer.TAKEN: gettext("%(name)s has it; nothing was changed.", name=holder),
        Answer.OVER: gettext("It is over already; nothing was changed."),
        Answer.PASSED_ON: gettext("Noted: the next are tried now."),
        Answer.DONE: gettext("Done."),
        Answer.NOT_YOURS: gettext("Only whoever has it can do that: %(name)s.", name=holder),
        Answer.NOT_NOW: gettext("That makes no sense as it stands now; nothing was changed."),
        Answer.NEVER_WAITS: gettext(
            "No contract that is known of it lets clocks pause; nothing was changed. "
            "Write a note that you wait instead."
        ),
    }[answer]


def clock_name(clock: Clock) -> str:
    """Return how a promise is called."""
    return gettext("Response time") if clock is Clock.RESPONSE else gettext("Readiness to act")


def minutes_left(clock: Clock, minutes: int) -> str:
    """Return how long there is to keep a promise, or since when it is broken."""
    late, many = minutes < 0, abs(minutes)
    if many >= MANY:
        return _long_left(clock, length_said(timedelta(minutes=many)), late=late)
    if clock is Clock.RESPONSE and late:
        return ngettext(
            "%(num)d minute too late to accept", "%(num)d minutes too late to accept", many
        )
    if clock is Clock.RESPONSE:
        return ngettext("%(num)d minute left to accept", "%(num)d minutes left to accept", many)
    if late:
        return ngettext(
            "%(num)d minute too late to begin", "%(num)d minutes too late to begin", many
        )
    return ngettext("%(num)d minute left to begin", "%(num)d minutes left to begin", many)


def _long_left(clock: Clock, time: str, *, late: bool) -> str:
    if clock is Clock.RESPONSE and late:
        return gettext("%(time)s too late to accept", time=time)
    if clock is Clock.RESPONSE:
        return gettext("%(time)s left to accept", time=time)
    if late:
        return gettext("%(time)s too late to begin", time=time)
    return gettext("%(time)s left to begin", time=time)


def result_word(why: str) -> str:
    """Return what became of a try, from the carrier's own word for it."""
    known = {
        "queued": gettext("waits at the carrier"),
        "initiated": gettext("the carrier is calling"),
        "ringing": gettext("it rings"),
        "sending": gettext("on its way"),
        "sent": gettext("on its way"),
        "busy": gettext("the line was busy"),
        "no-answer": gettext("nobody answered"),
        "canceled": gettext("called off"),
        "failed": gettext("could not be reached"),
        "undelivered": gettext("could not be delivered"),
        "delivered": gettext("delivered"),
        "completed": gettext("the call is over"),
        "in-progress": gettext("somebody or a mailbox picked up"),
        "answered": gettext("somebody or a mailbox picked up"),
        "expired": gettext("was not sent in time"),
        NOT_SET_UP: gettext("not sent: nothing is set up for this channel"),
    }
    return known[why] if why in known else gettext("not sent: %(words)s", words=why)


def opened(number: str, missing: Sequence[str]) -> str:
    """Return what is said when an incident was opened, with what is still to be asked for."""
    said = gettext("The ticket number is %(number)s.", number=number)
    if not missing:
        return said
    known = missing_words()
    asked = ", ".join(known[name] for name in missing)
    return said + " " + gettext("Still to be asked for: %(what)s.", what=asked)
