"""How somebody says where they are reached: proven by digits, tried by a test page, forbidden."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from notify.carrier import Refused
from oncall.services import reaching
from tests.stories.town import OURS, PHONES
from web import csrf
from web.secrets_file import server_key

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from oncall.services.reaching import Way
    from tests.stories.town import Town

SECOND = "+4917139200014"  # dora's, which is to be ben's too


def post(town: Town, person: str, what: str, lang: str = "en", **form: object) -> TestResponse:
    word = csrf.token(server_key(town.settings), "petra")
    told = {"csrf": word, "what": what, **form}
    return town.app.test_client().post(f"/people/{person}/reach?lang={lang}", data=told)


def way(town: Town, person: str, channel: str, address: str) -> Way:
    ways = reaching.ways(town.database, person, town.clock.at).ways
    return next(each for each in ways if (each.channel, each.address) == (channel, address))


def about(found: Way) -> dict[str, object]:
    return {"channel": found.channel, "address": found.address, "way": found.id or ""}


def test_a_number_is_proven_by_the_digits_that_it_was_texted(town: Town) -> None:
    assert post(town, "ben", "add", channel="sms", address="+49 171 39200014").status_code == 303
    added = way(town, "ben", "sms", SECOND)
    post(town, "ben", "digits", **about(added))
    town.later(5)
    digits = re.search(r"\d{6}", town.phone("dora").expect_text("Code")).group()
    wrong = post(town, "ben", "confirm", **about(added), digits=str(int(digits) ^ 1))
    assert "not the code" in wrong.get_data(as_text=True)
    assert way(town, "ben", "sms", SECOND).verified_at is None
    assert post(town, "ben", "confirm", **about(added), digits=digits).status_code == 303
    assert way(town, "ben", "sms", SECOND).verified_at == town.clock.at


def test_a_landline_hears_its_digits(town: Town) -> None:
    post(town, "ben", "digits", **about(way(town, "ben", "voice", PHONES["ben"])))
    town.later(5)
    phone = town.phone("ben")
    phone.answers()
    town.later(20)
    digits = "".join(re.search(r"((?:\d ){5}\d)", phone.heard).group().split())
    found = way(town, "ben", "voice", PHONES["ben"])
    assert post(town, "ben", "confirm", **about(found), digits=digits).status_code == 303


def test_digits_may_be_guessed_five_times_and_count_for_ten_minutes(town: Town) -> None:
    mine = way(town, "ben", "sms", PHONES["ben"])
    post(town, "ben", "digits", **about(mine))
    town.later(5)
    digits = re.search(r"\d{6}", town.phone("ben").expect_text("Code")).group()
    mine = way(town, "ben", "sms", PHONES["ben"])
    for guess in range(5):
        post(
            town, "ben", "confirm", **about(mine), digits=f"{(int(digits) + guess + 1) % 10**6:06}"
        )
    assert "too many" in post(town, "ben", "confirm", **about(mine), digits=digits).text
    again = post(town, "ben", "digits", **about(mine))
    assert "wait a minute" in again.text
    town.later(60)
    post(town, "ben", "digits", **about(mine))
    town.later(5)
    later = re.search(r"\d{6}", town.phone("ben").expect_text("Code")).group()
    assert later != digits
    town.clock.wind(timedelta(minutes=10))
    assert "new one" in post(town, "ben", "confirm", **about(mine), digits=later).text


def test_a_test_page_is_answered_by_text(town: Town) -> None:
    post(town, "cem", "test", **about(way(town, "cem", "sms", PHONES["cem"])))
    town.later(5)
    phone = town.phone("cem")
    phone.expect_text("Probealarm")
    phone.sends(OURS, "Ja!")
    town.later(5)
    phone.expect_text("Danke")
    assert way(town, "cem", "sms", PHONES["cem"]).tested_at is not None


def test_a_test_call_is_answered_by_a_key(town: Town) -> None:
    post(town, "cem", "test", **about(way(town, "cem", "voice", PHONES["cem"])))
    town.later(5)
    phone = town.phone("cem")
    phone.answers()
    assert way(town, "cem", "voice", PHONES["cem"]).tested_at is None
    phone.press("1")
    assert way(town, "cem", "voice", PHONES["cem"]).tested_at is not None


def test_after_stop_nobody_texts_the_number_of_the_sheet_but_calls_it(town: Town) -> None:
    first = town.phone(town.primary)
    first.sends(OURS, "STOP")
    town.later(2)
    incident = town.reported()
    town.later(10)
    first.expect_call()
    assert town.number(incident) not in "".join(first.inbox)
    first.sends(OURS, "START")
    town.later(2)
    town.reported("Ton fehlt")
    town.later(10)
    first.expect_text("Ton")


def test_what_is_no_number_is_refused_with_a_sentence(town: Town) -> None:
    answer = post(town, "ben", "add", channel="sms", address="call me")
    assert "no telephone number" in answer.text
    answer = post(town, "ben", "add", channel="push", address="file:///etc/passwd")
    assert "push service" in answer.text


def test_who_reads_german_is_refused_in_german(town: Town) -> None:
    post(town, "ben", "digits", **about(way(town, "ben", "sms", PHONES["ben"])))
    mine = about(way(town, "ben", "sms", PHONES["ben"]))
    for what, form, told in (
        ("add", {"channel": "sms", "address": "nobody@wey.example"}, "keine Telefonnummer"),
        ("add", {"channel": "webhook", "address": "nowhere"}, "weder eine Nummer wie"),
        ("confirm", {**mine, "digits": "1"}, "nicht der Code"),
        ("delay", {**mine, "minutes": "soon"}, "ganze Minuten"),
        ("quiet", {"starts": "25:00", "ends": "06:00"}, "Uhrzeit"),
    ):
        assert told in post(town, "ben", what, lang="de", **form).text, (what, form)


def test_the_card_has_our_number(town: Town) -> None:
    card = town.app.test_client().get("/oncall.vcf").text
    assert f"TEL;TYPE=WORK,VOICE:{OURS}\r\n" in card


def test_a_carrier_that_says_opted_out_is_believed_until_start(town: Town) -> None:
    first = town.phone(town.primary)
    first.behave(texting=Refused(21610))
    town.reported()
    town.later(5)
    first.expect_call()
    mine = way(town, town.primary, "sms", first.number)
    assert mine.opted_out_at is not None


def test_who_declines_is_not_called_on_their_second_telephone(town: Town) -> None:
    post(town, town.primary, "add", channel="voice", address=SECOND)
    added = way(town, town.primary, "voice", SECOND)
    post(town, town.primary, "delay", **about(added), minutes="2")
    incident = town.reported()
    town.later(10)
    first = town.phone(town.primary)
    first.expect_text(town.number(incident))
    first.answers()
    first.press("3")
    town.later(10)
    backup = town.phone(town.backup)
    backup.expect_text(town.number(incident))
    backup.answers()
    backup.press("3")
    town.later(150)
    assert not town.phone("dora").calls


def test_a_delayed_way_is_used_when_its_time_has_come(town: Town) -> None:
    post(town, town.primary, "add", channel="voice", address=SECOND)
    post(
        town, town.primary, "delay", **about(way(town, town.primary, "voice", SECOND)), minutes="1"
    )
    incident = town.reported()
    town.later(50)
    town.phone(town.primary).expect_text(town.number(incident))
    town.phone(town.primary).expect_call()
    assert not town.phone("dora").calls
    town.later(30)
    town.phone("dora").expect_call()
