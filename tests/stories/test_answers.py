"""From a report to a person who says yes or no: by key, by text, by link; or who says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

from notify.carrier import mailbox
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.services import acting
from tests.stories.town import HOME, OURS, SID

if TYPE_CHECKING:
    from tests.stories.town import Town

LINK = re.compile(r"https://oncall\.example(/p/[a-z2-7]+)")


def rung(town: Town, **more: str) -> int:
    """A fault was reported, and the primary's phone rings."""
    incident = town.reported(**more)
    town.later(10)
    town.phone(town.primary).expect_text(town.number(incident))
    assert town.phone(town.primary).is_ringing
    return incident


def test_the_primary_accepts_by_key(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    first.press("1")
    assert town.stands(incident).holder == town.primary
    town.later(60)
    assert town.stands(incident).state is State.ACCEPTED


def test_number_and_customer_are_heard_within_seven_seconds(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    town.later(30)
    words, after = first.hearing[0], first.hearing[1]
    assert " ".join(town.number(incident)) in words.words
    assert "Alster" in words.words
    assert after.at - words.at <= 7


def test_who_declines_is_not_called_again_and_the_backup_is_at_once(town: Town) -> None:
    incident, first, second = rung(town), town.phone(town.primary), town.phone(town.backup)
    first.answers()
    first.press("3")
    town.later(10)
    second.expect_text(town.number(incident))
    second.answers()
    second.press("1")
    assert town.stands(incident).holder == town.backup
    assert town.kinds(incident).count(Kind.DECLINED) == 1


def test_two_is_accepted_and_the_caller_number_is_read_out(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    first.press("2")
    town.later(20)
    assert town.stands(incident).holder == town.primary
    assert "0 0 4 9 3 0 2 3 1 2 5 1 5 0" in first.heard


def test_star_repeats_and_accepts_nothing(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    first.press("*")
    assert first.heard.count(" ".join(town.number(incident))) == 2
    assert town.stands(incident).holder is None
    first.press("1")
    assert town.stands(incident).holder == town.primary


def test_a_mailbox_that_picks_up_is_no_acceptance(town: Town) -> None:
    first = town.phone(town.primary)
    first.behave(mailbox(after=15))
    incident = town.reported()
    town.later(110)
    first.expect_text(town.number(incident))
    first.expect_call()
    assert town.stands(incident).holder is None
    assert first.heard.count(" ".join(town.number(incident))) == 2, "twice without a key"
    assert "Nichts wurde angenommen" in first.heard
    assert not first.is_talking  # hung up by us


def test_what_comes_in_during_a_call_is_offered_in_it(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    second = town.reported("Ton fehlt")
    town.later(3)
    first.expect_text(town.number(second))
    first.press("1")
    first.press("1")
    assert town.stands(incident).holder == town.stands(second).holder == town.primary
    town.later(60)
    assert len(first.calls) == 1


def test_who_accepted_and_does_not_begin_is_asked_and_says_so_by_key(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    first.press("1")
    town.later(30 * 60)
    first.expect_text("Haben Sie begonnen")
    first.answers()
    first.press("2")
    assert town.stands(incident).state is State.ACCEPTED
    first.press("1")
    assert town.stands(incident).state is State.WORKING


def test_a_key_that_means_nothing_is_said_so_and_the_call_goes_on(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    for key in "7#":
        first.press(key)
    assert first.heard.count("nicht belegt") == 2
    first.press("1")
    assert town.stands(incident).holder == town.primary


def test_who_comes_late_hears_who_has_it(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.answers()
    accept(town, incident, town.backup)
    first.press("1")
    town.later(10)
    assert any(name in first.heard for name in ("Ada Ahlers", "Ben Boyd", "Cem Celik", "Dora"))
    assert town.stands(incident).holder == town.backup
    assert Kind.LATE in town.kinds(incident)


def accept(town: Town, incident: int, person: str) -> None:
    acting.accept(town.database, incident, Act(person, "page", town.clock.at))


def test_one_call_offers_all_that_wait_and_keys_are_for_each(town: Town) -> None:
    some = [town.reported(f"Fehler {number}") for number in range(3)]
    town.later(10)
    first = town.phone(town.primary)
    for incident in some:
        first.expect_text(town.number(incident))
    first.answers()
    first.press("1")
    first.press("3")
    first.press("1")
    holders = [town.stands(incident).holder for incident in some]
    assert holders == [town.primary, None, town.primary]
    town.later(5)
    town.phone(town.backup).expect_text(town.number(some[1]))
    town.phone(town.backup).expect_call()


def test_a_text_says_yes_to_the_only_one_that_waits(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.rejects()
    first.sends(OURS, "Ja")
    town.later(5)
    first.expect_call()
    first.expect_text(town.number(incident), "/p/")
    assert town.stands(incident).holder == town.primary


def test_a_code_says_which_one_is_meant_and_a_bare_yes_is_asked_back(town: Town) -> None:
    some = [town.reported(f"Fehler {number}") for number in range(2)]
    town.later(2)
    first = town.phone(town.primary)
    asked = [first.expect_text(town.number(incident)) for incident in some]
    code = re.search(r"(\d+) (ja|yes)", asked[1]).group(1)
    first.sends(OURS, "yes")
    town.later(3)
    first.expect_text(town.number(some[0]), town.number(some[1]), "1 ")
    assert [town.stands(incident).holder for incident in some] == [None, None]
    first.sends(OURS, f"{code} ja")
    town.later(3)
    first.expect_text(town.number(some[1]))
    assert [town.stands(incident).holder for incident in some] == [None, town.primary]
    first.expect_call()


def test_who_we_never_texted_gets_no_text(town: Town) -> None:
    town.phone("ada").sends(OURS, "ja")
    town.later(5)
    assert town.phone("ada").inbox == ()


def test_a_link_accepts_by_a_button_and_not_by_being_looked_at(town: Town) -> None:
    incident = town.reported()
    town.later(10)
    first = town.phone(town.primary)
    path = LINK.search(first.expect_text(town.number(incident))).group(1)
    browser = town.app.test_client()
    page = browser.get(path, base_url=HOME).get_data(as_text=True)
    assert town.stands(incident).holder is None
    assert "Bild fällt aus" in page
    word = re.search(r'name="csrf" value="([0-9a-f]+)"', page).group(1)
    assert browser.post(f"{path}/accept", base_url=HOME).status_code == 400
    done = browser.post(f"{path}/accept", data={"csrf": word}, base_url=HOME)
    assert done.status_code == 303
    assert town.stands(incident).holder == town.primary
    first.expect_call()
    other = "b" if path.endswith("a") else "a"
    assert browser.get(path[:-1] + other, base_url=HOME).status_code == 404


def test_a_forged_key_changes_nothing(town: Town) -> None:
    incident, first = rung(town), town.phone(town.primary)
    first.expect_call()
    with town.database.begin() as tx:
        attempt = tx.execute(text("select id from attempts where channel = 'voice'")).scalar_one()
    url = f"{HOME}/hooks/voice/{attempt}/key?incident={incident}&silences=0&language=de"
    town.carrier.forge(SID, url, {"Digits": "1"})
    assert town.stands(incident).holder is None
