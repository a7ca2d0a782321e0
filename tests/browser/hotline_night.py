"""A night of the demo: its pages and its phones side by side in a browser, on one wound clock."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from notify.carrier import Serving, WoundCarrier, Wsgi
from oncall.clock import WoundClock
from oncall.services import on_call
from oncall.services.gathering import facts
from tests.web.live.serving import served
from web.app import make_app
from web.carriers import Carriers
from web.demo_phones import HOTLINE, network
from web.drill.night import Night
from web.secrets_file import server_key
from web.settings import Settings
from web.wiring import House
from web.worker.pager import Pager
from web.worker.senders import outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from oncall.store.db import Database

# A Tuesday night in Woking: the council has booked it, and somebody is on call.
BEGINS = datetime(2026, 12, 8, 21, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
TEAM = "wey"
SID, TOKEN = "AC" + 32 * "e", "an invented token of the demo"


@dataclass
class Phones:
    """The page of the phones, and a night that goes on when it is told to."""

    page: Page
    night: Night

    def later(self, seconds: float) -> None:
        self.night.goes_on(self.night.clock.at + timedelta(seconds=seconds))

    def of(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name)

    @property
    def primary(self) -> str:
        """The name of who is on call first."""
        duties = on_call.who_is(self.night.database, TEAM, self.night.clock.at)
        return facts(self.night.database).people[duties[0].duty.person].name

    def rings_at(self, name: str) -> None:
        """Time goes by until somebody is called; the bar on top leads there."""
        found = self.night.carrier.phones.values()
        phone = next(each for each in found if each.phone.person.name == name)
        self.night.goes_on(self.night.clock.at + AN_HOUR, lambda: phone.is_ringing)
        bar = self.page.get_by_role("region", name="Ringing now")
        bar.get_by_role("button", name=name).click()
        expect(self.of(name).get_by_role("button", name="Answer")).to_be_focused()

    def done(self) -> AbstractContextManager[object]:
        """What is done within has arrived at the end."""
        return self.page.expect_response("**/phones/act")

    def presses(self, name: str, *buttons: str) -> None:
        for each in buttons:
            with self.done():
                self.of(name).get_by_role("button", name=each, exact=True).click()

    def types(self, keys: Iterable[str]) -> None:
        """Press keys of the keyboard, where the focus is."""
        for each in keys:
            with self.done():
                self.page.keyboard.press(each)

    def says(self, name: str, words: str) -> None:
        place = self.of(name).get_by_label("What you say")
        place.fill(words)
        with self.done():
            place.press("Enter")

    def hears(self, name: str, words: str) -> None:
        expect(self.of(name).get_by_role("log", name="Heard")).to_contain_text(words)


@contextmanager
def phones(database: Database, home: Path, page: Page) -> Iterator[Phones]:
    """Open the page of the phones of a firm in a night."""
    clock, port = WoundClock(BEGINS), _free()
    carriers = Carriers(sid=SID, token=TOKEN, number=HOTLINE, calls_a_second=10)
    settings = Settings(home, None, None, f"http://127.0.0.1:{port}", None, "petra", carriers)
    house = House(settings, database, clock)
    app = make_app(house)
    carrier = WoundCarrier(network(house, SID, TOKEN), clock, Wsgi({settings.public_url: app}))
    with served(database, home, app, port=port), Serving(carrier) as calls:
        settings = replace(settings, carriers=replace(carriers, base=calls.url))
        pager = Pager(database, clock, outside(settings, server_key(settings), clock))
        page.goto(f"{calls.url}/?lang=en")
        yield Phones(page, Night(database, clock, carrier, pager))
        assert carrier.complaints == []


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])
