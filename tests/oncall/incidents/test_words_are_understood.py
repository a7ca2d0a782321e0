"""Replies, codes, links, quiet hours, and what carriers call back with: pure, over all inputs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.gsm7 import ALPHABET, parts, plain
from oncall.incidents import callbacks
from oncall.incidents.answers import Word
from oncall.incidents.codes import assigned
from oncall.incidents.deciding import Purpose
from oncall.incidents.quiet import after_quiet
from oncall.incidents.reaching import contact
from oncall.incidents.replies import Reply, Wish, read
from oncall.incidents.seal import Seal
from oncall.incidents.sending import Sent
from oncall.incidents.texts import TWO_PARTS, Told, letter, text
from oncall.services.wording import of_plain

SEAL = Seal(32 * b"k", "https://oncall.example")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("body", "number", "word"),
    [
        ("12 ja", "12", Word.YES),
        ("12 Ja!", "12", Word.YES),
        ("JA 12", "12", Word.YES),
        ("12ja", "12", Word.YES),
        ("012 ja", "12", Word.YES),
        ("yes", None, Word.YES),
        ("OK, komme", None, Word.YES),
        ("ich übernehme", None, Word.YES),
        ("12 nein", "12", Word.NO),
        ("No.", None, Word.NO),
        ("ne", None, Word.NO),
        ("Störung 100012 ja bitte", "100012", Word.YES),
        ("12", "12", None),
        ("", None, None),
        ("was ist los", None, None),
        ("12 13 ja", None, None),
        ("ja oder nein", None, None),
        ("ja?", None, None),
        ("kann nicht", None, None),
        ("ja aber erst später", None, None),
        ("no problem", None, None),
        ("I can't, yes really", None, None),
    ],
)
def test_a_reply_is_a_number_and_a_clear_word_or_neither(
    body: str, number: str | None, word: Word | None
) -> None:
    assert read(body) == Reply(number, word)


@pytest.mark.parametrize(
    ("body", "wish"),
    [("STOP", Wish.STOP), (" stopp. ", Wish.STOP), ("Start", Wish.START)],
)
def test_stop_and_start_alone_are_wishes(body: str, wish: Wish) -> None:
    assert read(body).wish is wish
    assert read(f"{body} 12").wish is None


@given(st.text())
def test_whatever_is_texted_is_read(body: str) -> None:
    reply = read(body)
    assert reply.word is None or reply.wish is None


places = st.tuples(st.sampled_from("abc"), st.integers(1, 30))


@given(st.lists(places), st.lists(places, unique=True))
def test_codes_are_small_and_one_for_each_incident_at_an_address(
    wanted: list[tuple[str, int]], before: list[tuple[str, int]]
) -> None:
    taken = assigned(before, {})
    codes = assigned(wanted, taken)
    for address in "abc":
        mine = {place[1]: code for place, code in (taken | codes).items() if place[0] == address}
        assert len(set(mine.values())) == len(mine)
        assert set(mine.values()) == set(range(1, len(mine) + 1)), "the smallest that are free"
    assert all(codes[place] == taken[place] for place in codes if place in taken)


@given(st.binary(min_size=12, max_size=12))
def test_a_link_opens_its_attempt_and_no_other_key_makes_it(octets: bytes) -> None:
    token = SEAL.token(octets.hex())
    assert SEAL.attempt(token) == octets.hex()
    assert Seal(32 * b"x", SEAL.base).attempt(token) is None
    assert SEAL.attempt(token.upper()) is None


@given(st.binary(min_size=12, max_size=12), st.integers(0, 39), st.sampled_from("a2bz7"))
def test_a_link_with_any_other_sign_opens_nothing(octets: bytes, at: int, sign: str) -> None:
    token = SEAL.token(octets.hex())
    other = token[:at] + sign + token[at + 1 :]
    assert other == token or SEAL.attempt(other) is None


@given(st.text(max_size=60))
def test_nothing_else_is_a_link(token: str) -> None:
    assert SEAL.attempt(token) is None


calls = st.sampled_from(sorted(callbacks.CALLS))
texts = st.sampled_from(sorted(callbacks.TEXTS))


@given(calls, st.integers(0, 9))
def test_calls_are_ranked_by_their_own_numbers(word: str, number: int) -> None:
    news = callbacks.of_call("a", {"CallStatus": word, "SequenceNumber": str(number)})
    assert news is not None
    assert (news.rank, news.sent) == (number, callbacks.CALLS[word])


def test_an_answered_call_is_no_acceptance_and_a_completed_one_neither() -> None:
    ends = {callbacks.of_call("a", {"CallStatus": word}).sent for word in ("answered", "completed")}
    assert ends == {Sent.ANSWERED, Sent.DELIVERED}


@given(texts, texts)
def test_of_texts_the_final_states_rank_highest(one: str, other: str) -> None:
    ranks = {word: callbacks.of_text("a", {"MessageStatus": word}).rank for word in (one, other)}
    final = {word for word in (one, other) if callbacks.TEXTS[word][1] is not Sent.ACCEPTED}
    assert all(ranks[word] == max(rank for rank, _ in callbacks.TEXTS.values()) for word in final)


@pytest.mark.parametrize(
    ("code", "for_good", "opted_out"),
    [("30003", False, False), ("30004", True, False), ("21610", True, True), ("", False, False)],
)
def test_codes_say_whether_a_number_is_given_up(code: str, for_good: bool, opted_out: bool) -> None:
    told = {"MessageStatus": "undelivered", "ErrorCode": code}
    news = callbacks.of_text("a", told)
    assert (news.is_final_for_address, news.has_opted_out) == (for_good, opted_out)


def test_what_is_unknown_says_nothing() -> None:
    assert callbacks.of_call("a", {"CallStatus": "teleported"}) is None
    assert callbacks.of_text("a", {}) is None


moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
minutes = st.integers(0, 1439)


@given(moments, minutes, minutes)
def test_quiet_hours_end_within_a_day_and_outside_of_them(
    now: datetime, starts: int, ends: int
) -> None:
    after = after_quiet(now, (starts, ends), BERLIN)
    assert now <= after <= now + timedelta(hours=25)
    assert after_quiet(after, (starts, ends), BERLIN) == after


@pytest.mark.parametrize(
    ("at", "until"),
    [("21:59", "21:59"), ("22:00", "06:00"), ("03:00", "06:00"), ("06:00", "06:00")],
)
def test_quiet_hours_go_over_midnight(at: str, until: str) -> None:
    def local(written: str, day: int = 7) -> datetime:
        return datetime.fromisoformat(f"2026-12-{day:02}T{written}").replace(tzinfo=BERLIN)

    found = after_quiet(local(at).astimezone(UTC), (22 * 60, 6 * 60), BERLIN)
    assert f"{found.astimezone(BERLIN):%H:%M}" == until


gsm = st.text(st.sampled_from(sorted(ALPHABET - {"\r", "\n"})), max_size=200)


@given(gsm, gsm, st.sampled_from(Purpose), st.sampled_from(["de", "en", "fr"]))
def test_a_text_fits_into_two_parts_and_its_link_is_whole(
    what: str, who: str, purpose: Purpose, language: str
) -> None:
    link = SEAL.link(12 * "ab")
    told = Told("100001", what, who, purpose, 12, link, timedelta(minutes=7))
    said = text(told, language)
    assert plain(said) == said
    assert len(said) <= TWO_PARTS
    assert link in said


@given(
    st.text(max_size=200) | st.text(st.sampled_from("½…€[→ẞ Ab1"), max_size=200),
    st.text(max_size=90) | st.text(st.sampled_from("⅓…€ﬃ b2"), max_size=90),
    st.sampled_from(Purpose),
    st.sampled_from(["de", "en"]),
)
def test_whatever_was_described_two_parts_hold_it_with_link_code_and_number_whole(
    what: str, who: str, purpose: Purpose, language: str
) -> None:
    link = SEAL.link(12 * "ab")
    told = Told("100001", what, who, purpose, 12, link, timedelta(minutes=7))
    said = text(of_plain(told), language)
    assert plain(said) == said
    assert set(said) <= ALPHABET
    assert parts(said) <= 2
    assert link in said
    assert "100001" in said
    if purpose not in {Purpose.YOURS, Purpose.CONNECT}:
        assert ("12 ja" if language == "de" else "12 yes") in said


@pytest.mark.parametrize(
    ("said", "meant"),
    [("½ Bild", "1/2 Bild"), ("2½ m", "2 1/2 m"), ("5 €", "5 EUR"), ("[a]", "(a)"), ("m²", "m2")],
)
def test_what_the_alphabet_has_not_is_told_by_its_likeness(said: str, meant: str) -> None:
    assert plain(said) == plain(meant) == meant


def test_where_no_reply_can_come_back_only_the_link_is_an_answer() -> None:
    told = Told("100001", "Bild\nund Ton", "Frau Weber", Purpose.FAULT, 0, "https://a.example/p/b")
    assert text(told, "de").endswith("Antworten Sie hier: https://a.example/p/b")
    assert "0 ja" not in text(told, "de")
    assert letter(told, "en").splitlines()[-1] == "https://a.example/p/b"
    assert "Bild\nund Ton" in letter(told, "en")


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("+493023125150", "sms"),
        ("ada@firm.example", "email"),
        ("https://hooks.firm.example/in", "webhook"),
        ("ntfys://push.example/oncall", "push"),
    ],
)
def test_an_address_says_by_which_channel_it_is_reached(written: str, channel: str) -> None:
    assert contact(written).channel == channel


@pytest.mark.parametrize("written", ["http://a.example", "file:///etc/passwd", "030", "dbus://"])
def test_what_runs_programs_or_goes_unencrypted_is_no_address(written: str) -> None:
    with pytest.raises(ValueError, match="push service") as caught:
        contact(written)
    assert written not in str(caught.value), "it may hold a secret"
