"""Other processes that use an embedded database, as ourselves or as somebody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from web.embedded.identity import LAUNCH

HOUSE = Path(__file__).resolve().parents[3]
ROOT = os.geteuid() == 0
NOBODY = 65534

START = """
import sys
from pathlib import Path
from web.embedded.server import ensure_running
print(ensure_running(Path(sys.argv[1]), durable=False).owner)
"""
STOP = """
import sys
from pathlib import Path
from web.embedded.server import stop
print(stop(Path(sys.argv[1])))
"""
ASK = """
import sys
from sqlalchemy import create_engine, text
engine = create_engine(ensure_running(Path(sys.argv[1])).owner)
with engine.connect() as tx:
    print(tx.execute(text(sys.argv[2])).scalar_one())
engine.dispose()
"""
# From the next program on, root can't map itself into a user namespace; Docker's root can't.
NO_NAMESPACES = """
import ctypes
PR_CAPBSET_DROP, CAP_SETFCAP = 24, 31
assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SETFCAP, 0, 0, 0) == 0
"""

# Root becomes nobody. That one may read what root may, as the interpreter can lie below /root.
ORDINARY = (
    (sys.executable, "-I", "-S", str(LAUNCH), f"other:{NOBODY}:{NOBODY}", "stay") if ROOT else ()
)
ORDINARY_UID = NOBODY if ROOT else os.geteuid()


def started(
    script: str, *words: object, prefix: tuple[str, ...] = (), env: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a script as a process of its own."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-c", script, *map(str, words)],
        cwd=HOUSE,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    """Return what a process printed; if it failed, so does the test."""
    out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    return out.strip()
