"""A planner at a browser: what they see on the page of a rota, and what their hands do."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import expect

from tests.browser.demo_firm import TEAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FloatRect, Locator, Page

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
EXPECTED = "Failed to load resource"  # the browser's own word for an answer that refuses
PATIENCE = 30_000  # milliseconds until somebody gives up; a busy machine needs a few thousand
FAR = 12  # pixels, enough to be no click
STEPS = 6  # of the mouse, from here to there
SHOWN = "body.drawn"


class Choice(NamedTuple):
    """A duty of a draft, somebody who may have it, and somebody who may not, with the reason."""

    duty: str
    holder: str
    fits: str
    unfit: str
    why: str


@dataclass
class Planner:
    page: Page
    url: str
    errors: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def at(cls, browser: Browser, url: str, device: dict[str, Any] = DESK) -> Iterator[Planner]:
        """Somebody with a browser of their own, whose pages may not stumble."""
        with browser.new_context(locale="en-GB", **device) as context:
            context.set_default_timeout(PATIENCE)
            expect.set_options(timeout=PATIENCE)
            found = cls(context.new_page(), url)
            found.page.on("pageerror", lambda error: found.errors.append(str(error)))
            found.page.on("console", found._heard)
            yield found
        assert found.errors == []

    def _heard(self, said: Any) -> None:
        if said.type == "error" and not said.text.startswith(EXPECTED):
            self.errors.append(said.text)

    def open(self, draft: int | None = None, days: int = 28, team: str = TEAM, **more: str) -> None:
        """Open a team's rota, or a draft of it, from the first Monday on."""
        asked = {"from": "2026-12-07", "days": days} | ({"draft": draft} if draft else {}) | more
        args = "&".join(f"{name}={value}" for name, value in asked.items())
        self.page.goto(f"{self.url}/rota/{team}?{args}")
        expect(self.page.locator(SHOWN)).to_be_visible()

    def see(self, address: str) -> Any:
        """What the page's own addresses answer."""
        answer = self.page.request.get(f"{self.url}/rota/{address}")
        assert answer.ok, answer.text()
        return answer.json()

    def choice(self, draft: int) -> Choice:
        """The first duty that one person may take over and another may not."""
        for duty in self.see(f"{TEAM}/board.json?draft={draft}")["duties"]:
            people = self.see(f"drafts/{draft}/places.json?duty={duty['id']}")["people"]
            others = [each for each in people if not each["current"]]
            fits = [each["person"] for each in others if each["ok"]]
            unfit = [(each["person"], each["why"]) for each in others if not each["ok"]]
            if fits and unfit:
                return Choice(duty["id"], duty["person"], fits[0], *unfit[0])
        raise AssertionError("nothing can be moved")

    def too_short(self, draft: int) -> tuple[str, timedelta, str]:
        """A duty of the first week, by how much it can't end earlier, and why not."""
        for duty in self.see(f"{TEAM}/board.json?draft={draft}&from=2026-12-07&days=7")["duties"]:
            for end in self.see(f"drafts/{draft}/places.json?duty={duty['id']}")["ends"]:
                less = datetime.fromisoformat(duty["end"]) - datetime.fromisoformat(end["at"])
                if not end["ok"] and less > timedelta():
                    return duty["id"], less, end["why"]
        raise AssertionError("all can be shortened")

    def row(self, person: str) -> Locator:
        return self.page.locator(f'.lane.person[data-person="{person}"]')

    def name(self, person: str) -> str:
        return self.row(person).locator(".name").inner_text()

    def duty(self, duty: str) -> Locator:
        return self.page.locator(f'.duty[data-duty="{duty}"]:not(.removed):not(.ghost)')

    def holds(self, person: str, duty: str) -> None:
        """Check that a duty is in somebody's row, and saved there."""
        bar = self.row(person).locator(f'.duty[data-duty="{duty}"]:not(.removed)')
        expect(bar).to_be_visible()
        expect(bar).not_to_have_class(re.compile("saving|unsaved"))

    def grab(self, duty: str) -> None:
        """Take a duty with the mouse and begin to drag it."""
        mouse = self.page.mouse
        self.duty(duty).scroll_into_view_if_needed()
        x, y = middle(self.duty(duty))
        mouse.move(x, y)
        mouse.down()
        mouse.move(x, y + FAR, steps=STEPS)

    def drag(self, duty: str, person: str) -> None:
        """Drag a duty to somebody's row and hold it there until the page says what it thinks."""
        self.grab(duty)
        expect(self.page.locator(".lane.person.unfit").first).to_be_visible()
        x, y = middle(self.row(person).locator(".track"))
        self.page.mouse.move(x, y, steps=STEPS)
        expect(self.page.locator(".tip:not([hidden])")).to_be_visible()

    def drop(self) -> None:
        self.page.mouse.up()

    def told(self, sentence: str | re.Pattern[str]) -> None:
        """Check what the page says on top."""
        expect(self.page.locator("#told")).to_contain_text(sentence)

    def edition(self, draft: int) -> int:
        """How often a draft was changed, by what the server says."""
        found: int = self.see(f"{TEAM}/board.json?draft={draft}")["draft"]["edition"]
        return found


def middle(of: Locator) -> tuple[float, float]:
    found = box(of)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def box(of: Locator) -> FloatRect:
    """Where something is on the page."""
    found = of.bounding_box()
    assert found
    return found
