"""Output files are all new or all as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from oncall.errors import BadInput
from web.outputs import check_outputs, write_all


def test_all_are_written_and_nothing_else_stays(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("before")
    write_all({old: "Grüße\n", new: "two\n"})
    assert old.read_bytes() == "Grüße\n".encode()
    assert new.read_text() == "two\n"
    assert sorted(tmp_path.iterdir()) == [new, old]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_text("before")
    link.symlink_to(there)
    write_all({link: "after"})
    assert link.is_symlink()
    assert there.read_text() == "after"


def test_if_one_can_t_be_put_in_its_place_all_stay_as_they_were(tmp_path: Path) -> None:
    old, new, blocked = tmp_path / "old", tmp_path / "new", tmp_path / "blocked"
    old.write_text("before")
    (blocked / "full").mkdir(parents=True)  # became a folder after it was looked at
    with pytest.raises(BadInput, match=r"blocked.*can't be written"):
        write_all({old: "after", new: "after", blocked: "after"})
    assert old.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == [blocked, old]


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    check_outputs(tmp_path / "firm", {"--out": tmp_path / "rota.csv", "--report": None})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BadInput) as refused:
        check_outputs(
            tmp_path, {"--out": tmp_path / "a" / "b", "--report": tmp_path / "people.csv"}
        )
    assert len(refused.value.faults) == 2


def test_where_nothing_is_read_any_file_may_be_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check_outputs(None, {"--out": Path("month.xlsx")})
    assert list(tmp_path.iterdir()) == []
