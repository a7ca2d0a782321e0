"""A feed in all of its representations, with the validators that calendars bring back."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from notify.feeds import as_json, calendar, etag

if TYPE_CHECKING:
    from datetime import datetime

    from notify.feeds import Feed


class Copy(NamedTuple):
    """The octets of one representation, and their validator."""

    content: bytes
    tag: str


@dataclass(frozen=True)
class Rendered:
    """A feed in all of its representations, each made when it is first asked for."""

    feed: Feed
    made_at: datetime  # of the feed, where it has no entry

    @cached_property
    def changed_at(self) -> datetime:
        """The newest publication that the feed shows something of."""
        return max((entry.changed_at for entry in self.feed.entries), default=self.made_at)

    @cached_property
    def calendar(self) -> Copy:
        """The feed as iCalendar."""
        return _copy(calendar(self.feed))

    @cached_property
    def json(self) -> Copy:
        """The feed as JSON."""
        return _copy(as_json(self.feed))

    @cached_property
    def calendar_zipped(self) -> Copy:
        """The feed as iCalendar, compressed."""
        return _zipped(self.calendar)

    @cached_property
    def json_zipped(self) -> Copy:
        """The feed as JSON, compressed."""
        return _zipped(self.json)


def _copy(content: bytes) -> Copy:
    return Copy(content, etag(content))


def _zipped(copy: Copy) -> Copy:
    """Return it compressed; no time of day within, so that equal octets stay equal."""
    content = gzip.compress(copy.content, compresslevel=6, mtime=0)
    return Copy(content, f"{copy.tag}-gzip")
