"""How people are called in feeds; customers learn first names and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from oncall.assignments import Assignment
from oncall.localtime import DAY, Span
from oncall.people import Role
from web.feeds.names import Names

AT = datetime(2026, 12, 7, 17, tzinfo=UTC)


def first_names(**names):
    people = {who: SimpleNamespace(name=name) for who, name in names.items()}
    duties = [Assignment(Span(AT, AT + DAY / 4), Role.PRIMARY, who, ("B1",)) for who in names]
    gone = Assignment(Span(AT, AT + DAY / 4), Role.PRIMARY, "e-4711", ("B1",))
    return Names(SimpleNamespace(people=people)).first_names([*duties, gone])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Amara Okoye", ("Amara",)),
        ("Dr. Amara Okoye", ("Amara",)),
        ("Prof. Dr. Jörg Weiß", ("Jörg",)),
        ("Dipl.-Ing. Eva", ("Eva",)),
        ("J. Weiß", ("J.",)),
        ("Cher", ("Cher",)),
        ("Dr.", ()),
        ("", ()),
    ],
)
def test_a_title_is_no_first_name_and_an_id_is_told_to_nobody(name, said):
    assert first_names(amara=name) == said


def test_who_has_several_duties_is_told_once():
    assert first_names(a="Ada Ahlers", b="Ada Boyd") == ("Ada",)
