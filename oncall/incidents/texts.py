"""What a page says, as a text of GSM-7 signs, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from oncall.incidents.deciding import Purpose

# A text longer than two parts costs more than it says; the rest stands behind the link.
LONGEST_WHAT: Final = 70
LONGEST_WHO: Final = 60
TWO_PARTS: Final = 306

WORDS: Final = {
    "de": {
        "fault": "Störung {number}{late}: {what}. {who}. {answer}{link}",
        "asked": "Störung {number}: Haben Sie begonnen? {answer}{link}",
        "offered": "Störung {number} soll an Sie übergehen: {what}. {who}. {answer}{link}",
        "yours": "Störung {number} gehört Ihnen: {what}. {who}. {link}",
        "connect": "Störung {number}: Der Anrufer wartet. {what}. {who}. {link}",
        "answer": "Antworten Sie {code} ja oder {code} nein, oder: ",
        "answer asked": "Antworten Sie {code} ja, sonst wird weiter gerufen. ",
        "here": "Antworten Sie hier: ",
        "late": " ({minutes} Min. verspätet)",
        "unknown": "Anrufer unbekannt",
        "nothing": "ohne Beschreibung",
        "subject": "Störung {number}: {what}",
    },
    "en": {
        "fault": "Incident {number}{late}: {what}. {who}. {answer}{link}",
        "asked": "Incident {number}: have you started? {answer}{link}",
        "offered": "Incident {number} is being handed to you: {what}. {who}. {answer}{link}",
        "yours": "Incident {number} is yours: {what}. {who}. {link}",
        "connect": "Incident {number}: the caller is waiting. {what}. {who}. {link}",
        "answer": "Reply {code} yes or {code} no, or: ",
        "answer asked": "Reply {code} yes, or others will be called. ",
        "here": "Answer here: ",
        "late": " ({minutes} min late)",
        "unknown": "caller unknown",
        "nothing": "no description",
        "subject": "Incident {number}: {what}",
    },
}
OTHERWISE: Final = "en"


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of an incident; `code` is what a reply to it begins with, 0 for none."""

    number: str
    description: str
    who: str
    purpose: str
    code: int
    link: str
    late: timedelta = timedelta(0)


def text(told: Told, language: str) -> str:
    """Return the text of a page; where it has no code, only its link is an answer."""
    words = _words(language)
    minutes = told.late // timedelta(minutes=1)
    answer = words["here"]
    if told.code:
        name = "answer asked" if told.purpose == Purpose.ASKED else "answer"
        answer = words[name].format(code=told.code)
    return words[told.purpose].format(
        number=told.number,
        what=short(told.description) or words["nothing"],
        who=short(told.who, LONGEST_WHO) or words["unknown"],
        answer=answer,
        link=told.link,
        late=words["late"].format(minutes=minutes) if minutes else "",
    )


def letter(told: Told, language: str) -> str:
    """Return the same as a mail: with all that was described, the link on a line of its own."""
    words = _words(language)
    return "\n\n".join(
        (
            subject(told, language),
            told.description.strip() or words["nothing"],
            told.who or words["unknown"],
            words["here"].strip(),
            told.link,
        )
    )


def subject(told: Told, language: str) -> str:
    """Return the subject of a page by mail."""
    words = _words(language)
    what = short(told.description) or words["nothing"]
    return words["subject"].format(number=told.number, what=what)


def _words(language: str) -> dict[str, str]:
    return WORDS.get(language.partition("-")[0].lower(), WORDS[OTHERWISE])


def within_two_parts(text: str) -> str:
    """Return a text cut to what two parts of GSM-7 hold."""
    return text if len(text) <= TWO_PARTS else text[: TWO_PARTS - 4].rpartition(" ")[0] + " ..."


def short(description: str, longest: int = LONGEST_WHAT) -> str:
    """Return the beginning of a description on one line, cut between two words."""
    line = " ".join(description.split()).rstrip(".")
    if len(line) <= longest:
        return line
    cut = line[: longest - 4]
    return (cut.rpartition(" ")[0] or cut).rstrip(".,;:") + " ..."
