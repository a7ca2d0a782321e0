"""A firm whose customers bought different things, read from a folder as planners write it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from oncall.folder.read import read_folder
from tests.builders import write_folder

if TYPE_CHECKING:
    from oncall.folder.facts import Folder

OURS = "+493023125000"
TABLES = {
    "customers": "id,name,language\nAlster,Alster GmbH,de\nPuddle,Puddle Council,en\n"
    "Nebel,Bibliothek Nebel,de\nWey,Wey Ltd,en\n",
    "hotlines": f"number,teams,languages\n{OURS},video,de;en\n",
    "contracts": "id,customer,provider,level,site,start,purchase,options,ticket_prefix,hotline\n"
    f"C1,Alster,smartperform,pro,,2026-01-01,2026-01-01,,ALS,{OURS}\n"
    f"C2,Puddle,helpdesk,maintenance,woking,2026-01-01,,,,{OURS}\n"
    f"C3,Nebel,conference-tv,platin,,2026-01-01,,telephone_out_of_hours,,{OURS}\n",
    "bookings": "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
    "B1,Alster,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,none,1,1\n"
    "B2,Wey,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,none,1,0\n",
}


@lru_cache
def firm() -> Folder:
    """The facts of the firm."""
    with TemporaryDirectory() as folder:
        return read_folder(write_folder(Path(folder), **TABLES))
