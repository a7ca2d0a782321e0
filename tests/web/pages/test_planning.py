"""The start page and the page of a rota: what they say, in which language, and to whom."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.clock import WoundClock
from oncall.localtime import Span
from tests.web.pages.desks import HTML, see, text
from tests.web.pages.rotas import NOW, Firm, evening
from web.app import make_app
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

DAY = date(2026, 12, 7)
WEEK = Span(NOW, NOW + timedelta(days=14))


def test_a_team_without_a_rota_is_led_to_its_first_draft(firm: Firm) -> None:
    page = text(firm, "/")
    assert "Nothing is published yet; ask for a draft" in page
    assert 'href="/rota/video"' in page


def test_a_gap_is_named_with_its_time_and_leads_to_its_day(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"))
    page = text(firm, "/")
    assert "Gap: Backup, Mon 7 Dec, 18:00 – 22:00" in page
    assert "/rota/video?from=2026-12-07" in page


def test_what_needs_attention_comes_first(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=WEEK)
    cards = re.findall(r'href="/rota/(\w+)">(?:video|voice)</a></h2>', text(firm, "/"))
    assert sorted(cards) == ["video", "voice"]


def test_the_heading_says_who_is_on_call_and_until_when(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=WEEK)
    firm.clock.wind(evening(DAY, "ada").span.start + timedelta(minutes=1) - NOW)
    heading = text(firm, "/people").partition("<main")[0]
    assert "Ada Ahlers" in heading
    assert "until 22:00" in heading


def test_the_next_change_is_said_with_whom(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=WEEK)
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text(firm, "/")))
    assert "Next change Mon 7 Dec, 18:00, P Ada Ahlers" in page


def test_an_empty_installation_says_what_to_do_first(database: Database, tmp_path: Path) -> None:
    settings = Settings(tmp_path, None, None, "https://oncall.example", None, "petra")
    client = make_app(House(settings, database, WoundClock(NOW))).test_client()
    page = client.get("/", headers=HTML).text
    assert "Nothing is here yet" in page
    assert "oncall import" in page
    assert "make demo" in page


def test_the_page_of_a_rota_brings_its_words_in_its_language(firm: Firm) -> None:
    def words(language: str) -> dict[str, str]:
        page = text(firm, f"/rota/video?lang={language}")
        found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page)
        assert found
        return json.loads(found[1])

    german, english = words("de"), words("en")
    assert german.keys() == english.keys()
    assert german["role.backup"] == "Zweitbereitschaft"
    assert english["letter.primary"] == "P"
    assert english["gaps.many"] == "{n} gaps"
    assert not [key for key, said in german.items() if "%(" in said]


def test_a_team_that_there_is_not_is_told(firm: Firm) -> None:
    answer = see(firm, "/rota/vidoe")
    assert answer.status_code == 404
    assert "There is no team “vidoe”" in answer.text


@pytest.mark.parametrize("address", ["/", "/rota/video", "/bookings", "/bookings/new", "/people"])
def test_planning_pages_answer_this_machine_only(firm: Firm, address: str) -> None:
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert see(firm, address, environ_overrides=elsewhere).status_code == 403
    assert see(firm, address, headers={**HTML, "Host": "evil.example"}).status_code == 403
    assert see(firm, address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/rota/video", "/bookings/new", "/people/ada"])
def test_pages_load_nothing_from_elsewhere_and_have_no_inline_scripts(
    firm: Firm, address: str
) -> None:
    page = text(firm, address)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.findall(r"<style|\sstyle=|\son\w+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "nonce=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("address", ["/", "/rota/video", "/bookings", "/people/ada"])
def test_pages_can_be_had_in_german(firm: Firm, address: str) -> None:
    page = text(firm, f"{address}?lang=de")
    assert '<html lang="de">' in page
    assert "Dienstpläne" in page


def test_what_a_planner_sees_is_kept_by_no_cache(firm: Firm) -> None:
    assert see(firm, "/").headers["Cache-Control"] == "private, no-store"


def test_bootstrap_is_served_from_here(firm: Firm) -> None:
    with firm.app.open_resource("static/planning.css") as sheet:
        found = re.search(r'@import url\("\.\.(/bootstrap[^"]+)"\)', sheet.read().decode())
    assert found
    with see(firm, found[1]) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/", "/rota/video"])
def test_all_that_a_page_loads_is_there(firm: Firm, address: str) -> None:
    page = text(firm, address)
    loaded = re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', page)
    assert loaded
    for each in loaded:
        with see(firm, each) as answer:
            assert answer.status_code == 200, each
