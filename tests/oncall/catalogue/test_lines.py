"""Each key of a file is found on its line, however the file is written."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from oncall.catalogue.reading.lines import Lines
from oncall.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

TRICKY = '''\
# [not.a.table]
top = 1
"odd.key" = """
inside = 3
[also.inside]
"""
list = [
    "a", # b = 1
    "c",
]

[one]
a.b = { c = 1, d = [2] }

[one.two]
x = 'y = 1'
[[many]]
z = 1
'''


def test_a_key_inside_of_a_text_or_comment_is_none() -> None:
    lines = Lines(TRICKY)
    assert lines.line_of(("not", "a")) is None
    assert lines.line_of(("inside",)) is None
    assert lines.line_of(("also",)) is None


def test_a_key_is_on_the_line_where_its_statement_begins() -> None:
    lines = Lines(TRICKY)
    found = {
        ("top",): 2,
        ("odd.key",): 3,
        ("list",): 7,
        ("one",): 12,
        ("one", "a", "b", "c"): 13,
        ("one", "a", "b", "d"): 13,
        ("one", "two"): 15,
        ("one", "two", "x"): 16,
        ("many",): 17,
        ("many", "z"): 18,
    }
    assert {path: lines.line_of(path) for path in found} == found


def test_a_key_that_is_not_there_is_on_the_line_of_its_table() -> None:
    assert Lines(TRICKY).line_of(("one", "two", "missing")) == 15
    assert Lines(TRICKY).line_of(("missing",)) is None


NAMES = st.sampled_from(["a", "b", "c-d", "e_f", '"g h"'])
VALUES = st.sampled_from(
    ["1", '"x"', "[\n  1,\n  2,\n]", '"""\n[a]\nb = 2\n"""', "{ a = 1 }", "[]"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of tables, keys of each, comments and empty lines."""
    text = ""
    for table in draw(st.lists(NAMES, unique=True, max_size=4)):
        text += draw(st.sampled_from(["", "\n", "# a = 1\n"])) + f"[t.{table}]\n"
        for key in draw(st.lists(NAMES, unique=True, max_size=4)):
            text += f"{key} = {draw(VALUES)}\n"
    return text


def paths(values: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from paths(value, (*above, key))


@given(files())
def test_every_key_is_named_on_its_line(text: str) -> None:
    lines = Lines(text)
    for path in paths(tomllib.loads(text)):
        line = lines.line_of(path)
        assert line is not None
        assert path[-1] in text.split("\n")[line - 1]


def test_every_key_of_the_catalogue_is_on_a_line_that_names_it() -> None:
    for file in (DATA / "service_levels").glob("*.toml"):
        text = file.read_text("utf-8")
        lines = Lines(text)
        for path in paths(tomllib.loads(text)):
            line = lines.line_of(path)
            assert line is not None, (file, path)
            assert path[-1] in text.split("\n")[line - 1], (file, path)
