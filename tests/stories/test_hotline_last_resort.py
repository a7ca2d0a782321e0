"""None of our machines answers: the document at the carrier rings who is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from notify.fallback import static
from notify.twiml import KIND, VOICES, Speaker
from oncall.people import Role
from oncall.services import fallbacks
from tests.stories.callers import CALLERS, TABLES, WEBER
from tests.stories.rotas import EVERYBODY, HOUR, on_duty
from tests.stories.town import EVENING, FALLBACK, HOME, OURS, Town, town
from web.commands.hotline.fallback import APOLOGY, OTHERWISE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.databases import Copies


@dataclass
class Bin:
    """What lies at the carrier; it answers with the document that was put there last."""

    document: str = ""

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", KIND)])
        return [self.document.encode()]

    def renewed(self, town: Town) -> None:
        """What `oncall hotline fallback` prints now is put there."""
        found = fallbacks.fallback(town.database, town.clock.at, "video")
        numbers = [number for _, number in found.calls]
        self.document = static(APOLOGY, numbers, OTHERWISE, Speaker(VOICES))


def gone(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """What a proxy answers whose application is no more."""
    start("503 Service Unavailable", [("Content-Type", "text/plain")])
    return [b"gone"]


@pytest.fixture(name="bin_")
def _bin() -> Bin:
    return Bin()


@pytest.fixture(name="dark")
def _dark(copies: Copies, tmp_path: Path, bin_: Bin) -> Iterator[Town]:
    """The town, whose pages are all gone."""
    apps = {FALLBACK: bin_, HOME: gone}
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES, apps=apps) as made:
        yield made
        while made.carrier.complaints:
            made.carrier.expect_complaint("503")
        made.carrier.nothing_else_happened()


def test_the_document_rings_who_is_on_duty_after_a_publication(dark: Town, bin_: Bin) -> None:
    on_duty(dark, EVENING, EVENING + HOUR)
    bin_.renewed(dark)
    on_duty(dark, EVENING, EVENING + HOUR, EVERYBODY | {Role.PRIMARY: "dora"})
    bin_.renewed(dark)
    weber = dark.carrier.phone(WEBER)
    weber.dials(OURS)
    dark.later(20)
    assert "Unsere Hotline ist gestört" in weber.heard
    dora = dark.phone("dora")
    dora.answers()
    dark.later(1)
    weber.says("Endlich.")
    assert "Endlich." in dora.heard
    weber.hangs_up()


def test_who_does_not_pick_up_is_followed_by_the_next_and_then_by_a_message(
    dark: Town, bin_: Bin
) -> None:
    on_duty(dark, EVENING, EVENING + HOUR)
    bin_.renewed(dark)
    weber = dark.carrier.phone(WEBER)
    weber.dials(OURS)
    while "(beep)" not in weber.heard:
        dark.later(1)
    for who in ("ada", "ben", "cem"):
        dark.phone(who).expect_call()
    dark.later(2)
    weber.says("Hier Weber, bitte Rückruf.")
    dark.later(3)
    weber.press("#")
    dark.later(3)
    (kept,) = dark.carrier.network.recordings.values()
    assert "Hier Weber" in kept.words
