"""What somebody types of how they are reached: addresses and times, or a sentence why not."""

from __future__ import annotations

from typing import Final

from oncall.errors import BadInput, Fault
from oncall.folder.cells import CellError, telephone
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Contact, contact

PHONES: Final = frozenset({Channel.VOICE, Channel.SMS})


def address_of(channel: str, written: str, country: str) -> Contact:
    """Return an address of a channel as it was typed; raises BadInput.

    A number without +49 or the like is one of `country`.
    """
    try:
        wanted = Channel(channel)
    except ValueError as error:
        raise refused("channel", "choose a way: " + ", ".join(Channel)) from error
    if not written.strip():
        raise refused("address", "write an address")
    try:
        if wanted in PHONES:
            return Contact(wanted, telephone(written.strip(), country))
        found = contact(written.strip())
    except CellError as error:
        raise refused("address", str(error)) from error
    except ValueError as error:
        raise refused("address", f"this {error}") from error
    if found.channel is not wanted:
        raise refused("address", f"this is no address for {wanted}")
    return found


def minute_of(written: str) -> int:
    """Return the minute of the day of a time like 22:00; raises BadInput."""
    hour, sign, minute = written.partition(":")
    is_time = sign and len(hour) == len(minute) == 2 and (hour + minute).isdigit()
    if not is_time or int(hour) > 23 or int(minute) > 59:
        raise refused("quiet", f"a time is written like 22:00, not {written!r}")
    return 60 * int(hour) + int(minute)


def refused(column: str, sentence: str) -> BadInput:
    """Return the fault with what was typed, for somebody to raise."""
    return BadInput((Fault("reach", None, column, sentence),))
