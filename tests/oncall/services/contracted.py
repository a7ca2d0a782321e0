"""A firm whose customers have contracts, in a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import write_folder
from tests.oncall.services.firms import BOOKINGS, NOW, PEOPLE
from tests.oncall.services.test_importing import brought

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.services.importing import Imported
    from oncall.store.db import Database

# Wey has a contract with which standby can't be booked, and Elbe, who books it, has none.
KEPT = {
    "customers": "id,name,language\nAlster,Alster AG,de\nWey,Wey Ltd,en\n",
    "contracts": """\
id,customer,provider,level,start
C1,Alster,smartperform,basic,2026-07-01
C2,Wey,helpdesk,maintenance,2026-01-01
""",
    "contacts": """\
customer,name,phones,pin,trained
Alster,Ada Alster,+49 171 3920051,471100,yes
Alster,Ben Alster,+49 171 3920052,,no
""",
    "bookings": BOOKINGS.replace("Wey", "Elbe"),
    "people": PEOPLE,
}


def contracted(database: Database, folder: Path, **tables: str | None) -> Imported:
    """Import the firm, with some tables replaced or left out."""
    return brought(database, write_folder(folder, **{**KEPT, **tables}), NOW)
