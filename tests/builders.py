"""Small, valid planner's folders to start a test from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "sites": """\
id,timezone,country,subdivision,bridge_days
hamburg,Europe/Berlin,DE,HH,yes
woking,Europe/London,GB,ENG,no
""",
    "teams": """\
id,site
video,hamburg
voice,woking
""",
    "people": """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,ada@firm.example,030 23125 101,codec;network
ben,Ben Boyd,video;voice,woking,ben@firm.example,020 7946 0102,network
cem,Cem Celik,voice,hamburg,,,
""",
    "bookings": """\
id,customer,team,requested_at,start,end,windows,skill
B1,Alster,video,2026-11-01,2026-12-07,2026-12-20,out-of-hours,codec
B2,Wey,voice,2026-11-01,2026-12-07T18:00,2026-12-14T09:00,always,
""",
}


def write_folder(folder: Path, **tables: str | bytes | None) -> Path:
    """Write a valid folder with some tables replaced (text), or left out (None)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**FILES, **tables}.items():
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (folder / f"{name}.csv").write_bytes(data)
    return folder
