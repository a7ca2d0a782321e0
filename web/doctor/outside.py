"""What is looked at beside the carrier: who hears of trouble, and the mailbox for reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.doctor.finding import Finding
from web.worker.mailbox import TROUBLE, opening, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web.carriers import Carriers
    from web.worker.mailbox import Box

    Open = Callable[[str], Callable[[], Box]]


def outside_findings(carriers: Carriers, open_: Open = opening) -> Iterator[Finding]:
    """Yield whether somebody hears when pages stop, and whether mails can be fetched."""
    cure = "set ONCALL_OUTSIDE; an exhausted ladder and a stalled worker are told to nobody"
    told = len(carriers.outside)
    yield Finding("outside", told > 0, f"{told} are told of trouble" if told else "nobody", cure)
    cure = "set ONCALL_HEARTBEAT to a watcher that is on no machine of yours"
    beats = bool(carriers.heartbeat)
    yield Finding("heartbeat", beats, "is sent" if beats else "nobody hears one stop", cure)
    if carriers.imap:
        yield _mailbox(open_(carriers.imap))


def _mailbox(opened: Callable[[], Box]) -> Finding:
    try:
        opened().logout()
    except TROUBLE as trouble:
        cure = "look at ONCALL_IMAP: host, name, password, folder"
        return Finding("mailbox", is_well=False, seen=said(trouble), cure=cure)
    return Finding("mailbox", is_well=True, seen="can be read")
