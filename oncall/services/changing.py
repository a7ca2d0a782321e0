"""Rows that come in are merged into the sheets, checked against what can't change, and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.merge import Kind, Merge
from oncall.merging import Merger, homes
from oncall.people import ALWAYS, NEVER
from oncall.services import watching
from oncall.store import audit, rotas, sheets
from oncall.store.tables import IDENTITY
from oncall.touched import Conflict, replan, touched
from oncall.unchangeable import Published, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.folder.written import Written
    from oncall.merge import Pair
    from oncall.published import Seen
    from oncall.store.db import Tx

Rows = "Mapping[str, tuple[Written, ...]]"


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes what, when; `subject` is what the log files it under."""

    by: str
    now: datetime
    what: str
    subject: str


@dataclass(frozen=True)
class Opened:
    """The sheets as they stand, held until the transaction ends."""

    tx: Tx
    stored: Mapping[str, tuple[Any, ...]]
    facts: Folder
    act: Act
