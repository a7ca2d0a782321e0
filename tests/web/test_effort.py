"""`--effort`: the same rota for the same seed, on any day and in any process."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.builders import write_folder
from tests.web.run import HOUSE

if TYPE_CHECKING:
    from pathlib import Path


def test_processes_that_shuffle_names_differently_make_the_same_rota(tmp_path: Path) -> None:
    """Python orders sets of names anew in each process; the search must not."""
    firm = write_folder(tmp_path / "firm")
    rotas = [_planned(firm, tmp_path / f"{shuffle}.csv", shuffle) for shuffle in ("1", "2")]
    assert rotas[0] == rotas[1]
    assert rotas[0].count(b"\n") > 10


def _planned(firm: Path, out: Path, shuffle: str) -> bytes:
    words = ("plan", firm, "--from", "2026-12-07", "--weeks", "1", "--effort", "1", "--out", out)
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", *map(str, words)],
        cwd=HOUSE,
        env={"PYTHONHASHSEED": shuffle},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr.decode()
    return out.read_bytes()
