"""Whatever is wrong with a provider's file is told with file, line, key and cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.catalogue import load
from oncall.errors import BadInput
from tests.oncall.catalogue.small import SMALL, faults, line_of, read, written

# Each in four lines: what stands there, what is written instead, how the fault's line begins (or
# that the whole file is meant), and what is said.
WRONG = [
    pytest.param(*block.split("\n"), id=block.split("\n")[3][:60])
    for block in (Path(__file__).parent / "wrong.txt").read_text("utf-8").strip().split("\n\n")
]


@pytest.mark.parametrize(("right", "wrong", "begins", "sentence"), WRONG)
def test_a_fault_is_told_with_its_line_and_cure(
    right: str, wrong: str, begins: str, sentence: str, tmp_path: Path
) -> None:
    right, wrong = (text.replace("(nothing)", "").replace("\\n", "\n") for text in (right, wrong))
    assert SMALL.count(right) == 1
    text = SMALL.replace(right, wrong)
    place = "acme.toml" if begins == "(no line)" else f"acme.toml:{line_of(text, begins)}"
    assert f"{place}: {sentence}" in faults(tmp_path / "levels", text)


def test_all_faults_of_all_files_are_told_by_file_and_line(tmp_path: Path) -> None:
    home = written(tmp_path / "levels", SMALL.replace('country = "DE"', "country = 1"), "b.toml")
    text = SMALL.replace("12.50", "true").replace('"4 per month"', "4")
    found = faults(home, text)
    assert [fault.split(":")[0] for fault in found] == ["acme.toml", "acme.toml", "b.toml"]
    lines = [line_of(text, "tickets"), line_of(text, "amount")]
    assert [int(fault.split(":")[1]) for fault in found[:2]] == lines


def test_levels_that_include_each_other_are_a_fault(tmp_path: Path) -> None:
    text = SMALL.replace('de = "Einfach"', 'de = "Einfach"\nincludes = "rich"')
    found = faults(tmp_path / "levels", text)
    sentence = "includes: leads round in a circle; remove one of them"
    assert [fault.split(": ", 1)[1] for fault in found] == [
        f"levels.plain.{sentence}",
        f"levels.rich.{sentence}",
    ]


def test_two_providers_of_one_name_are_a_fault(tmp_path: Path) -> None:
    home = written(tmp_path / "levels", SMALL, "other.toml")
    found = faults(home, SMALL)
    assert found == [
        "other.toml: is called Acme Care, as acme is; give one of them another name",
        "other.toml: is called Acme-Betreuung, as acme is; give one of them another name",
    ]


def test_a_file_without_site_and_level_says_both(tmp_path: Path) -> None:
    text = 'en = "A"\nde = "A"\ndocument = "B"\n'
    assert faults(tmp_path / "levels", text) == [
        "acme.toml: levels: describes no level; write at least one table like [levels.gold]",
        "acme.toml: sites: describes no site; write at least one table like [sites.berlin]",
    ]


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no provider; add a file as docs"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "acme.toml").write_bytes(SMALL.replace("Acme-", "Büro-").encode("cp1252"))
    with pytest.raises(BadInput, match=r"acme\.toml: is not UTF-8; save it as UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize("line", range(1, SMALL.count("\n") + 1))
def test_a_line_that_is_lost_leads_to_a_provider_or_to_faults(line: int, tmp_path: Path) -> None:
    lines = SMALL.split("\n")
    text = "\n".join(lines[: line - 1] + lines[line:])
    assert outcome(tmp_path / "levels", text) == {"acme.toml"}


def outcome(home: Path, text: str) -> set[str]:
    """The files that faults are in, or that of the provider if there are none."""
    try:
        return {f"{read(home, text).key}.toml"}
    except BadInput as bad:
        return {fault.file for fault in bad.faults}


VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@given(data=st.data())
def test_no_value_of_another_kind_is_more_than_a_fault(
    data: st.DataObject, tmp_path_factory
) -> None:
    home = tmp_path_factory.mktemp("levels")
    lines = SMALL.split("\n")
    keyed = [at for at, line in enumerate(lines) if " = " in line]
    at = data.draw(st.sampled_from(keyed))
    key = lines[at].split(" = ")[0]
    lines[at] = f"{key} = {_toml(data.draw(VALUES))}"
    assert outcome(home, "\n".join(lines)) == {"acme.toml"}


def _toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(char):08x}" for char in value) + '"'
    return str(value).lower()
