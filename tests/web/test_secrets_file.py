"""The server's key is made once, kept for itself alone, or given from outside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest

from web.secrets_file import server_key
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "new", None, None, "", None, "petra")


def test_a_key_is_made_at_first_use_and_stays(settings: Settings) -> None:
    key = server_key(settings)
    file = settings.home / "secret.key"
    assert (server_key(settings), len(key)) == (key, 32)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in settings.home.iterdir()] == ["secret.key"]


def test_many_at_once_get_the_same_key(settings: Settings) -> None:
    with ThreadPoolExecutor(16) as many:
        assert len(set(many.map(server_key, [settings] * 64))) == 1


def test_two_installations_have_different_keys(settings: Settings, tmp_path: Path) -> None:
    assert server_key(settings) != server_key(replace(settings, home=tmp_path / "other"))


def test_a_key_from_outside_is_used_and_nothing_written(settings: Settings) -> None:
    given = replace(settings, secret="s" * 32)
    assert server_key(given) == server_key(given) != server_key(replace(given, secret="t" * 32))
    assert not settings.home.exists()


def test_a_key_that_can_be_guessed_is_refused(settings: Settings) -> None:
    with pytest.raises(click.ClickException, match="fewer than 32; write it like ONCALL_SECRET"):
        server_key(replace(settings, secret="a" * 31))


def test_a_key_that_others_can_read_is_refused(settings: Settings) -> None:
    server_key(settings)
    (settings.home / "secret.key").chmod(0o640)
    with pytest.raises(click.ClickException, match="chmod 600"):
        server_key(settings)


def test_a_home_that_is_no_folder_is_told(settings: Settings) -> None:
    settings.home.write_text("")
    with pytest.raises(click.ClickException, match=r"can't be used \(.*or give a key"):
        server_key(settings)
