"""The files of the public benchmarks, which lie beside the tree and not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3].parent / "shared"


def text_of(name: str) -> str:
    """Return the text of a file; the test is skipped where it is missing."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the tree, in {SHARED}")
    return path.read_text()
