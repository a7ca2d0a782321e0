"""PostgreSQL can't be reached: every command that needs it says so, and does nothing."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import click
import pytest

from tests.web.run import house, oncall
from web.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from web.embedded.server import Addresses

GONE = "postgresql://nobody:owl@127.0.0.1:1/none"
# Those that need no database, and those that go on trying.
OTHERS = {("bench",), ("check",), ("due",), ("plan",), ("serve",), ("work",), ("hotline", "serve")}
# A restore reads its file first; that it then says so is told below. The doctor goes on with what
# needs no database.
OTHERS |= {("restore",), ("doctor",)}
MORE = {("feeds", "make"): ["--team", "video"]}
# What a command is given where any word won't do.
WORDS = {
    "DATE": "2026-12-07",
    "MONTH": "2026-12",
    "WHEN": "2026-12-07T18:00",
    "FILE": "new.html",
    "DIR": "new",
}


def leaves(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words by which each command is called that is no group of others."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = (*before, name)
        if words in OTHERS:
            continue
        if isinstance(command, click.Group):
            yield from leaves(command, words)
        else:
            yield words


def command_of(words: tuple[str, ...]) -> click.Command:
    found: click.Command = main
    for word in words:
        assert isinstance(found, click.Group)
        command = found.get_command(click.Context(found), word)
        assert command
        found = command
    return found


def call(words: tuple[str, ...]) -> list[str]:
    """A command with what it can't do without."""
    given = [*words, *MORE.get(words, [])]
    for parameter in command_of(words).params:
        if not parameter.required:
            continue
        metavar = parameter.metavar or ""
        value = WORDS.get(metavar, "1")
        if isinstance(parameter.type, click.Choice):
            first = parameter.type.choices[0]
            value = first.name if isinstance(first, Enum) else first
        given += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    return given


@pytest.mark.parametrize("words", list(leaves(main)), ids=" ".join)
def test_every_command_says_so_in_one_sentence(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = oncall(*call(words), env={"DATABASE_URL": GONE, "ONCALL_HOME": str(tmp_path)})
    assert done.stderr.startswith("Error: the database can't be reached (")
    assert "nothing was changed" in done.stderr
    assert "owl" not in done.stderr
    assert (done.exit_code, done.stdout) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_a_restore_says_so_once_it_has_read_its_file(urls: Addresses, tmp_path: Path) -> None:
    file = tmp_path / "kept.dump"
    assert oncall("backup", file, env=house(urls)).exit_code == 0
    done = oncall("restore", file, env={"DATABASE_URL": GONE, "ONCALL_HOME": str(tmp_path)})
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: the database can't be reached (")
    assert list(tmp_path.iterdir()) == [file]
