"""What somebody types of how they are reached: addresses and times, or a sentence why not."""

from __future__ import annotations

from typing import Final

from oncall.errors import BadInput, Fault
from oncall.folder.cells import CellError, telephone
from oncall.folder.faults import shown
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Contact, contact
from solver.sentence import Sentence, listed

PHONES: Final = frozenset({Channel.VOICE, Channel.SMS})


def address_of(channel: str, written: str, country: str) -> Contact:
    """Return an address of a channel as it was typed; raises BadInput.

    A number without +49 or the like is one of `country`.
    """
    try:
        wanted = Channel(channel)
    except ValueError as error:
        known = listed(Sentence(each.value) for each in Channel)
        raise refused("channel", Sentence("choose a way: %(known)s", known=known)) from error
    if not written.strip():
        raise refused("address", Sentence("write an address"))
    try:
        if wanted in PHONES:
            return Contact(wanted, telephone(written.strip(), country))
        found = contact(written.strip())
    except CellError as error:
        raise refused("address", str(error)) from error
    except ValueError as error:
        raise refused("address", Sentence("this %(what)s", what=error.args[0])) from error
    if found.channel is not wanted:
        other = Sentence("this is no address for %(way)s", way=Sentence(wanted.value))
        raise refused("address", other)
    return found


def minute_of(written: str) -> int:
    """Return the minute of the day of a time like 22:00; raises BadInput."""
    hour, sign, minute = written.partition(":")
    is_time = sign and len(hour) == len(minute) == 2 and (hour + minute).isdigit()
    if not is_time or int(hour) > 23 or int(minute) > 59:
        other = Sentence("a time is written like 22:00, not %(typed)s", typed=shown(written))
        raise refused("quiet", other)
    return 60 * int(hour) + int(minute)


def refused(column: str, sentence: str) -> BadInput:
    """Return the fault with what was typed, for somebody to raise."""
    return BadInput((Fault("reach", None, column, sentence),))
