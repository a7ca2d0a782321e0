"""What is said when the embedded database can't be had."""

from __future__ import annotations

from oncall.errors import Unusable


class EmbeddedError(Unusable):
    """The embedded database can't be had: a sentence with its cure."""
