"""The picture of docs/fairness.md is drawn from a folder and a rota."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.web.firms import evenings
from tests.web.run import HOUSE

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
DONE = "person,role,start,end\nada,primary,2026-12-04T12:00,2026-12-04T22:00\n"
ROTA = """\
duty,person,role,start,end,bookings
D1,ada,primary,2026-12-07T18:00,2026-12-07T22:00,B1
"""


def test_everybody_who_shares_has_a_row_with_hours_done_and_planned(tmp_path: Path) -> None:
    """Ada alone can hold what is booked: 10 hours are done and 4 planned, at 2.4 to an hour."""
    firm = evenings(tmp_path / "firm", duties=DONE)
    (tmp_path / "rota.csv").write_text(ROTA)
    words = ("docs/pictures/fairness.py", firm, tmp_path / "rota.csv", "2026-12-07", "1")
    drawn = subprocess.run(
        [sys.executable, *map(str, words)], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    picture = ElementTree.fromstring(drawn.stdout)  # noqa: S314 - our own
    bars = {
        part.get("class"): float(part.get("width", "0"))
        for part in picture.iter(f"{SVG}rect")
        if part.get("class") in ("before", "planned") and part.get("height") == "13"
    }
    assert bars == {"before": 24, "planned": 9.6}
    said = [text.text for text in picture.iter(f"{SVG}text")]
    assert "Ada Ahlers" in said
    assert "Ben Boyd" not in said
