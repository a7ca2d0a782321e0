"""The words on the page, in both languages. The carrier has its own: it knows nothing of web."""

from __future__ import annotations

from typing import Final, Literal, get_args

Language = Literal["de", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

# By name: German, then English.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Telefone", "Phones"),
    "lead": (
        (
            "Ein Telefonnetz zum Üben: Niemand Wirkliches wird angerufen. Nehmen Sie ab, drücken "
            "Sie Tasten, antworten Sie auf SMS – oder rufen Sie die Hotline an."
        ),
        (
            "A telephone network to practise with: nobody real is called. Take calls, press keys, "
            "answer texts – or call the hotline."
        ),
    ),
    "guide": ("So geht es", "What to do"),
    "sound": ("Ton einschalten", "Sound on"),
    "quiet": ("Ton ausschalten", "Sound off"),
    "spent": ("Bisher verbraucht", "Spent so far"),
    "skip": ("Zu den Telefonen", "To the phones"),
    "lost": (
        "Keine Verbindung zum Telefonnetz. Es wird weiter versucht.",
        "No connection to the telephone network. It is being tried again.",
    ),
    "nobody": ("Es gibt hier noch keine Telefone.", "There are no phones here yet."),
    "idle": ("frei", "free"),
    "ringing": ("klingelt", "ringing"),
    "ringbar": ("Es klingelt bei", "Ringing now"),
    "dialling": ("wählt", "dialling"),
    "talking": ("im Gespräch", "in a call"),
    "off": ("ausgeschaltet", "switched off"),
    "from": ("Anruf von", "Call from"),
    "to": ("Anruf an", "Call to"),
    "with": ("verbunden mit", "connected with"),
    "answer": ("Annehmen", "Answer"),
    "reject": ("Ablehnen", "Reject"),
    "hangup": ("Auflegen", "Hang up"),
    "call": ("Anrufen", "Call"),
    "number": ("Nummer", "Number"),
    "say": ("Sagen", "Say"),
    "saying": ("Was Sie sagen", "What you say"),
    "heard": ("Zu hören", "Heard"),
    "silence": ("(nichts zu hören)", "(nothing to hear)"),
    "mine": ("Sie", "You"),
    "person": ("Gesprächspartner", "The other one"),
    "keypad": ("Tasten", "Keys"),
    "texts": ("SMS", "Texts"),
    "notexts": ("Noch keine SMS.", "No texts yet."),
    "send": ("Senden", "Send"),
    "text": ("Text der SMS", "Words of the text"),
    "behaviour": ("Verhalten", "Behaviour"),
    "by-hand": ("Von Hand (klingelt nur)", "By hand (only rings)"),
    "accepts": ("Nimmt ab und drückt 1", "Answers and presses 1"),
    "declines": ("Nimmt ab und drückt 3", "Answers and presses 3"),
    "rejects": ("Weist ab", "Rejects"),
    "busy": ("Besetzt", "Busy"),
    "mailbox": ("Mailbox", "Mailbox"),
    "hangs-up": ("Legt mitten im Satz auf", "Hangs up in the prompt"),
    "off-behaviour": ("Ausgeschaltet", "Switched off"),
    "scripted": ("Nach Drehbuch", "Scripted"),
    "past": ("Frühere Anrufe", "Earlier calls"),
    "completed": ("beendet", "ended"),
    "no-answer": ("nicht angenommen", "not answered"),
    "busy-end": ("besetzt oder abgewiesen", "busy or rejected"),
    "canceled": ("abgebrochen", "called off"),
    "failed": ("fehlgeschlagen", "failed"),
}


def words(language: Language) -> dict[str, str]:
    """Return all words in a language, by their names."""
    index = LANGUAGES.index(language)
    return {name: said[index] for name, said in _WORDS.items()}
