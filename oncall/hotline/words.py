"""The sentences of the hotline: none longer than 8 seconds, each option before its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.people import Team

OTHERWISE: Final = "en"
GERMAN: Final = frozenset({"DE", "AT", "CH", "LI"})
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "greeting": "Guten Tag, hier ist die Hotline.",
        "language": "Deutsch: Stern.",
        "pin": "Bitte Ihre PIN, danach Raute. Ohne PIN drücken Sie nur Raute.",
        "wrong pin": "Das hat nicht geklappt. Bitte noch einmal die PIN, danach Raute.",
        "ticket": "Ihre Ticketnummer: {number}. Noch einmal: {number}.",
        "options": "Verbinden: 1. Nachricht hinterlassen: 2. Nummer wiederholen: Stern.",
        "message options": "Nachricht hinterlassen: 2. Nummer wiederholen: Stern.",
        "wrong key": "Diese Taste ist nicht belegt.",
        "not booked": "Für jetzt ist keine Bereitschaft gebucht.",
        "opens": "Wir sind wieder da: {when}.",
        "unknown": "Ihre Meldung geht an unsere Leitung.",
        "wait": "Bitte bleiben Sie dran. Wir rufen jetzt jemanden für Sie.",
        "calling primary": "Wir rufen gerade die Erstbereitschaft.",
        "calling backup": "Wir rufen gerade die Zweitbereitschaft.",
        "calling manager": "Wir rufen gerade die Leitung.",
        "calling others": "Wir rufen gerade weitere Kollegen.",
        "leave": "Nachricht hinterlassen: 2.",
        "connecting": "Ihre Störung ist angenommen, Sie werden verbunden.",
        "rung": "Ihre Störung ist angenommen. Bitte bleiben Sie dran, wir rufen jetzt durch.",
        "rung by": "{holder} hat angenommen. Bitte bleiben Sie dran, wir rufen dort jetzt an.",
        "accepted": "Ihre Störung ist angenommen. Sie werden zurückgerufen{until}.",
        "accepted by": "{holder} hat Ihre Störung angenommen. Sie werden zurückgerufen{until}.",
        "over": "Ihre Störung ist erledigt.",
        "long": "Noch hat niemand angenommen. Wir rufen weiter, auch wenn Sie auflegen.",
        "promise": "Sie werden zurückgerufen{until}.",
        "until": ", spätestens {when}",
        "nobody free": "Gerade ist niemand frei.",
        "helpdesk": "Bitte bleiben Sie dran, wir verbinden Sie mit dem Helpdesk.",
        "record": "Ihre Nachricht wird aufgezeichnet. Sprechen Sie nach dem Ton, danach Raute.",
        "recorded": "Danke, Ihre Nachricht ist notiert.",
        "empty": "Wir haben keine Nachricht gehört. Ihre Störung bleibt gemeldet.",
        "joined": "Sie sind verbunden.",
        "whisper": "Anruf beim Helpdesk, Störung {number}, {who}. Annehmen: 1.",
        "caller unknown": "Kunde nicht geprüft",
        "unverified": "ungeprüft",
        "flood": "weitere Meldungen von Unbekannten, einzeln im Verlauf",
        "unverified for": "ungeprüft, laut Nummer {customer}",
        "missed": "hat aufgelegt, bevor jemand etwas fragen konnte",
        "message": "Nachricht vom Anrufer, {seconds} Sekunden",
        "texted": "Ihre Störung {number} ist gemeldet.",
        "noted": "Zu Störung {number} notiert.",
        "hung up": "Der Anrufer hat beim Warten aufgelegt, es wird weiter gerufen.",
        "none was free": "Im Helpdesk war niemand frei.",
        "trouble": "Ihre Eingabe konnte nicht notiert werden. Bitte noch einmal.",
        "goodbye": "Auf Wiederhören.",
        "days": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "today": "heute {at:%H} Uhr {at:%M}",
        "another day": "{day}, {at:%d.%m.}, {at:%H} Uhr {at:%M}",
    },
    "en": {
        "greeting": "Hello, this is the hotline.",
        "language": "For English, press star.",
        "pin": "Please enter your PIN, then hash. Without a PIN, press hash alone.",
        "wrong pin": "That did not work. Please enter your PIN once more, then hash.",
        "ticket": "Your ticket number: {number}. Once more: {number}.",
        "options": "To be connected, press 1. To leave a message, 2. To repeat the number, star.",
        "message options": "To leave a message, press 2. To repeat the number, star.",
        "wrong key": "This key does nothing.",
        "not booked": "No standby is booked for now.",
        "opens": "We are back: {when}.",
        "unknown": "Your report goes to our management.",
        "wait": "Please hold the line. We are calling somebody for you.",
        "calling primary": "We are calling the first engineer on call now.",
        "calling backup": "We are calling the backup now.",
        "calling manager": "We are calling the manager now.",
        "calling others": "We are calling more colleagues now.",
        "leave": "To leave a message, press 2.",
        "connecting": "Your incident is accepted; you are being connected.",
        "rung": "Your incident is accepted. Please hold the line; we are calling the engineer.",
        "rung by": "{holder} has accepted. Please hold the line; we are calling them for you.",
        "accepted": "Your incident is accepted. You will be called back{until}.",
        "accepted by": "{holder} has accepted your incident. You will be called back{until}.",
        "over": "Your incident is resolved.",
        "long": "Nobody has accepted yet. We go on calling, even if you hang up.",
        "promise": "You will be called back{until}.",
        "until": ", at the latest {when}",
        "nobody free": "Nobody is free just now.",
        "helpdesk": "Please hold the line; you are being put through to the helpdesk.",
        "record": "Your message will be recorded. Please speak after the tone, then press hash.",
        "recorded": "Thank you, your message is noted.",
        "empty": "We heard no message. Your incident stays reported.",
        "joined": "You are connected.",
        "whisper": "Helpdesk call, incident {number}, {who}. To accept, press 1.",
        "caller unknown": "customer not verified",
        "unverified": "unverified",
        "flood": "further reports of unknown callers, one by one in the history",
        "unverified for": "unverified, by its number {customer}",
        "missed": "hung up before anybody could ask",
        "message": "message of the caller, {seconds} seconds",
        "texted": "Your incident {number} is reported.",
        "noted": "Noted for incident {number}.",
        "hung up": "The caller hung up while waiting; paging goes on.",
        "none was free": "Nobody of the helpdesk was free.",
        "trouble": "Your entry could not be noted. Please try once more.",
        "goodbye": "Goodbye.",
        "days": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "today": "today at {at:%H:%M}",
        "another day": "{day}, {at:%d %b}, at {at:%H:%M}",
    },
}


def say(language: str, name: str, **values: object) -> str:
    """Return a sentence by its name."""
    words = WORDS.get(language.partition("-")[0].lower(), WORDS[OTHERWISE])
    return words[name].format(**values)


def language_of(team: Team) -> str:
    """Return the language in which things are written down for a team."""
    return "de" if team.site.country in GERMAN else "en"


def moment(language: str, at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return an instant as it is told to somebody whose clocks are those of a zone."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return say(language, "today", at=local)
    day = say(language, "days").split()[local.weekday()]
    return say(language, "another day", day=day, at=local)
