"""What the environment says; nobody else reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from oncall.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings; raises UsageError with a sentence for what is unclear."""
    env = os.environ if environment is None else environment  # noqa: TID251 - the one place
    return Settings(
        home=Path(env.get("ONCALL_HOME") or DATA.parent / "var").absolute(),
        database_url=_url(env, "DATABASE_URL"),
        schema_url=_url(env, "ONCALL_SCHEMA_URL"),
        public_url=(env.get("ONCALL_URL") or LOCAL_URL).rstrip("/"),
        secret=env.get("ONCALL_SECRET") or None,
        user=env.get("ONCALL_USER") or _login(),
    )


def _url(env: Mapping[str, str], name: str) -> str | None:
    """Return a PostgreSQL URL as SQLAlchemy wants it, from any of the ways to write one."""
    written = env.get(name) or None
    if written is None:
        return None
    scheme, sign, rest = written.partition("://")
    if not sign or scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise click.UsageError(
            f"{name} must be like postgresql://user@host/database; it is of another kind."
        )
    return f"{DRIVER}://{rest}"


def _login() -> str:
    """Return who is logged in, or a word where the system does not know."""
    try:
        return getuser()
    except (OSError, KeyError):
        return "somebody"
