"""What the environment says; nobody else reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from oncall.paths import DATA
from web.carriers import Carriers, read_carriers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DRIVER: Final = "postgresql+psycopg"
LOCAL_URL: Final = "http://localhost:8080"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, as this process was told.

    `database_url` is None where the embedded server is used, which lives in `home`.
    `schema_url` is that of the role that owns the schema, where another role may not change it.
    """

    home: Path
    database_url: str | None
    schema_url: str | None
    public_url: str
    secret: str | None
    user: str
    carriers: Carriers = field(default_factory=Carriers)

    def served_at(self, port: int) -> Settings:
        """Return the settings with local links that lead to a port, unless ONCALL_URL is set."""
        if self.public_url != LOCAL_URL or not port:
            return self
        return replace(self, public_url=f"http://localhost:{port}")


def read_settings(
    environment: Mapping[str, str] | None = None,
    carriers: Callable[[Mapping[str, str]], Carriers] = read_carriers,
) -> Settings:
    """Return the settings; raises UsageError with a sentence for what is unclear.

    `carriers` reads what is set of the outside; who may call nobody reads less of it.
    """
    env = os.environ if environment is None else environment  # noqa: TID251 - the one place
    return Settings(
        home=Path(env.get("ONCALL_HOME") or DATA.parent / "var").absolute(),
        database_url=_url(env, "DATABASE_URL"),
        schema_url=_url(env, "ONCALL_SCHEMA_URL"),
        public_url=_public(env.get("ONCALL_URL") or LOCAL_URL),
        secret=env.get("ONCALL_SECRET") or None,
        user=env.get("ONCALL_USER") or _login(),
        carriers=carriers(env),
    )


def _url(env: Mapping[str, str], name: str) -> str | None:
    """Return a PostgreSQL URL as SQLAlchemy wants it, from any of the ways to write one."""
    written = env.get(name) or None
    if written is None:
        return None
    scheme, sign, rest = written.partition("://")
    known = sign and scheme.partition("+")[0] in {"postgres", "postgresql"}
    if not known or not _is_url(f"{DRIVER}://{rest}"):
        # What is wrong is not repeated: it may hold a password.
        message = f"{name} must be like postgresql://user@host:5432/database; it is not."
        raise click.UsageError(message)
    return f"{DRIVER}://{rest}"


def _is_url(written: str) -> bool:
    try:
        make_url(written)
    except (ValueError, ArgumentError):
        return False
    return True


def _public(written: str) -> str:
    """Return what the outside calls the server, as links begin."""
    try:
        parts = urlsplit(written)
        web = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        sound = web and not (parts.query or parts.fragment)
    except ValueError:  # the port is no number
        sound = False
    if not sound:
        raise click.UsageError(
            f"ONCALL_URL must be like https://oncall.example, not {written!r}; links begin with it."
        )
    return written.rstrip("/")


def _login() -> str:
    """Return who is logged in, or a word where the system does not know."""
    try:
        return getuser()
    except (OSError, KeyError):
        return "somebody"
