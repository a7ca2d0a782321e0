"""Whoever hears us hears the voices that the firm has set, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twilio.request_validator import RequestValidator

from notify.fallback import static
from notify.signatures import HEADER
from notify.twiml import Speaker
from oncall.incidents.seal import Seal
from tests.stories.town import HOME, OURS, TOKEN, Town, town
from web.carriers import Carriers, read_carriers
from web.commands.hotline.fallback import APOLOGY, OTHERWISE
from web.hooks.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies

VOICES = read_carriers({"ONCALL_VOICES": "de=Polly.Daniel-Neural en=Polly.Brian-Neural"}).voices
GERMAN = '<Say language="de-DE" voice="Polly.Daniel-Neural">'
ENGLISH = '<Say language="en-GB" voice="Polly.Brian-Neural">'


@pytest.fixture(name="firm")
def _firm(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, voices=VOICES) as made:
        yield made


def _said(firm: Town, path: str, **told: str) -> str:
    url = f"{HOME}/hooks{path}"
    headers = {HEADER: RequestValidator(TOKEN).compute_signature(url, told)}
    answer = firm.app.test_client().post(f"/hooks{path}", data=told, headers=headers, base_url=HOME)
    assert answer.status_code == 200
    return answer.text


def test_a_caller_is_greeted_by_the_german_voice(firm: Town) -> None:
    said = _said(firm, "/hotline", CallSid="CA1", To=OURS, From="+493023125150")
    assert f"{GERMAN}Guten Tag" in said
    assert "Vicki" not in said


@pytest.mark.parametrize(("query", "voice"), [("language=de", GERMAN), ("language=en", ENGLISH)])
def test_an_engineer_hears_the_voice_of_their_language(firm: Town, query: str, voice: str) -> None:
    said = _said(firm, f"/voice/none/key?incident=0&silences=0&{query}")
    assert said.count("<Say ") == said.count(voice) > 0


def test_without_a_database_both_voices_apologise(firm: Town) -> None:
    seal = Seal(b"key", HOME)
    said = Voice(firm.database, firm.clock, HOME, seal, Carriers(), Speaker(VOICES)).unreadable()
    assert GERMAN in said
    assert ENGLISH in said


def test_the_fallback_has_them() -> None:
    made = static(APOLOGY, [], OTHERWISE, Speaker(VOICES))
    assert made.count(GERMAN) == made.count(ENGLISH) == 2
