"""Lists of the REST interface: filtered, in pages, with Twilio's fields and no others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import requests

from notify.carrier import presses
from tests.notify.carrier.desk import TOKEN
from tests.notify.carrier.town import (
    ANNA,
    BEN,
    DESCRIPTION,
    NOW,
    SECOND,
    SID,
)

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


def test_lists_are_filtered_by_ends_and_state(town: Town) -> None:
    town.anna.behave(presses("1"))
    first, second = town.call(ANNA), town.call(BEN)
    town.wait(10)
    calls = town.client.calls
    assert [call.sid for call in calls.list()] == [second.sid, first.sid]
    assert [call.sid for call in calls.list(to=BEN)] == [second.sid]
    assert [call.sid for call in calls.list(status="completed")] == [first.sid]
    assert calls.list(from_=SECOND) == []


def test_lists_are_filtered_by_day_and_instant(town: Town) -> None:
    call = town.call()
    town.wait(1)
    town.text()
    town.wait(1)
    today, yesterday = date(2026, 12, 5), date(2026, 12, 4)
    calls, texts = town.client.calls, town.client.messages
    assert [each.sid for each in calls.list(start_time=today)] == [call.sid]
    assert calls.list(start_time=yesterday) == []
    assert calls.list(start_time_before=yesterday) == []
    assert len(calls.list(start_time_after=NOW)) == 1
    assert calls.list(start_time_after=NOW + timedelta(seconds=1)) == []
    assert len(texts.list(date_sent_after=NOW, date_sent_before=NOW + timedelta(minutes=1))) == 1
    assert texts.list(date_sent_after=NOW + timedelta(minutes=1)) == []


def test_what_waits_for_its_turn_has_no_start_to_be_found_by(town: Town) -> None:
    town.call()
    town.call(BEN)
    town.wait(0.5)
    assert len(town.client.calls.list(start_time_after=NOW)) == 1
    assert len(town.client.calls.list(to=BEN)) == 1


def test_long_lists_come_in_pages(town: Town) -> None:
    sids = [town.text().sid for _ in range(7)]
    found = [each.sid for each in town.client.messages.list(page_size=3)]
    assert found == sids[::-1]


def test_lists_show_the_fields_that_twilio_shows_and_no_others(town: Town) -> None:
    if not DESCRIPTION.exists():
        pytest.skip(f"Twilio's description is not at hand ({DESCRIPTION})")
    schemas = json.loads(DESCRIPTION.read_text())["components"]["schemas"]
    town.call()
    town.text()
    for name, one in (("Calls", "call"), ("Messages", "message")):
        url = f"{town.served.url}/2010-04-01/Accounts/{SID}/{name}.json"
        shown = requests.get(url, auth=(SID, TOKEN), timeout=60).json()[name.lower()][0]
        assert set(shown) == set(schemas[f"api.v2010.account.{one}"]["properties"])
