"""What pages are made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.incidents.seal import Seal
from oncall.pins import Marker

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

    @property
    def seal(self) -> Seal:
        """What makes secret links and digits."""
        return Seal(self.key, self.settings.public_url)

    @property
    def marker(self) -> Marker:
        """What marks PINs."""
        return Marker(self.key)
