"""The page of a feed: how to subscribe, in German and English, and how to revoke the link."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape

import pytest
from sqlalchemy import text

from oncall.localtime import DAY
from oncall.people import Role
from oncall.services import feeds
from oncall.store import audit
from tests.web.pages.rotas import evening

MONDAY = date(2026, 12, 7)
GERMAN, ENGLISH = {"Accept-Language": "de-AT,en;q=0.5"}, {"Accept-Language": "en-GB"}


@pytest.fixture
def path(firm):
    return firm.links.path(firm.feed())


def page(firm, address, **headers):
    answer = firm.client.get(address, headers=headers or ENGLISH)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def form_of(html):
    return re.search(r'name="form" value="([^"]+)"', html)[1]


def test_the_page_has_the_links_a_code_and_the_duties_to_come(firm, path):
    firm.publish(evening(MONDAY, "ada"), evening(date(2026, 12, 8), "ben"))
    html = page(firm, path)
    assert f'value="https://oncall.example{path}.ics"' in html
    assert f'href="webcal://oncall.example{path}.ics"' in html
    assert '<path class="qrline"' in html
    assert "Mon 7 Dec, 18:00 – 22:00" in html
    assert html.count('<rect class="bar') == html.count("<title>Primary · Alster AG") == 1
    assert "Nothing is published yet" not in html


def test_the_page_says_before_there_is_a_rota_that_it_will_fill(firm, path):
    assert "Nothing is published yet." in page(firm, path)


def test_each_calendar_program_is_told_with_how_late_it_is(firm, path):
    html = page(firm, path)
    for name, late in (
        ("iPhone and iPad", "hours; can be set"),
        ("Mac", "from 5 minutes; can be set"),
        ("Google Calendar", "8 to 24 hours; can't be set"),
        ("Android without Google", "from 15 minutes; can be set"),
        ("Outlook on the web, new Outlook, Microsoft 365", "about 3 hours, sometimes over 24"),
        ("Outlook (classic) for Windows", "with every send and receive"),
        ("Thunderbird", "30 minutes; can be set"),
        ("khal with vdirsyncer", "when you call it"),
    ):
        assert f'{name}</span> <span class="late">{late}' in html


def test_choices_change_the_link_and_what_is_shown(firm, path):
    firm.publish(evening(MONDAY, "ada"), evening(date(2026, 12, 8), "ada", Role.BACKUP))
    html = page(firm, f"{path}?role=backup&alarm=30&entries=en&lang=de")
    assert f'value="https://oncall.example{path}.ics?role=backup&alarm=30&lang=en"' in html
    assert '<option value="30" selected>30 Minuten vorher' in html
    assert html.count('<rect class="bar') == 1


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (1, "1 minute before", "1 Minute vorher"),
        (90, "90 minutes before", "90 Minuten vorher"),
        (60, "1 hour before", "1 Stunde vorher"),
        (180, "3 hours before", "3 Stunden vorher"),
    ],
)
def test_an_alarm_is_counted_as_the_language_counts(firm, path, minutes, english, german):
    for language, said in (("en", english), ("de", german)):
        html = page(firm, f"{path}?alarm={minutes}&lang={language}")
        assert f'<option value="{minutes}" selected>{said}</option>' in html


def test_a_team_that_the_feed_has_nothing_of_is_told_on_the_page(firm, path):
    answer = firm.client.get(f"{path}?team=vidio", headers=ENGLISH)
    assert answer.status_code == 400
    assert "the nearest is “video”" in answer.text


def test_all_that_is_drawn_is_listed_too(firm, path):
    firm.publish(*(evening(MONDAY + n * DAY, "ada") for n in range(42)))
    html = page(firm, path)
    drawn = set(re.findall(r"<title>Primary · Alster AG: ([^<]+)</title>", html))
    listed = re.findall(r'<span class="when">([^<]+)</span>', html)
    assert drawn == set(listed)
    assert len(listed) == 35  # the last week begins after the six
    assert "25 more in these six weeks" in html


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", GERMAN, "de"),
        ("", ENGLISH, "en"),
        ("?lang=de", ENGLISH, "de"),
        ("", {"Accept-Language": "fr"}, "de"),  # Ada's first language
        ("", {}, "de"),
    ],
)
def test_the_page_speaks_as_asked_else_as_the_browser_else_as_the_person(
    firm, path, query, headers, language
):
    html = firm.client.get(path + query, headers=headers).text
    assert f'<html lang="{language}">' in html
    assert ("Abonnieren" in html) == (language == "de")


def test_the_other_language_is_a_link_that_keeps_what_was_chosen(firm, path):
    html = page(firm, f"{path}?alarm=30")
    assert f'href="{path}?alarm=30&lang=de"' in html


def test_the_last_use_is_told(firm, path):
    assert "Not fetched by any calendar yet." in page(firm, path)
    firm.get(headers={"User-Agent": "<b>khal</b>"})
    raw = firm.client.get(path, headers=GERMAN).text
    assert "Zuletzt abgerufen: vor 1 Sekunde · &lt;b&gt;khal" in raw


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs_without_its_nonce(firm, path):
    answer = firm.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'", policy)[1]
    assert re.findall(r"<script[^>]*>", answer.text) == [
        f'<script nonce="{nonce}" src="/static/feeds.js">'
    ]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "style=" not in answer.text
    assert not re.search(r'(?:src|href)="https?://(?!oncall\.example)', answer.text)
    assert nonce not in firm.client.get(path).headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("file", ["oncall.css", "feeds.js", "icon.svg"])
def test_what_a_page_needs_is_served_here(firm, file):
    with firm.client.get(f"/static/{file}") as answer:
        assert answer.status_code == 200


def test_revoking_shows_the_new_link_and_ends_the_old(firm, path):
    form = form_of(page(firm, path))
    sent = firm.client.post(
        f"{path}/revoke?lang=en", data={"form": form, "sure": "yes"}, headers=ENGLISH
    )
    after = firm.links.path(firm.feed())
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{after}?revoked=yes&lang=en")
    assert "The old link is revoked." in page(firm, sent.headers["Location"])
    assert firm.client.get(f"{path}.ics").status_code == 410
    with firm.database.begin() as tx:
        (line, *_) = audit.lines(tx, "feed person ada")
    assert (line["who"], line["what"]) == ("link of feed 1", "revoke feed")
    assert (line["before"], line["after"]) == ({"generation": 1}, {"generation": 2})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"sure": "yes"}, "too old or from elsewhere"),
        ({"form": "made-up", "sure": "yes"}, "too old or from elsewhere"),
        ({"form": None}, "Nothing was revoked"),
    ],
)
def test_nothing_is_revoked_without_the_form_and_its_tick(firm, path, data, sentence):
    if "form" in data and data["form"] is None:
        data = {"form": form_of(page(firm, path))}
    sent = firm.client.post(f"{path}/revoke", data=data, headers=ENGLISH)
    assert sent.status_code == 400
    assert sentence in sent.text
    assert firm.feed().generation == 1


def test_the_form_of_one_feed_revokes_no_other(firm, path):
    other = firm.feed("person", "ben")
    form = form_of(page(firm, firm.links.path(other)))
    sent = firm.client.post(f"{path}/revoke", data={"form": form, "sure": "yes"})
    assert sent.status_code == 400


def test_a_form_that_was_open_while_somebody_else_revoked_is_told_so(firm, path):
    form = form_of(page(firm, path))
    row = firm.feed()
    feeds.revoke(firm.database, row.id, row.generation, by="petra", now=firm.clock.now())
    sent = firm.client.post(f"{path}/revoke", data={"form": form, "sure": "yes"}, headers=ENGLISH)
    assert sent.status_code == 410
    assert firm.feed().generation == 2


def test_of_two_who_revoke_at_the_same_moment_the_second_is_told_in_their_language(firm, path):
    form = form_of(page(firm, path))
    waiting = text("select count(*) from pg_locks where not granted")

    def press(_):
        data = {"form": form, "sure": "yes"}
        return firm.client.post(f"{path}/revoke", data=data, headers=GERMAN)

    with ThreadPoolExecutor(2) as some:
        with firm.database.begin() as tx:
            tx.execute(text("select from feeds for update"))
            pressed = some.map(press, range(2))
            while tx.execute(waiting).scalar_one() < 2:
                pass
        done, late = sorted(pressed, key=lambda answer: answer.status_code)
    assert (done.status_code, late.status_code) == (303, 410)
    assert "Dieser Kalender-Link wurde widerrufen." in late.text
    assert firm.feed().generation == 2


def test_a_link_is_not_revoked_by_following_it(firm, path):
    assert firm.client.get(f"{path}/revoke").status_code == 405
    assert firm.feed().generation == 1
