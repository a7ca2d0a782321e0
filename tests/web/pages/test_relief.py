"""Where planners see whose working time is used up, and let somebody else take over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.hearing import Act as Said
from oncall.incidents.report import Report
from oncall.limits import load_limits
from oncall.people import Role
from oncall.services import acting, intake, on_call, relieving
from oncall.services.overriding import override
from oncall.services.publishing import Act
from oncall.store import spent
from tests.oncall.services.firms import solved_here
from tests.web.pages.desks import see, send, text
from tests.web.pages.rotas import evening

if TYPE_CHECKING:
    from tests.web.pages.rotas import Firm

DAY = date(2026, 12, 7)
NOW = datetime(2026, 12, 7, 18, 30, tzinfo=UTC)  # 19:30 in Hamburg
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PAGE = f"/relief/ada/{DAY}"


@pytest.fixture
def used_up(firm: Firm) -> int:
    """Ada, first on call until 22:00, has worked eight hours; return the draft it makes."""
    firm.publish(evening(DAY, "ada"), evening(DAY, "ben", Role.BACKUP))
    firm.clock.at = NOW
    start = NOW - 8 * HOUR
    report = Report("video", "Bild")
    incident = intake.take(firm.database, report, by="t", now=start).kept.incident.id
    acting.start(firm.database, incident, Said("ada", "page", start))
    acting.resolve(firm.database, incident, Said("ada", "page", NOW), "done")
    relieving.note_spent(firm.database, load_limits(), NOW)
    with firm.database.begin() as tx:
        (draft,) = spent.one(tx, "ada", DAY).drafts
    return draft


def on_duty(firm: Firm) -> dict[str, str]:
    turns = on_call.who_is(firm.database, "video", firm.clock.at + MINUTE)
    return {turn.duty.role.value: turn.duty.person for turn in turns}


def test_the_start_page_names_who_is_out_of_time_and_leads_to_the_cure(
    firm: Firm, used_up: int
) -> None:
    page = text(firm, "/")
    assert "Ada Ahlers has no working time left, but is on duty (Primary) until 22:00" in page
    assert f'href="{PAGE}"' in page
    assert "hat keine Arbeitszeit mehr" in text(firm, "/?lang=de")


def test_what_one_person_lacks_is_said_once(firm: Firm, used_up: int) -> None:
    assert text(firm, "/").count('class="need stop"') == 1


def test_until_it_is_solved_the_page_says_that_somebody_is_looked_for(
    firm: Firm, used_up: int
) -> None:
    page = text(firm, PAGE)
    assert "8:00 h worked, passed over from 19:30 until midnight" in page
    assert "Who steps in is being looked for" in page
    assert 'hx-trigger="every 1s"' in page


def test_the_proposal_says_what_follows_and_one_click_does_it(firm: Firm, used_up: int) -> None:
    solved_here(firm.database, used_up, NOW)
    page = text(firm, PAGE)
    assert "Proposed to step in: Cem Celik" in page
    assert "further standby day of Cem Celik" in page
    answer = send(firm, PAGE, draft=str(used_up))
    assert answer.status_code == 303
    assert on_duty(firm) == {"primary": "cem", "backup": "ben"}
    after = text(firm, answer.location)
    assert "Done: those whose duties change are told." in after
    assert "Nothing: no duty is without anybody." in after
    assert after.split("Further standby days on record")[1].count("Cem Celik") == 1
    assert "in their place: Cem Celik (further standby day)" in text(firm, "/")


def test_a_second_click_changes_nothing_and_says_why(firm: Firm, used_up: int) -> None:
    solved_here(firm.database, used_up, NOW)
    send(firm, PAGE, draft=str(used_up))
    again = send(firm, PAGE, draft=str(used_up))
    assert again.status_code == 200
    assert "only one that is ready is published" in again.text


def test_a_rota_that_changed_meanwhile_is_solved_anew(firm: Firm, used_up: int) -> None:
    solved_here(firm.database, used_up, NOW)
    turns = on_call.who_is(firm.database, "video", NOW)
    label = next(t.duty.label for t in turns if t.duty.role is Role.PRIMARY)
    override(firm.database, label, "cem", Act("petra", NOW, "by telephone"))
    answer = send(firm, PAGE, draft=str(used_up))
    assert "ask for a new draft" in answer.text
    solved_here(firm.database, used_up, NOW)
    page = text(firm, PAGE)
    assert "Proposed to step in" not in page
    assert "Nothing: no duty is without anybody." in page


def test_of_who_has_time_left_there_is_no_page(firm: Firm, used_up: int) -> None:
    for address in ("/relief/ben/2026-12-07", "/relief/ada/2026-12-08", "/relief/ada/today"):
        assert see(firm, address).status_code == 404, address
