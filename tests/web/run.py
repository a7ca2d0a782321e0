"""The command line as a person or a script meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from web.cli import main

if TYPE_CHECKING:
    from click.testing import Result

HOUSE = Path(__file__).resolve().parents[2]
QUICK = ("--seconds", "5")


def oncall(*words: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def started(*words: object) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "web.cli", *map(str, words)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
