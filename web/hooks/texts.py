"""Texts that come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.gsm7 import plain
from notify.twiml import texted
from oncall.services import replying, texting_in
from oncall.services.replying import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.clock import Clock
    from oncall.incidents.seal import Seal
    from oncall.store.db import Database


class Texts:
    """Answers texts."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    def answer(self, told: Mapping[str, str]) -> str | None:
        """Return the document that answers a text; None where nothing is answered."""
        text = Text(told.get("MessageSid", ""), told.get("From", ""), told.get("Body", ""))
        now = self._clock.now()
        report = texting_in.heard(self._database, text, told.get("To", ""), now)
        if report is not None:
            return texted(plain(report.words)) if report.words else None
        said = replying.heard(self._database, text, self._seal, now)
        return texted(plain(said)) if said else None
