"""A sentence for each kind of thing that happens to an incident."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from oncall.incidents.events import Kind
from web.incidents import ladder_tellers as ladder
from web.incidents.words import how_word, intake_words, missing_words
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from web.incidents.telling import Telling

    Facts = Mapping[str, Any]


def _reported(_telling: Telling, facts: Facts) -> str:
    said = gettext("Reported %(way)s.", way=intake_words().get(facts["intake"], facts["intake"]))
    known = missing_words()
    missing = ", ".join(known.get(each, each) for each in facts.get("missing", ()))
    return said + (" " + gettext("Not told: %(what)s.", what=missing) if missing else "")


def _accepted(telling: Telling, facts: Facts) -> str:
    return gettext(
        "%(name)s accepted %(how)s.", name=telling.person(facts["person"]), how=_how(facts)
    )


def _declined(telling: Telling, facts: Facts) -> str:
    return gettext(
        "%(name)s declined %(how)s.", name=telling.person(facts["person"]), how=_how(facts)
    )


def _started(telling: Telling, facts: Facts) -> str:
    return gettext("%(name)s began to work on it.", name=telling.person(facts["person"]))


def _paused(telling: Telling, facts: Facts) -> str:
    return gettext("%(name)s paused.", name=telling.person(facts["person"]))


def _resumed(telling: Telling, facts: Facts) -> str:
    return gettext("%(name)s goes on.", name=telling.person(facts["person"]))


def _offered(telling: Telling, facts: Facts) -> str:
    return gettext("Offered to %(name)s.", name=telling.person(facts["to"]))


def _hastened(telling: Telling, facts: Facts) -> str:
    if facts.get("holder"):
        name = telling.person(facts["holder"])
        return gettext("Escalated at once; it is taken from %(name)s.", name=name)
    return gettext("Escalated at once.")


def _parked(telling: Telling, facts: Facts) -> str:
    name = telling.person(facts["owner"])
    if not facts.get("until"):
        return gettext("Parked with %(name)s.", name=name)
    until = telling.moment(datetime.fromisoformat(facts["until"]))
    return gettext("Parked with %(name)s until %(when)s.", name=name, when=until)


def _resolved(telling: Telling, facts: Facts) -> str:
    said = gettext("%(name)s resolved it.", name=telling.person(facts["person"]))
    return f"{said} {_quoted(facts)}"


def _merged(telling: Telling, facts: Facts) -> str:
    number = telling.whole.numbers.get(facts["into"], str(facts["into"]))
    return gettext("Merged into %(number)s.", number=number)


def _absorbed(_telling: Telling, facts: Facts) -> str:
    return gettext("%(number)s was merged into it.", number=facts["number"])


def _late_one(telling: Telling, facts: Facts) -> str:
    name = telling.person(facts["person"])
    if not facts.get("holder"):
        return gettext("%(name)s accepted too late; it was over.", name=name)
    holder = telling.person(facts["holder"])
    return gettext("%(name)s accepted too late; %(holder)s had it.", name=name, holder=holder)


def _again(_telling: Telling, facts: Facts) -> str:
    who = ", ".join(facts[name] for name in ("caller", "phone") if facts.get(name))
    said = gettext("Reported once more: %(who)s.", who=who or gettext("caller unknown"))
    return f"{said} {facts.get('description') or ''}".rstrip()


def _noted(_telling: Telling, facts: Facts) -> str:
    return _quoted(facts)


def _described(_telling: Telling, facts: Facts) -> str:
    known = missing_words() | {
        "classification": gettext("Classification"),
        "severity": gettext("Severity"),
    }
    told = (f"{word}: {facts[name]}" for name, word in known.items() if name in facts)
    return gettext("Added: %(what)s.", what="; ".join(told))


def _how(facts: Facts) -> str:
    return how_word(facts.get("how", ""))


def _quoted(facts: Facts) -> str:
    text = facts.get("text", "")
    return gettext("“%(words)s”", words=text) if text else ""


TELLERS: Final[Mapping[Kind, Callable[[Telling, Facts], str]]] = {
    Kind.REPORTED: _reported,
    Kind.FIRED: ladder.fired,
    Kind.PASSED: ladder.passed,
    Kind.EXHAUSTED: ladder.exhausted,
    Kind.ACCEPTED: _accepted,
    Kind.DECLINED: _declined,
    Kind.UNREACHED: ladder.unreached,
    Kind.ASKED: ladder.asked,
    Kind.RELEASED: ladder.released,
    Kind.STARTED: _started,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _resumed,
    Kind.WAITING: ladder.waiting,
    Kind.CONTINUED: ladder.continued,
    Kind.OFFERED: _offered,
    Kind.HASTENED: _hastened,
    Kind.PARKED: _parked,
    Kind.RESOLVED: _resolved,
    Kind.MERGED: _merged,
    Kind.WARNED: ladder.warned,
    Kind.BREACHED: ladder.breached,
    Kind.TRIED: ladder.tried,
    Kind.LATE: _late_one,
    Kind.AGAIN: _again,
    Kind.NOTED: _noted,
    Kind.DESCRIBED: _described,
    Kind.ABSORBED: _absorbed,
}
