"""What can break into a call: a hang-up, a new document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notify.carrier.records import Source


class Interruption(Exception):  # noqa: N818 - it is no error
    """Ends what a call is doing."""


class HungUp(Interruption):
    """One of the two ends has hung up."""


class GoOn(Interruption):
    """The document sends the call to another one."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.url)
        self.source = source


class Taken(Interruption):
    """The REST interface sends the call to another document, whatever it is doing."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.url)
        self.source = source


class Left(Interruption):
    """The call leaves its queue by <Leave>."""
