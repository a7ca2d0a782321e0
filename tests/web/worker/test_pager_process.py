"""`oncall work` as a process: it pages by the carrier that it was told of, or says it has none."""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import TYPE_CHECKING

from notify.carrier import Account, Config, Number, Person, Serving, WoundCarrier, Wsgi
from oncall.clock import SystemClock, WoundClock
from oncall.incidents.ladder import Channel, Ladder, Rung, Target, Whom
from oncall.incidents.report import Report
from oncall.services import intake
from tests.oncall.services.firms import NOW, stored
from tests.web.run import house, started

if TYPE_CHECKING:
    from notify.carrier.network import Network

SID, TOKEN = "AC" + 32 * "f", "an invented token"
OURS, BENS = "+493023125000", "+442079460102"
BEN = (Target(Whom.PERSON, "ben"),), (Channel.VOICE, Channel.SMS)
LAST = Rung(timedelta(minutes=5), *BEN)
LADDER = Ladder((Rung(timedelta(0), *BEN),), 1, timedelta(minutes=10), LAST)
SET_UP = {"TWILIO_ACCOUNT_SID": SID, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": OURS}


def handed_over(network: Network) -> tuple[int, int, int]:
    """How often the network has changed, and how many texts and calls it has."""
    return network.changes, len(network.messages), len(network.calls)


def arrived(carrier: WoundCarrier) -> None:
    """Wait until the carrier has a text and a call, but not for ever."""
    for _ in range(20):
        changes, texts, calls = carrier.look(handed_over)
        if texts and calls:
            return
        carrier.wait_for_change(changes, 5)
    raise AssertionError(carrier.look(handed_over))


def test_a_worker_hands_a_page_over_as_soon_as_a_fault_is_taken(database, urls, tmp_path):
    stored(database)
    config = Config((Account(SID, TOKEN, (Number(OURS),)),), (Person("Ben", BENS),))
    carrier = WoundCarrier(config, WoundClock(NOW), Wsgi({}))
    with Serving(carrier) as served:
        env = house(urls, ONCALL_HOME=str(tmp_path)) | SET_UP | {"ONCALL_CARRIER": served.url}
        process = started("work", env=env)
        try:
            assert "ready" in process.stderr.readline()
            report = Report("video", "Bild fällt aus")
            intake.take(database, report, by="test", now=SystemClock().now(), ladder=LADDER)
            arrived(carrier)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        finally:
            process.kill()
            process.communicate()
    assert process.returncode == 0
    assert carrier.look(handed_over)[1:] == (1, 1)


def test_a_worker_without_a_carrier_says_so_and_works(urls, tmp_path):
    process = started("work", env=house(urls, ONCALL_HOME=str(tmp_path)))
    try:
        said = [process.stderr.readline() for _ in range(5)]
        assert any("TWILIO_ACCOUNT_SID" in line for line in said)
        assert process.poll() is None
    finally:
        process.kill()
        process.communicate()
