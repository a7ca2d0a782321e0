"""The page of a secret link: in the person's language, as things stand, whoever answered how."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.services import acting
from tests.stories.test_answers import LINK
from tests.stories.town import HOME
from web.discretion import Discreet

if TYPE_CHECKING:
    from tests.stories.town import Town


class Page:
    """The page behind the link in a text, as a phone's browser has it."""

    def __init__(self, town: Town, path: str) -> None:
        self.browser = town.app.test_client()
        self.path = path

    def look(self, **headers: str) -> str:
        return self.browser.get(self.path, base_url=HOME, headers=headers).text

    def press(self, deed: str) -> None:
        word = re.search(r'name="csrf" value="([0-9a-f]+)"', self.look())
        data = {"csrf": word.group(1)} if word else {}
        assert self.browser.post(f"{self.path}/{deed}", data=data, base_url=HOME).status_code == 303

    @property
    def buttons(self) -> list[str]:
        return re.findall(rf"{self.path}/(\w+)", self.look())


@pytest.fixture(name="asked")
def _asked(town: Town) -> tuple[Town, int, Page]:
    incident = town.reported("Bild <b>fällt</b> aus")
    town.later(10)
    first = town.phone(town.primary)
    first.expect_call()
    return town, incident, Page(town, LINK.search(first.expect_text("/p/")).group(1))


def test_it_speaks_the_persons_language_unless_the_browser_speaks_another(asked) -> None:
    _, _, page = asked
    assert "Annehmen" in page.look()
    assert "Accept" in page.look(**{"Accept-Language": "en-GB"})


def test_what_was_reported_is_shown_as_it_was_said_and_not_as_markup(asked) -> None:
    assert "Bild &lt;b&gt;fällt&lt;/b&gt; aus" in asked[2].look()


def test_accept_then_start_by_buttons_and_then_there_is_nothing_to_press(asked) -> None:
    town, incident, page = asked
    assert page.buttons == ["accept", "decline"]
    page.press("accept")
    assert town.stands(incident).holder == town.primary
    assert page.buttons == ["start", "decline"]
    page.press("start")
    assert town.stands(incident).state is State.WORKING
    assert page.buttons == []


def test_decline_passes_it_on_and_says_so(asked) -> None:
    town, incident, page = asked
    page.press("decline")
    assert town.stands(incident).holder is None
    town.later(5)
    town.phone(town.backup).expect_text(town.number(incident))
    town.phone(town.backup).expect_call()


def test_whoever_comes_late_sees_who_has_it(asked) -> None:
    town, incident, page = asked
    acting.accept(town.database, incident, Act("dora", "page", town.clock.at))
    assert "Dora Dahl" in page.look()
    assert page.buttons == []


def test_a_link_opens_for_a_week(asked) -> None:
    town, _, page = asked
    town.clock.wind(timedelta(days=7, minutes=1))
    assert page.browser.get(page.path, base_url=HOME).status_code == 404


def test_a_form_of_another_link_does_nothing_here(asked) -> None:
    town, incident, page = asked
    for word in ("", "0" * 64):
        done = page.browser.post(f"{page.path}/accept", data={"csrf": word}, base_url=HOME)
        assert done.status_code == 400
    assert town.stands(incident).holder is None


def test_links_do_not_get_into_logs(asked) -> None:
    path = asked[2].path
    record = logging.LogRecord("web", logging.ERROR, "", 0, "GET %s", (path,), None)
    assert path.rpartition("/")[2] not in Discreet().format(record)
