"""An engineer's eight hours are used up: passed over, replaced, and the further day on record."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from notify.carrier import presses
from oncall.drafts import Wanted
from oncall.incidents.incident import State
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Contact
from oncall.people import Role
from oncall.services import draft_work
from tests.oncall.services.firms import solve_claimed
from tests.stories.rotas import HOUR, fired, on_duty, rang
from tests.stories.test_answers import LINK
from tests.stories.test_links import Page
from tests.stories.town import EVENING, HOME, PLANNER, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.stories.town import Town

MINUTE = 60.0
SIX = EVENING - HOUR
TWO = {Role.PRIMARY: "ada", Role.BACKUP: "ben"}
# Seven and a half hours of every working day: half an hour is left for call-outs.
WORK = {"regular_hours": "person,weekdays,start,end\nada,Mon-Fri,09:00,16:30\n"}
HERE = "http://localhost"
DAY = "/relief/ada/2026-12-07"


class Desk:
    """The planner's browser, at the machine of the pages."""

    def __init__(self, town: Town) -> None:
        self.browser = town.app.test_client()

    def look(self, path: str) -> str:
        answer = self.browser.get(path, base_url=HERE, headers={"Accept": "text/html"})
        assert answer.status_code == 200, answer.text
        return answer.text

    def press(self, path: str) -> None:
        """Send the one form that the page has."""
        fields = dict(re.findall(r'name="(csrf|draft)" value="([^"]+)"', self.look(path)))
        assert self.browser.post(path, base_url=HERE, data=fields).status_code == 303


@pytest.fixture(name="evening")
def _evening(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    """Ada is on call first and Ben second until 22:00; it is 18:00 in Hamburg."""
    planners = (Contact(Channel.SMS, PLANNER),)
    with town(copies, tmp_path, planners=planners, tables=WORK, begins=SIX) as made:
        on_duty(made, SIX, SIX + 4 * HOUR, TWO)
        yield made
        made.carrier.nothing_else_happened()


def works_on_the_first(evening: Town) -> int:
    """Ada is called, takes the incident and begins; return it."""
    incident = evening.reported("Bild fällt aus")
    evening.later(10)
    ada = evening.phone("ada")
    ada.expect_call()
    page = Page(evening, LINK.search(ada.expect_text("/p/")).group(1))
    page.press("accept")
    page.press("start")
    assert evening.stands(incident).state is State.WORKING
    return incident


def solved(evening: Town) -> None:
    """A worker takes what is urgent, and solves it."""
    now = evening.clock.at
    claimed = draft_work.claim(
        evening.database, "w", now, timedelta(minutes=1), Wanted(urgent=True)
    )
    assert claimed is not None
    solve_claimed(evening.database, claimed, explained=True)


def planners_hear_of_it_after_half_an_hour(evening: Town) -> None:
    evening.later(29 * MINUTE)
    assert evening.planner.inbox == ()
    evening.later(2 * MINUTE)
    evening.planner.expect_text(
        "Ada Ahlers hat am Mo 07.12. keine Arbeitszeit mehr (8:00 h gearbeitet)",
        "unbesetzt: Erstbereitschaft Mo 07.12. 18:31 bis Mo 07.12. 22:00",
        f"{HOME}{DAY}",
    )


def test_an_engineer_out_of_working_time_is_replaced_and_the_further_day_recorded(
    evening: Town,
) -> None:
    ada, ben, cem = (evening.phone(who) for who in ("ada", "ben", "cem"))
    first = works_on_the_first(evening)
    planners_hear_of_it_after_half_an_hour(evening)

    ben.behave(presses("1"))
    second = evening.reported("Ton fehlt")
    evening.later(10)
    assert fired(evening, second) == [(0, ["ben"])], "ada is passed over, and nobody waits for it"
    assert evening.stands(first).holder == "ada", "what she works on stays hers"
    assert evening.stands(second).holder == "ben"
    rang(ben, calls=1, texts=1)
    desk = Desk(evening)
    told = desk.look(f"/incidents/{evening.number(second)}?lang=de")
    assert "Übergangen, da keine Arbeitszeit mehr bleibt: Ada Ahlers" in told
    assert f'href="{DAY}?lang=de"' in told

    assert "Es wird gesucht, wer einspringt" in desk.look(f"{DAY}?lang=de")
    solved(evening)
    assert "Vorschlag, wer einspringt: Cem Celik" in desk.look(f"{DAY}?lang=de")
    desk.press(f"{DAY}?lang=de")
    evening.later(MINUTE)
    for phone in (ada, cem):
        phone.expect_text("Ihre Dienste haben sich geändert")
    record = desk.look(f"{DAY}?lang=de").split("weitere Bereitschaftstage")[1]
    assert re.findall(r"<strong>(.*?)</strong>", record) == ["Cem Celik"]

    cem.behave(presses("1"))
    third = evening.reported("Kamera steht")
    evening.later(10)
    assert fired(evening, third) == [(0, ["cem"])]
    rang(cem, calls=1, texts=1)
    assert len(evening.planner.inbox) == 1, "of one day planners hear once"


def test_where_nobody_can_step_in_the_page_says_why_of_each_and_what_would_help(
    copies: Copies, tmp_path: Path
) -> None:
    away = "person,start,end,reason\ncem,2026-12-07,2026-12-07,Chor\n"
    with town(copies, tmp_path, tables={**WORK, "absences": away}, begins=SIX) as evening:
        on_duty(evening, SIX, SIX + 4 * HOUR, TWO)
        works_on_the_first(evening)
        evening.later(31 * MINUTE)
        solved(evening)
        page = Desk(evening).look(DAY)
    assert "Nobody can step in" in page
    assert "Let them take it over" not in page
    assert re.search(r"Cem Celik: absent \(Chor\)", page)
    assert re.search(r"Ada Ahlers: no working time left that day", page)
