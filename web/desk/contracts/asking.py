"""By which channel and for when somebody asks what a customer may have."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from oncall.catalogue.offers import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.bought import Bought

CHANNELS: Final = (
    *(Channel.TELEPHONE, Channel.EMAIL, Channel.CHAT, Channel.VIDEO, Channel.REMOTE),
)


def asked_for(
    arguments: Mapping[str, str], bought: Bought | None, now: datetime
) -> tuple[Channel, datetime]:
    """Return the channel and instant that an address names; the telephone and now by default."""
    wanted = arguments.get("channel", "")
    channel = Channel(wanted) if wanted in {each.value for each in Channel} else Channel.TELEPHONE
    try:
        at = datetime.fromisoformat(arguments.get("at", ""))
    except ValueError:
        return channel, now
    if at.tzinfo is not None or bought is None or not 2000 <= at.year < 2200:
        return channel, now
    return channel, at.replace(tzinfo=bought.place.zone)
