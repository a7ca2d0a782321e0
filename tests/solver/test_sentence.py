"""A sentence is its English text, and its template and values survive wherever texts go."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from solver.rule import Breach
from solver.sentence import Clock, Day, Sentence, about, all_of, moment, packed, typed, unpacked

TEMPLATES = ("%(a)s", "%(a)s, %(b)s", "100 %% of %(b)s by %(a)s")
LEAVES = st.one_of(
    st.text(),
    st.integers(),
    st.builds(Day, st.dates()),
    st.builds(typed, st.datetimes()),
    st.builds(Sentence, st.text()),
)
VALUES = st.recursive(
    LEAVES,
    lambda some: st.builds(Sentence, st.sampled_from(TEMPLATES), a=some, b=some),
    max_leaves=8,
)
SENTENCES = st.builds(Sentence, st.sampled_from(TEMPLATES), a=VALUES, b=VALUES)


def parts(thing: object) -> object:
    """All that a sentence is made of, with what each part is."""
    if isinstance(thing, Sentence):
        values = {name: parts(value) for name, value in thing.values.items()}
        return Sentence, str.__str__(thing), thing.template, values
    return type(thing), thing, getattr(thing, "on", None)


@given(SENTENCES)
def test_a_sentence_is_its_english_text(sentence: Sentence) -> None:
    plain = sentence.template % {name: str(value) for name, value in sentence.values.items()}
    assert sentence == plain
    assert hash(sentence) == hash(plain)
    assert json.dumps(sentence) == json.dumps(plain)


@given(SENTENCES)
def test_template_and_values_survive_a_process_boundary(sentence: Sentence) -> None:
    assert parts(pickle.loads(pickle.dumps(sentence))) == parts(sentence)  # noqa: S301
    assert parts(copy.deepcopy(sentence)) == parts(sentence)


@given(SENTENCES)
def test_template_and_values_survive_json(sentence: Sentence) -> None:
    kept = json.loads(json.dumps(packed({"gaps": [{"because": (sentence, "x")}]})))
    found, plain = unpacked(kept)["gaps"][0]["because"]
    assert parts(found) == parts(sentence)
    assert plain == "x"


def test_json_without_sentences_is_kept_as_it_is() -> None:
    told = {"gaps": [{"because": ["Ada: ill"]}], "day": "2026-12-05", "seconds": 1.5, "day x": 1}
    assert packed(told) == told
    assert unpacked(told) == told


def test_an_exception_says_the_sentence_that_it_was_raised_with() -> None:
    said = about("Ben", Sentence("lacks the skill %(skill)s", skill="codec"))
    assert parts(str(ValueError(said))) == parts(said)


def test_breaches_are_the_same_whose_sentences_are_the_same() -> None:
    one, other = Sentence("joins on %(when)s", when=Day(date(2026, 12, 5))), "joins on Sat 5 Dec"
    assert Breach("eligible", one) == Breach("eligible", other)
    assert len({Breach("eligible", one), Breach("eligible", other)}) == 1


def test_a_list_is_read_aloud_and_one_alone_stays_as_it_is() -> None:
    days = [moment(datetime(2026, 12, day, 2, tzinfo=UTC)) for day in (5, 6, 7)]
    assert all_of(days) == "Sat 5 Dec 02:00 and Sun 6 Dec 02:00 and Mon 7 Dec 02:00"
    assert all_of(days[:1]) is days[0]


def test_a_typed_time_knows_when_it_is() -> None:
    assert Clock("2026-10-25T02:30+01:00").at.utcoffset() is not None
    assert typed(datetime(2026, 12, 5, 2, tzinfo=UTC)) == "2026-12-05T02:00"
