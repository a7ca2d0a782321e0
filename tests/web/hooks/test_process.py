"""The hotline's process: it says where it is, answers signed webhooks alone, and makes no page."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from twilio.request_validator import RequestValidator

from oncall.store import calls
from oncall.store.db import Database
from tests.oncall.services.firms import stored
from tests.web.run import HOUSE, house, started

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses

TOKEN = "an invented token"  # noqa: S105 - invented
OUTSIDE = "https://hotline.example"
CODE = """
import sys
import web.commands.hotline.serve
print(*sorted(m for m in sys.modules if m.startswith(("web.pages.", "web.desk", "ortools"))))
"""


def test_it_answers_a_call_that_the_carrier_has_signed(urls: Addresses, tmp_path: Path) -> None:
    database = Database(urls.app)
    stored(database)
    account = {"TWILIO_AUTH_TOKEN": TOKEN, "ONCALL_HOOKS": OUTSIDE}
    env = house(urls, ONCALL_HOME=str(tmp_path), **account)
    with started("hotline", "serve", "--port", 0, env=env) as process:
        port = re.match(
            r"hotline at 127\.0\.0\.1:(\d+), known outside as", process.stdout.readline()
        )
        assert port is not None
        told = {"CallSid": "CA1", "From": "+493023125150", "To": "+493023125000"}
        signed = RequestValidator(TOKEN).compute_signature(f"{OUTSIDE}/hooks/hotline", told)
        address = f"http://127.0.0.1:{port[1]}"
        request = Request(  # noqa: S310 - our own server
            f"{address}/hooks/hotline",
            urlencode(told).encode(),
            {"X-Twilio-Signature": signed},
        )
        with urlopen(request) as answer:  # noqa: S310 - our own server
            assert "Guten Tag, hier ist die Hotline." in answer.read().decode()
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{address}/planning")  # noqa: S310 - our own server
        with refused.value as answer:
            assert answer.code == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with database.begin() as tx:
        assert [call.sid for call in calls.latest(tx, 5)] == ["CA1"]
    database.close()


def test_planning_pages_are_not_even_loaded() -> None:
    run = subprocess.run(
        [sys.executable, "-c", CODE], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["web.pages.parts"]
