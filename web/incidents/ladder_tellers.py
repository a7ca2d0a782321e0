"""A sentence for each kind of thing that happens by itself: rungs, clocks, what carriers say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from oncall.incidents.incident import Clock
from web.incidents.words import channel_word, clock_name, result_word
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.incidents.telling import Telling

    Facts = Mapping[str, Any]


def _late(facts: Facts) -> str:
    minutes = int(facts.get("late", 0)) // 60
    if not minutes:
        return ""
    return " " + ngettext("%(num)d minute late.", "%(num)d minutes late.", minutes)


def _spent(telling: Telling, facts: Facts) -> str:
    if not facts.get("spent"):
        return ""
    return " " + gettext(
        "Passed over for want of working time: %(who)s.", who=telling.people(facts["spent"])
    )


def fired(telling: Telling, facts: Facts) -> str:
    """Say who is tried by a rung that fired."""
    who, targets = telling.people(facts["people"]), telling.targets(facts["targets"])
    said = gettext(
        "Round %(round)s, rung %(rung)s tries %(who)s.",
        round=facts["round"] + 1,
        rung=facts["rung"] + 1,
        who=who if who == targets else f"{who} ({targets})",
    )
    return said + _late(facts) + _spent(telling, facts)


def passed(telling: Telling, facts: Facts) -> str:
    """Say that a rung was passed, for nobody is on call."""
    said = gettext(
        "Round %(round)s, rung %(rung)s: nobody is on call (%(targets)s); passed at once.",
        round=facts["round"] + 1,
        rung=facts["rung"] + 1,
        targets=telling.targets(facts["targets"]),
    )
    return said + _spent(telling, facts)


def exhausted(_telling: Telling, facts: Facts) -> str:
    """Say that nobody answered in all rounds."""
    return ngettext(
        "Nobody answered in %(num)d round; the outside is told, and it goes on.",
        "Nobody answered in %(num)d rounds; the outside is told, and it goes on.",
        facts["rounds"],
    )


def unreached(telling: Telling, facts: Facts) -> str:
    """Say that a person can't be reached."""
    name = telling.person(facts["person"])
    return gettext("%(name)s can't be reached on any way; the next are tried.", name=name)


def asked(telling: Telling, facts: Facts) -> str:
    """Say that a person was asked whether they began."""
    name = telling.person(facts["person"])
    return gettext("%(name)s has not begun and is asked.", name=name)


def released(telling: Telling, facts: Facts) -> str:
    """Say why nobody has it any more."""
    name = telling.person(facts["person"])
    match facts.get("why"):
        case "given back":
            return gettext("%(name)s gave it back; the ladder goes on.", name=name)
        case "parked until now":
            return gettext("It was parked with %(name)s until now; the ladder goes on.", name=name)
        case _:
            return gettext("%(name)s did not begin; the ladder goes on.", name=name)


def warned(telling: Telling, facts: Facts) -> str:
    """Say that a promise runs out."""
    name, at = _clock(telling, facts)
    return gettext("%(name)s runs out at %(time)s.", name=name, time=at)


def breached(telling: Telling, facts: Facts) -> str:
    """Say that a promise is broken."""
    name, at = _clock(telling, facts)
    return gettext("%(name)s is broken: it was due at %(time)s.", name=name, time=at)


def waiting(telling: Telling, facts: Facts) -> str:
    """Say that the customer is waited for."""
    name = telling.person(facts["person"])
    return gettext("%(name)s waits for the customer: the clocks stand still.", name=name)


def continued(telling: Telling, facts: Facts) -> str:
    """Say that the customer is waited for no more, and when what stood still falls due now."""
    since = telling.moment(datetime.fromisoformat(facts["since"]))
    said = gettext("The customer was waited for since %(time)s; the clocks run again.", time=since)
    for clock, due in facts["clocks"].items():
        at = telling.moment(datetime.fromisoformat(due))
        name = clock_name(Clock(clock))
        said += " " + gettext("%(name)s: now due %(time)s.", name=name, time=at)
    return said


def tried(telling: Telling, facts: Facts) -> str:
    """Say what became of a page."""
    return gettext(
        "%(channel)s to %(name)s: %(result)s.",
        channel=channel_word(facts["channel"]),
        name=telling.person(facts["person"]),
        result=result_word(facts["result"]),
    )


def _clock(telling: Telling, facts: Facts) -> tuple[str, str]:
    due = datetime.fromisoformat(facts["due"])
    return clock_name(Clock(facts["clock"])), telling.clock_time(due)
