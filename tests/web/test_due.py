"""`oncall due`: the instant at which a promise falls due, by name, in the site's time."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.web.run import oncall

# Christmas 2026: Thursday the 24th is an ordinary day, Friday a public holiday, the Helpdesk's
# English site has Monday the 28th off instead of Boxing Day. In 2027 the clocks change on Sunday
# 28 March and Sunday 31 October.
DUE = [
    # seed 000: business hours Mon-Fri 08:00-18:00
    ("conference-tv silber reaction", "2026-12-23T17:30", "2026-12-24T15:30+01:00"),
    ("conference-tv gold reaction", "2026-12-24T17:00", "2026-12-28T09:00+01:00"),
    ("conference-tv platin reaction", "2026-12-25T12:00", "2026-12-28T09:00+01:00"),
    ("conference-tv platin reaction", "2026-12-22T17:00", "2026-12-22T18:00+01:00"),
    ("conference-tv gold replacement", "2026-12-24T07:00", "2026-12-28T18:00+01:00"),
    # seed 001: 24 support hours are 3 whole days and 3 hours of a fourth
    ("smartperform inbetriebnahme reaction", "2026-12-07T09:00", "2026-12-10T12:00+01:00"),
    ("smartperform basic reaction", "2026-12-07T16:00", "2026-12-10T16:00+01:00"),
    ("smartperform pro reaction", "2026-12-07T09:00", "2026-12-09T11:00+01:00"),
    ("smartperform pro reaction", "2027-01-05T12:00", "2027-01-08T14:00+01:00"),  # Epiphany
    ("smartperform standby reaction", "2026-12-24T23:50:10", "2026-12-25T00:05:10+01:00"),
    ("smartperform standby intervention", "2027-03-28T01:45", "2027-03-28T03:15+02:00"),
    # seed 002: 08:30-17:00 at each site, bridge days closed
    ("helpdesk maintenance callback", "2026-12-24T16:00", "2026-12-28T09:30+01:00"),
    ("helpdesk maintenance callback", "2027-05-07T10:00", "2027-05-10T10:30+02:00"),  # bridge day
    ("helpdesk maintenance callback --site woking", "2026-12-24T16:00", "2026-12-29T09:30+00:00"),
    ("helpdesk maintenance callback --site Hamburg", "2027-10-29T16:30", "2027-11-01T10:00+01:00"),
    # seed 004: fault hours
    ("mixvoip standard reaction", "2026-12-21T08:00", "2026-12-22T11:00+01:00"),
    ("mixvoip buero reaction", "2026-12-24T12:00", "2026-12-28T09:30+01:00"),
    ("mixvoip business reaction", "2026-12-24T17:30", "2026-12-25T08:30+01:00"),
    ("mixvoip standard intervention", "2026-12-21T08:00", "2026-12-23T14:00+01:00"),
    ("mixvoip buero intervention", "2026-12-21T07:30", "2026-12-22T09:00+01:00"),
    ("mixvoip business intervention", "2027-06-23T00:00", "2027-06-23T13:00+02:00"),  # a holiday
]
CASES = [
    pytest.param(words.split(), at, due, id=f"{words}, {at} → {due}") for words, at, due in DUE
]


@pytest.mark.parametrize(("words", "at", "due"), CASES)
def test_a_promise_falls_due(words: list[str], at: str, due: str) -> None:
    result = oncall("due", *words, "--at", at)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{due}\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ("Conference-TV", "SILBER", "Reaction"),
        ("conference-tv", "Silver", "Reaktionszeit"),
        ("CONFERENCE-TV", "silber", "response"),
    ],
)
def test_names_are_known_in_any_case_and_language(words: tuple[str, ...]) -> None:
    result = oncall("due", *words, "--at", "2026-12-07T09:00")
    assert result.stdout == "2026-12-07T17:00+01:00\n"


@pytest.mark.parametrize("level", ["buero", "Büro", "BÜRO", "office"])
def test_a_level_is_known_by_its_german_and_its_english_name(level: str) -> None:
    result = oncall("due", "mixvoip", level, "reaction", "--at", "2026-12-07T07:30")
    assert result.stdout == "2026-12-07T15:30+01:00\n"


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-12-07T24:00", "2026-12-08T09:00+01:00"),
        ("2026-12-07", "2026-12-07T09:00+01:00"),
        ("07.12.2026 09:00", "2026-12-07T10:00+01:00"),
        ("2026-12-07T08:00:30", "2026-12-07T09:00:30+01:00"),
        ("2026-12-07T08:30:00Z", "2026-12-07T10:30+01:00"),
        ("2026-12-07T03:00-05:00", "2026-12-07T10:00+01:00"),
        ("2027-10-31T02:30", "2027-11-01T09:00+01:00"),  # occurs twice
    ],
)
def test_the_report_is_taken_as_people_write_times(at: str, due: str) -> None:
    result = oncall("due", "conference-tv", "platin", "reaction", "--at", at)
    assert (result.exit_code, result.stdout) == (0, f"{due}\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "conference-tw gold reaction",
            "'conference-tw' is no provider; the nearest is conference-tv",
        ),
        (
            "conference-tv golt reaction",
            "'golt' is no level of conference-tv; the nearest is gold",
        ),
        (
            "conference-tv gold intervention",
            "'intervention' is not promised by conference-tv gold; the nearest is ",
        ),
        (
            "mixvoip none reaction",
            "'reaction' is not promised by mixvoip none; it promises nothing",
        ),
        ("mixvoip standby reaction", "'standby' is no level of mixvoip; the nearest is standard"),
        (
            "smartperform standby callback",
            "'callback' is not promised by smartperform standby; the nearest is intervention",
        ),
        (
            "helpdesk maintenance callback --site wokin",
            "'wokin' is no site of helpdesk; the nearest is woking",
        ),
        (
            "lifesize extreme reaction",
            "'reaction' is not promised by lifesize extreme; it promises",
        ),
    ],
)
def test_an_unknown_name_is_a_sentence_with_the_nearest(words: str, sentence: str) -> None:
    result = oncall("due", *words.split(), "--at", "2026-12-07T09:00")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.partition(": ")[2].startswith(sentence)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (
            "2027-03-28T02:30",
            "at: the clocks skip 2027-03-28T02:30 in Europe/Berlin; write 2027-03-28T03:00 or l",
        ),
        ("2026-12-07T24:01", "at: '2026-12-07T24:01' is no time of a day; write 00:00 to 24:00"),
        ("tomorrow", "at: 'tomorrow' is no date or time; write it like 2026-12-07T18:00 or"),
        ("2026-02-30T10:00", "at: '2026-02-30T10:00' is no day of the calendar"),
    ],
)
def test_a_time_that_is_none_is_a_sentence(at: str, sentence: str) -> None:
    result = oncall("due", "conference-tv", "gold", "reaction", "--at", at)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)


def test_a_time_that_one_site_skips_another_has() -> None:
    skipped = oncall("due", "helpdesk", "maintenance", "callback", "--at", "2027-03-28T02:30")
    assert skipped.exit_code == 2
    words = ("due", "helpdesk", "maintenance", "callback", "--site", "woking")
    assert oncall(*words, "--at", "2027-03-28T02:30").exit_code == 0


def test_json_says_what_was_meant() -> None:
    result = oncall("due", "mixvoip", "Büro", "TTI", "--at", "2026-12-24T24:00", "--json")
    assert json.loads(result.stdout) == {
        "provider": "mixvoip",
        "level": "buero",
        "promise": "intervention",
        "site": "luxembourg",
        "reported": "2026-12-25T00:00+01:00",
        "due": "2026-12-29T09:00+01:00",
        "kept_by": "start",
    }


def test_without_a_time_it_says_how_it_is_called() -> None:
    result = oncall("due", "mixvoip", "business", "reaction")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--at" in result.stderr


def test_the_example_of_its_help_works() -> None:
    shown = oncall("due", "--help").stdout
    example = shown[shown.index("Example: oncall ") :].split()[2:]
    assert datetime.fromisoformat(oncall(*example).stdout.strip()).utcoffset() is not None
