"""What pages are made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.clock import Clock
    from oncall.store.db import Database
    from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """The house, the server's key, and whether feeds may be compressed."""

    settings: Settings
    database: Database
    clock: Clock
    key: bytes
    gzip: bool
