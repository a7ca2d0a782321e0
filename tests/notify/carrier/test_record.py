"""Record: what is said after the beep is kept, and nothing said is nothing kept."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

import pytest
import requests

from tests.notify.carrier.desk import TOKEN
from tests.notify.carrier.town import HOTLINE, SID, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

RECORD = '<Record action="/done" recordingStatusCallback="/kept" {}/><Say>Nothing was said.</Say>'
WORDS = "The pump in hall two has stopped."  # a bit over two seconds


def caller_hears_the_beep(town: Town, attributes: str = "") -> None:
    town.desk.says |= {"/voice": RECORD.format(attributes), "/done": "<Say>Thank you.</Say>"}
    town.anna.dials(HOTLINE)
    town.wait(1.6)
    assert town.anna.heard.startswith("(beep)") == ("playBeep" not in attributes)


def test_silence_ends_the_recording_and_is_not_counted(town: Town) -> None:
    caller_hears_the_beep(town)
    town.anna.says(WORDS)
    town.wait(7)
    assert town.desk.at("/done") == []
    town.wait(1)
    assert town.desk.at("/done")[0]["RecordingDuration"] == "3"
    assert town.anna.heard.endswith("Thank you.")


def test_an_empty_recording_falls_through_and_skips_its_action(town: Town) -> None:
    caller_hears_the_beep(town)
    town.wait(6)
    assert town.anna.heard.endswith("Nothing was said.")
    assert town.desk.at("/done") == town.desk.at("/kept") == []
    assert town.client.recordings.list() == []


@pytest.mark.parametrize(("keys", "told"), [("#", "#"), ("5", "5")])
def test_a_key_ends_it(town: Town, keys: str, told: str) -> None:
    caller_hears_the_beep(town)
    town.anna.says(WORDS)
    town.wait(1)
    town.anna.press(keys)
    assert town.desk.at("/done")[0]["Digits"] == told


def test_other_keys_than_the_ending_one_do_not_end_it(town: Town) -> None:
    caller_hears_the_beep(town, 'finishOnKey="#"')
    town.anna.says(WORDS)
    town.anna.press("5")
    assert town.desk.at("/done") == []


def test_the_greatest_length_ends_it_though_somebody_still_talks(town: Town) -> None:
    caller_hears_the_beep(town, 'maxLength="10"')
    town.anna.says(30 * WORDS)
    town.wait(10)
    assert town.desk.at("/done")[0]["RecordingDuration"] == "10"


def test_without_a_beep_none_is_heard(town: Town) -> None:
    caller_hears_the_beep(town, 'playBeep="false"')
    assert "(beep)" not in town.anna.heard


def test_who_hangs_up_after_talking_has_left_a_message(town: Town) -> None:
    caller_hears_the_beep(town)
    town.anna.says(WORDS)
    town.wait(3)
    town.anna.hangs_up()
    done = town.desk.at("/done")[0]
    assert (done["Digits"], done["CallStatus"]) == ("hangup", "completed")
    assert town.desk.at("/kept")[0]["RecordingStatus"] == "completed"


def test_a_recording_is_fetched_and_deleted(town: Town) -> None:
    caller_hears_the_beep(town)
    town.anna.says(WORDS)
    town.wait(10)
    url = town.desk.at("/done")[0]["RecordingUrl"]
    answer = requests.get(f"{url}.wav", auth=(SID, TOKEN), timeout=60)
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert sound.getnframes() == 3 * sound.getframerate()
    assert requests.get(url, timeout=60).status_code == 401
    kept = town.client.recordings.list()[0]
    assert kept.duration == "3"
    assert town.client.calls(kept.call_sid).recordings.list()[0].sid == kept.sid
    assert town.client.recordings(kept.sid).delete()
    with refused(20404):
        town.client.recordings(kept.sid).fetch()
    assert requests.get(url, auth=(SID, TOKEN), timeout=60).status_code == 404
