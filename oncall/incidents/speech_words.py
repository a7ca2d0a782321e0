"""The sentences of calls, in the languages that are spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "fault": "Störung {number}, {who}.",
        "asked": "Störung {number}, {who}. Haben Sie mit der Arbeit begonnen?",
        "offered": "Störung {number}, {who}, soll an Sie übergehen.",
        "connect": "Störung {number}, {who}. Der Anrufer wartet auf Sie.",
        "what": "{what}.",
        "late": "Sie werden {minutes} Minuten zu spät gerufen.",
        "more": "Danach folgt noch eine Störung.",
        "many": "Danach folgen noch {count} Störungen.",
        "options": "Annehmen: 1. Annehmen und die Nummer hören: 2. Ablehnen: 3. "
        "Wiederholen: Stern.",
        "options with caller": "Annehmen und verbinden: 1. Annehmen und zurückrufen: 2. "
        "Ablehnen: 3. Wiederholen: Stern.",
        "connecting": "Sie werden verbunden.",
        "a moment": "Der Anrufer ist gleich da, bitte bleiben Sie dran.",
        "caller gone": "Der Anrufer hat aufgelegt.",
        "dial": "Jetzt verbinden: 1. Später: 2.",
        "not reached": "Der Anrufer war nicht zu erreichen.",
        "options connect": "Verbinden: 1. Zurückrufen: 2. Wiederholen: Stern.",
        "options asked": "Ich habe begonnen: 1. Zurückgeben: 3. Wiederholen: Stern.",
        "yours": "Störung {number} gehört jetzt Ihnen.",
        "already yours": "Störung {number} haben Sie schon.",
        "taken": "Störung {number} hat schon {holder} angenommen.",
        "over": "Störung {number} ist schon erledigt.",
        "passed on": "Störung {number} geht an die Nächsten.",
        "done": "Störung {number}: Ihr Beginn ist notiert.",
        "call": "Rückruf unter {phone}. Noch einmal: {phone}.",
        "no phone": "Eine Nummer des Anrufers ist nicht bekannt.",
        "wrong key": "Diese Taste ist nicht belegt.",
        "silent": "Ich habe keine Taste gehört.",
        "not accepted": "Nichts wurde angenommen, es wird weiter gerufen.",
        "nothing": "Für Sie liegt keine Störung mehr vor.",
        "goodbye": "Auf Wiederhören.",
        "unreadable": "Eine Störung wurde gemeldet, sie kann gerade nicht vorgelesen werden. "
        "Sie werden noch einmal gerufen.",
        "unwritten": "Ihre Taste konnte nicht notiert werden. Bitte drücken Sie noch einmal.",
        "somebody": "jemand anderes",
        "unknown": "Kunde unbekannt",
        "code": "Ihr Code der Rufbereitschaft ist {digits}. Noch einmal: {digits}.",
        "test": "Dies ist ein Probeanruf der Rufbereitschaft. Bestätigen: 1. Wiederholen: Stern.",
        "test done": "Danke, der Probeanruf ist bestätigt.",
    },
    "en": {
        "fault": "Incident {number}, {who}.",
        "asked": "Incident {number}, {who}. Have you started to work?",
        "offered": "Incident {number}, {who}, is being handed to you.",
        "connect": "Incident {number}, {who}. The caller is waiting for you.",
        "what": "{what}.",
        "late": "You are being called {minutes} minutes late.",
        "more": "One more incident follows.",
        "many": "{count} more incidents follow.",
        "options": "To accept, press 1. To accept and hear the number, 2. To decline, 3. "
        "To repeat, star.",
        "options with caller": "To accept and be connected, press 1. To accept and call back, 2. "
        "To decline, 3. To repeat, star.",
        "connecting": "You are being connected.",
        "a moment": "The caller will be there in a moment; please hold the line.",
        "caller gone": "The caller has hung up.",
        "dial": "To be connected now, press 1. For later, 2.",
        "not reached": "The caller could not be reached.",
        "options connect": "To be connected, press 1. To call back, 2. To repeat, star.",
        "options asked": "If you have started, press 1. To give it back, 3. To repeat, star.",
        "yours": "Incident {number} is yours now.",
        "already yours": "You have incident {number} already.",
        "taken": "Incident {number} was already accepted by {holder}.",
        "over": "Incident {number} is over already.",
        "passed on": "Incident {number} goes to the next.",
        "done": "Incident {number}: your start is noted.",
        "call": "Call back {phone}. Once more: {phone}.",
        "no phone": "The caller's number is not known.",
        "wrong key": "This key does nothing.",
        "silent": "I heard no key.",
        "not accepted": "Nothing was accepted; others will be called.",
        "nothing": "No incident waits for you any more.",
        "goodbye": "Goodbye.",
        "unreadable": "An incident was reported, which can't be read out now. You will be "
        "called again.",
        "unwritten": "Your key could not be noted. Please press it once more.",
        "somebody": "somebody else",
        "unknown": "customer unknown",
        "code": "Your on-call code is {digits}. Once more: {digits}.",
        "test": "This is a test call from on-call. To confirm, press 1. To repeat, star.",
        "test done": "Thank you, the test call is confirmed.",
    },
}
