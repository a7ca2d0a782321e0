"""The server's key, from which links and signatures are made: set by whoever runs it, or kept."""

from __future__ import annotations

import os
from hashlib import sha256
from secrets import token_hex
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from pathlib import Path

    from web.settings import Settings

NAME: Final = "secret.key"
SHORTEST: Final = 32
CURE: Final = 'write it like ONCALL_SECRET="$(openssl rand -hex 32)"'


def server_key(settings: Settings) -> bytes:
    """Return the key: that of ONCALL_SECRET, or of a file beside the data, made at first use.

    Raises ClickException where it is too short, or could be read by others.
    """
    if settings.secret is None:
        return _kept(settings.home / NAME)
    if len(settings.secret) < SHORTEST:
        raise click.ClickException(
            f"ONCALL_SECRET has {len(settings.secret)} signs, fewer than {SHORTEST}; {CURE}"
        )
    return sha256(settings.secret.encode()).digest()


def _kept(file: Path) -> bytes:
    try:
        if not file.exists():
            _make(file)
        if file.stat().st_mode & 0o077:
            raise click.ClickException(
                f"{file} can be read by others; run `chmod 600 {file}`, or delete it, which ends "
                "all links that were given out"
            )
        return sha256(file.read_bytes()).digest()
    except OSError as error:
        raise click.ClickException(
            f"{file}: can't be used ({error.strerror}); check the folder and its permissions, or "
            f"give a key: {CURE}"
        ) from error


def _make(file: Path) -> None:
    """Write a new key; of two processes at once the first one's stays, and both read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=NAME) as draft:  # it is made with 0600
        draft.write(token_hex(32))
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, file)
        except FileExistsError:
            return
