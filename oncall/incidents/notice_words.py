"""The sentences of messages: first the subject, then what follows, by the kind of message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "duties": "Ihre Dienste haben sich geändert ({team}, Fassung {version})",
        "new": "neu: {role} {start} bis {end}",
        "gone": "entfällt: {role} {start} bis {end}",
        "moved": "geändert: {role} {start} bis {end} (bisher {old_start} bis {old_end})",
        "swap": "Tausch {swap}: {giver} bietet Dienst {duty} an. {why}",
        "swap lapsed": "Tausch {swap} ist verfallen: Dienst {duty} bleibt bei Ihnen",
        "gap": "Lücke in {team}: {role} {start} bis {end}, es fehlen {missing}",
        "gap again": "Noch offen: Lücke in {team}, {role} {start} bis {end}, es fehlen {missing}",
        "illness": "{team}: jemand ist krank ({why}); Entwurf {draft} wird gerechnet",
        "draft": "{team}: für Entwurf {draft} ({why}) wurde niemand gefunden. {refused}",
        "warned": "Störung {number} ({team}): {clock} läuft um {due} ab",
        "breached": "Störung {number} ({team}): {clock} ist seit {due} überschritten",
        "exhausted": "Störung {number} ({team}): niemand hat angenommen, nach {rounds} Runden",
        "broken": "{team}: über {channel} kann nichts gesendet werden ({code} {why})",
        "forgotten": "Störung {number} ({team}) hatte seit {start} keinen Termin; er ist ergänzt",
        "not fired": "Störung {number} ({team}): seit {start} wird niemand mehr gerufen. Läuft "
        "oncall work?",
        "not sent": "Störung {number} ({team}): seit {start} wird nichts versendet. Läuft "
        "oncall work?",
        "spent": "{team}: {person} hat {day} keine Arbeitszeit mehr ({worked} h gearbeitet) und "
        "wird bis Mitternacht übergangen",
        "left": "unbesetzt: {role} {start} bis {end}",
        "solved": "Ablösung (weiterer Bereitschaftstag): {page}",
        "nothing left": "Kein Dienst ist betroffen: {page}",
        "booking": "Ihre Bereitschaftsbuchung {booking} ist bestätigt: {start} bis {end}",
        "booking cancelled": "Ihre Bereitschaftsbuchung {booking} ist storniert: {start} bis {end}",
        "covered": "Ihre Bereitschaft {booking} ist bis {until} besetzt",
        "unready": "{team}: {count} mit Dienst in den nächsten 14 Tagen sind nicht sicher zu "
        "erreichen: {names}. Näheres auf der Seite Erreichbarkeit",
        "budget": "Anrufe und Texte: {cost} von {limit} im Monat verbraucht ({calls} Anrufe, "
        "{parts} Textteile). Ist nichts mehr da, gehen nur noch Störungen und Eiliges hinaus",
        "budget spent": "Anrufe und Texte: {cost} von {limit} im Monat verbraucht ({calls} Anrufe, "
        "{parts} Textteile). Probealarme, Codes und was nicht eilt ruhen, Störungen gehen hinaus",
        "flood": "{team}: mehr als {most} Meldungen von Unbekannten in einer Stunde. Weitere "
        "stehen bei Störung {number}",
        "test": "Dies ist ein Probealarm der Rufbereitschaft. Antworten Sie bitte mit ja.",
        "proof": "Ihr Code der Rufbereitschaft: {digits}. Er gilt 10 Minuten.",
        "joined": "Störung {number} ({team}), die Sie haben: es kam eine weitere Meldung dazu. "
        "Sehen Sie nach, ob es derselbe Fehler ist",
        "declined": "Störung {number} ({team}): {person} übernimmt nicht. Sie haben sie weiterhin",
        "merged": "Störung {merged}, die Sie hatten, ist jetzt Teil von {number} ({team})",
        "parked": "Störung {number} ({team}) ist zurückgestellt und liegt jetzt bei Ihnen",
        "parked until": "Störung {number} ({team}) ist zurückgestellt und liegt bei Ihnen. {until} "
        "wird wieder gerufen",
        "recorded": "Störung {number} ({team}): der Anrufer hat eine Nachricht hinterlassen, "
        "{seconds} Sekunden. Sie ist bei der Störung zu hören",
        "accepted": "Ihre Störung {number} hat {holder} angenommen.",
        "accepted call back": "Ihre Störung {number} hat {holder} angenommen. Sie werden "
        "zurückgerufen, spätestens {due}.",
        "other": "{team}: {kind}",
        "primary": "Erstbereitschaft",
        "backup": "Zweitbereitschaft",
        "manager": "Leitung",
        "response": "die Reaktionszeit",
        "action": "die Zeit bis zum Beginn der Bearbeitung",
        "days": "Mo Di Mi Do Fr Sa So",
        "moment": "{day} {at:%d.%m. %H:%M}",
        "day": "am {day} {on:%d.%m.}",
    },
    "en": {
        "duties": "Your duties have changed ({team}, version {version})",
        "new": "new: {role} {start} to {end}",
        "gone": "gone: {role} {start} to {end}",
        "moved": "changed: {role} {start} to {end} (before: {old_start} to {old_end})",
        "swap": "Swap {swap}: {giver} offers duty {duty}. {why}",
        "swap lapsed": "Swap {swap} has lapsed: duty {duty} stays with you",
        "gap": "Gap in {team}: {role} {start} to {end}, {missing} missing",
        "gap again": "Still open: gap in {team}, {role} {start} to {end}, {missing} missing",
        "illness": "{team}: somebody is ill ({why}); draft {draft} is being solved",
        "draft": "{team}: nobody was found for draft {draft} ({why}). {refused}",
        "warned": "Incident {number} ({team}): {clock} runs out at {due}",
        "breached": "Incident {number} ({team}): {clock} ran out at {due}",
        "exhausted": "Incident {number} ({team}): nobody has accepted, after {rounds} rounds",
        "broken": "{team}: nothing can be sent by {channel} ({code} {why})",
        "forgotten": "Incident {number} ({team}) had no time set since {start}; it has again",
        "not fired": "Incident {number} ({team}): nobody has been paged since {start}. Does oncall "
        "work run?",
        "not sent": "Incident {number} ({team}): nothing has been sent since {start}. Does oncall "
        "work run?",
        "spent": "{team}: {person} has no working time left on {day} ({worked} h worked) and is "
        "passed over until midnight",
        "left": "without anybody: {role} {start} to {end}",
        "solved": "Relief (a further standby day): {page}",
        "nothing left": "No duty is touched: {page}",
        "booking": "Your standby booking {booking} is confirmed: {start} to {end}",
        "booking cancelled": "Your standby booking {booking} is cancelled: {start} to {end}",
        "covered": "Your standby {booking} is covered until {until}",
        "unready": "{team}: {count} on duty in the next 14 days can't be reached for sure: "
        "{names}. More on the page Reachability",
        "budget": "Calls and texts: {cost} of {limit} used this month ({calls} calls, {parts} "
        "parts of texts). When nothing is left, only incidents and what is urgent go out",
        "budget spent": "Calls and texts: {cost} of {limit} used this month ({calls} calls, "
        "{parts} parts of texts). Test pages, codes and what can wait stop; incidents still go out",
        "flood": "{team}: more than {most} reports of unknown callers in an hour. Further ones are "
        "with incident {number}",
        "test": "This is a test page from on-call. Please reply yes.",
        "proof": "Your on-call code: {digits}. It is good for 10 minutes.",
        "joined": "Incident {number} ({team}), which you have: one more report of it came in. See "
        "whether it is the same fault",
        "declined": "Incident {number} ({team}): {person} won't take it over. You still have it",
        "merged": "Incident {merged}, which you had, is part of {number} ({team}) now",
        "parked": "Incident {number} ({team}) is parked and left with you",
        "parked until": "Incident {number} ({team}) is parked and left with you. People are called "
        "again at {until}",
        "recorded": "Incident {number} ({team}): the caller has left a message of {seconds} "
        "seconds. It can be heard with the incident",
        "accepted": "{holder} has accepted your incident {number}.",
        "accepted call back": "{holder} has accepted your incident {number}. You will be called "
        "back, {due} at the latest.",
        "other": "{team}: {kind}",
        "primary": "primary",
        "backup": "backup",
        "manager": "manager",
        "response": "the response time",
        "action": "the time until the start of work",
        "days": "Mon Tue Wed Thu Fri Sat Sun",
        "moment": "{day} {at:%d %b %H:%M}",
        "day": "{day} {on:%d %b}",
    },
}
OTHERWISE: Final = "en"
