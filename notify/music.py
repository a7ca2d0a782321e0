"""Music for who waits: a few soft notes of our own, as a telephone can carry them."""

from __future__ import annotations

import sys
import wave
from array import array
from functools import cache
from io import BytesIO
from math import exp, pi, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE: Final = 8000  # frames a second; carriers play no more
SECONDS: Final = 10
KIND: Final = "audio/wav"
# (when it begins, in seconds; its frequency, in Hz): of one pentatonic scale, so that whatever
# sounds on goes with whatever comes.
NOTES: Final = (
    (0.0, 392.0),
    (1.25, 523.25),
    (2.5, 587.33),
    (3.75, 659.26),
    (5.0, 523.25),
    (6.25, 440.0),
    (7.5, 587.33),
    (8.75, 523.25),
)
SOUNDS_FOR: Final = 3.0  # seconds
FADES: Final = 0.7  # seconds until a third of it is left
SWELLS: Final = 0.03  # seconds until it is there
LOUDNESS: Final = 5200  # of 32767: two notes and their overtones never cut


@cache
def waiting_music() -> bytes:
    """Return ten seconds of music as WAV: mono, 8 kHz, 16 bits; its end leads into its start."""
    frames = [0.0] * (RATE * SECONDS)
    for begins, frequency in NOTES:
        first = round(begins * RATE)
        for place, height in enumerate(_note(frequency)):
            frames[(first + place) % len(frames)] += height
    samples = array("h", (round(LOUDNESS * each) for each in frames))
    if sys.byteorder == "big":  # WAV is little-endian
        samples.byteswap()
    made = BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return made.getvalue()


def _note(frequency: float) -> Iterator[float]:
    """Yield the frames of a note with its octave, from -1.3 to 1.3."""
    turn = 2 * pi * frequency / RATE
    last = SOUNDS_FOR * RATE
    for place in range(int(last)):
        at = place / RATE
        strength = (1 - exp(-at / SWELLS)) * exp(-at / FADES) * (1 - place / last)
        yield strength * (sin(turn * place) + 0.3 * sin(2 * turn * place))
