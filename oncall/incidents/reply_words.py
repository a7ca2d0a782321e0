"""What is answered to a text: in one part of GSM-7 where it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# So many are listed in an answer that asks which one is meant.
MOST_LISTED: Final = 4

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "yours": "Störung {number} gehört jetzt Ihnen. {who}. {link}",
        "already yours": "Störung {number} haben Sie schon. {who}. {link}",
        "rung": "Der Anrufer wartet noch, wir rufen Sie gleich an. {yours}",
        "taken": "Störung {number} hat schon {holder} angenommen.",
        "over": "Störung {number} ist schon erledigt.",
        "passed on": "Störung {number}: abgelehnt, die Nächsten werden gerufen.",
        "done": "Störung {number}: Ihr Beginn ist notiert. {link}",
        "which": "Welche Störung meinen Sie? Antworten Sie zum Beispiel {code} ja. Offen: {open}.",
        "unclear": "Das war nicht zu verstehen. Antworten Sie {code} ja oder {code} nein.",
        "nothing": "Für Sie ist keine Störung offen.",
        "give back": "Störung {number} bleibt bei Ihnen. Zum Zurückgeben: {code} nein.",
        "tested": "Danke, der Probealarm ist bestätigt.",
        "listed": "{code} = {number} {who}",
        "somebody": "jemand anderes",
        "unknown": "Anrufer unbekannt",
    },
    "en": {
        "yours": "Incident {number} is yours now. {who}. {link}",
        "already yours": "You have incident {number} already. {who}. {link}",
        "rung": "The caller is still waiting; we are calling you now. {yours}",
        "taken": "Incident {number} was already accepted by {holder}.",
        "over": "Incident {number} is over already.",
        "passed on": "Incident {number}: declined, the next are being called.",
        "done": "Incident {number}: your start is noted. {link}",
        "which": "Which incident do you mean? Reply for example {code} yes. Open: {open}.",
        "unclear": "That was not clear. Reply {code} yes or {code} no.",
        "nothing": "No incident is open for you.",
        "give back": "Incident {number} stays yours. To give it back: {code} no.",
        "tested": "Thank you, the test is confirmed.",
        "listed": "{code} = {number} {who}",
        "somebody": "somebody else",
        "unknown": "caller unknown",
    },
}
OTHERWISE: Final = "en"


def say(language: str, name: str, **values: object) -> str:
    """Return a sentence by its name."""
    words = WORDS.get(language.partition("-")[0].lower(), WORDS[OTHERWISE])
    return words[name].format(**values)


def which(language: str, waiting: Sequence[tuple[int, str, str]]) -> str:
    """Return the question which incident is meant; they are (code, ticket number, customer)."""
    listed = "; ".join(
        say(language, "listed", code=code, number=number, who=who).strip()
        for code, number, who in waiting[:MOST_LISTED]
    )
    return say(language, "which", code=waiting[0][0], open=listed)
