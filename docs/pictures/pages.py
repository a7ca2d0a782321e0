#!/usr/bin/env python3
"""Takes pictures of every page, desktop and phone, German and English: pages.py FOLDER [NAME …]."""

from __future__ import annotations

import shutil
import sys
from base64 import b64decode
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from pictured import PICTURES, Picture
from playwright.sync_api import sync_playwright

from oncall.clock import WoundClock
from oncall.drafts import Request
from oncall.incidents.hearing import Act as Said
from oncall.incidents.report import Report
from oncall.incidents.seal import Seal
from oncall.limits import load_limits
from oncall.services import (
    acting,
    delivering,
    drafting,
    escalating,
    feeds,
    hotline,
    hotline_endings,
    intake,
    on_call,
    relieving,
    swapping,
)
from oncall.services.people import add_absence
from oncall.services.publishing import Act
from oncall.services.swap_list import coming
from oncall.store import spent
from oncall.streams import Weeks
from solver.outcome import Budget
from web.app import make_app
from web.commands.demo import load
from web.demo import DAYS, FIRST, TEAMS
from web.demo_rota import publish
from web.embedded.server import stop
from web.feeds.links import Links
from web.following import follow
from web.secrets_file import server_key
from web.serving import server
from web.settings import LOCAL_URL, Settings
from web.wiring import House, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# The clock stands still, and searches are the same each time: pictures change with the pages alone.
BEFORE: Final = datetime(2026, 12, 7, tzinfo=UTC)
THEN: Final = datetime(2026, 12, 10, 18, 40, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
EFFORT: Final = Budget(effort=8, workers=1)
DEVICES: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
LANGUAGES: Final = ("de", "en")
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def main(folder: str, *names: str) -> None:
    """Take the pictures, or those of some names, and put them into a folder."""
    wanted = [each for each in PICTURES if not names or each.name in names]
    with TemporaryDirectory() as home, demo(Path(home)) as (url, secret):
        for language in LANGUAGES:
            with chromium(language) as browser:
                for picture in wanted:
                    address = url + picture.address.format(**secret)
                    asked = f"{address}{'&' if '?' in address else '?'}lang={language}"
                    for device in picture.devices:
                        file = Path(folder) / f"{picture.name}-{device}-{language}.webp"
                        file.write_bytes(taken(browser, DEVICES[device], asked, picture))


def taken(browser: Browser, device: dict[str, Any], address: str, picture: Picture) -> bytes:
    """Return what is seen of a page, as a small file."""
    with browser.new_context(**device) as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(address)
        page.locator(picture.shows).first.wait_for()
        picture.does(page)
        line = context.new_cdp_session(page)
        said = line.send("Page.captureScreenshot", {"format": "webp", "quality": 82})
        return b64decode(said["data"])


@contextmanager
def chromium(language: str) -> Iterator[Browser]:
    """Start the machine's browser; it writes dates in a language of which it has the package."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("make pictures needs a Chromium on the path (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=list(FLAGS),
            env={"LANGUAGE": language},  # Debian: chromium-l10n
        )
        yield browser
        browser.close()


@contextmanager
def demo(home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the demo on the eve of a weekend; yield its address, and those that are secret."""
    settings, clock = Settings(home, None, None, LOCAL_URL, None, "petra"), WoundClock(BEFORE)
    with opened(settings, clock) as house:
        gap, healing = live_on(house, clock)
        duty = offered(house)
        feed = feeds.make(house.database, "person", "amara", by="petra", now=THEN)
        listening = server(make_app(house), house, "127.0.0.1", 0, 4)
        beside = Thread(target=listening.serve)
        beside.start()
        path = Links(server_key(settings), LOCAL_URL).path(feed)
        answer = Seal(server_key(settings), "").link(report(house))
        secret = {"feed": path, "answer": answer, "spent": used_up(house), "duty": duty}
        secret |= {"gap": str(gap), "healing": str(healing)}
        calls(house)
        try:
            yield f"http://127.0.0.1:{listening.port}", secret
        finally:
            listening.leave()
            beside.join()
    stop(home)


def live_on(house: House, clock: WoundClock) -> tuple[int, int]:
    """Publish six weeks; then somebody is away, and a draft heals that.

    Return the numbers of the draft with a gap, and of the one that heals.
    """
    load(house)
    made = {team: publish(house, team, Weeks(FIRST, DAYS), EFFORT) for team in TEAMS}
    clock.wind(THEN - BEFORE)
    away = {"person": "fatou", "start": "2026-12-15", "end": "2026-12-18", "reason": "Fortbildung"}
    add_absence(house.database, away, by="petra", now=THEN)
    again = Request("neckar", date(2026, 12, 14), 14, again=True, budget=EFFORT, why="Fortbildung")
    healing = follow(house, drafting.ask(house.database, again, "petra", THEN))
    return made["wey"], healing.id


def offered(house: House) -> str:
    """Let who is on call first in a team put a later duty up for a swap; return which."""
    who = on_call.who_is(house.database, "neckar", THEN)[0].duty.person
    duty = next(each for team, each in coming(house.database, who, THEN) if team == "neckar")
    swapping.offer(house.database, duty.label, Act("petra", THEN, ""))
    return duty.label


def used_up(house: House) -> str:
    """Let who is on call first in one team have worked all day; return who it is."""
    who = on_call.who_is(house.database, "wey", THEN)[0].duty.person
    begun, said = THEN - 9 * HOUR, Report("wey", "Loudspeakers in the council chamber are silent")
    incident = intake.take(house.database, said, by="petra", now=begun).kept.incident.id
    acting.start(house.database, incident, Said(who, "page", begun))
    acting.resolve(house.database, incident, Said(who, "page", THEN), "A fuse was replaced")
    relieving.note_spent(house.database, load_limits(), THEN)
    with house.database.begin() as tx:
        drafts = spent.one(tx, who, THEN.date()).drafts
    for draft in drafts:
        follow(house, draft)
    return who


def report(house: House) -> str:
    """Let a fault be reported and somebody be called; return the attempt to reach them."""
    fault = Report(
        "neckar",
        "Codec im Festsaal ohne Bild",
        caller="Edda Distel",
        phone="+49 30 23125 150",
        customer="Klinikum Hohenzipfel",
        product="Codec",
    )
    intake.take(house.database, fault, by="petra", now=THEN)
    escalating.fire_due(house.database, THEN)
    return delivering.claim(house.database, "pictures", THEN, calls_a_second=1)[0].attempt


def calls(house: House) -> None:
    """Let a customer call the hotline who has no PIN at hand, and a stranger who hangs up."""
    when = THEN - timedelta(minutes=11)
    for sid, shown, length in (("CA1", "+491713920053", 95), ("CA2", "+493023125977", 14)):
        hotline.begin(house.database, hotline.Ringing(sid, "+493023125900", shown), when)
        if sid == "CA1":
            hotline.pin(house.database, sid, "", when, no_pin=True, marker=house.marker)
        hotline_endings.ended(house.database, sid, when + timedelta(seconds=length))
        when += timedelta(minutes=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
