"""Ids for new people."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.folder.cells import identifier
from oncall.identity import fresh_id

NAMES = st.text(max_size=30)


@pytest.mark.parametrize(
    ("name", "taken", "id_"),
    [
        ("Ada Ahlers", (), "ada"),
        ("Ada Ahlers", ("ada",), "ada-ahlers"),
        ("Ada Ahlers", ("Ada", "ada-ahlers"), "ada-ahlers-2"),
        ("Dr. Özgür Straßer", (), "oezguer"),
        ("Zoë Žižka", ("zoe",), "zoe-zizka"),
        ("", (), "person"),
        ("Дима", (), "person"),
    ],
)
def test_an_id_is_the_first_name_and_more_where_somebody_has_it(
    name: str, taken: tuple[str, ...], id_: str
) -> None:
    assert fresh_id(name, taken) == id_


@given(NAMES, st.lists(NAMES))
def test_an_id_is_plain_accepted_and_nobody_else_s(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for each in (*others, name, name):
        found = fresh_id(each, taken)
        assert found not in taken
        assert identifier(found) == found
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", found)
        taken.append(found)
