"""The music for who waits: as carriers want it, soft, and always the same."""

from __future__ import annotations

import wave
from array import array
from io import BytesIO
from itertools import pairwise

from notify.music import LOUDNESS, waiting_music


def samples() -> array[int]:
    with wave.open(BytesIO(waiting_music())) as sound:
        return array("h", sound.readframes(sound.getnframes()))


def test_it_is_ten_seconds_as_carriers_play_them() -> None:
    with wave.open(BytesIO(waiting_music())) as sound:
        shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
        assert shape == (1, 2, 8000)
        assert sound.getnframes() == 10 * 8000


def test_it_is_the_same_in_every_process() -> None:
    once = waiting_music()
    waiting_music.cache_clear()
    assert waiting_music() == once


def test_it_sounds_all_the_time_and_is_never_loud() -> None:
    heights = samples()
    assert max(map(abs, heights)) < 2 * LOUDNESS < 16_000
    for second in range(10):
        assert max(map(abs, heights[8000 * second : 8000 * (second + 1)])) > 1000


def test_its_end_leads_into_its_start_without_a_click() -> None:
    heights = samples()
    steps = [abs(after - before) for before, after in pairwise(heights)]
    assert abs(heights[0] - heights[-1]) <= max(steps)
