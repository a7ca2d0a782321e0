"""The command line as a person or a script meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from web.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.testing import Result

    from web.embedded.server import Addresses

HOUSE = Path(__file__).resolve().parents[2]
QUICK = ("--seconds", "5")


def oncall(
    *words: object, env: Mapping[str, str] | None = None, typed: str | None = None
) -> Result:
    """Run a command in this process, with some variables of its own; `typed` is what it reads."""
    runner = CliRunner(env=env)
    return runner.invoke(main, [str(word) for word in words], input=typed, catch_exceptions=False)


def house(urls: Addresses, **more: str) -> dict[str, str]:
    """Return the variables that lead a command to a test's database."""
    return {"DATABASE_URL": urls.app, "ONCALL_SCHEMA_URL": urls.owner, **more}


def started(*words: object, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a command as a process of its own; `env` is then all of its environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "web.cli", *map(str, words)],
        cwd=HOUSE,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
