"""Who is at this machine: planning pages answer nobody else until there is a sign-in."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from typing import Final

from web.words import gettext

# Whole and to the end: `localhost.evil.example` is somebody else's name for this machine.
OWN_NAME: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)


def is_local(peer: str | None, host: str | None) -> bool:
    """Tell whether a request was made at this machine, to a name that only this machine has.

    `peer` is the address at the other end of the connection, never what a header claims. Without
    the look at `host`, a page from elsewhere could reach us by a name that leads to 127.0.0.1.
    """
    return _is_loopback(peer) and OWN_NAME.fullmatch(host or "") is not None


def only_here() -> str:
    """Return the sentence for whoever asks from elsewhere."""
    return gettext(
        "Planning pages answer only on the machine that they run on: open them there, under "
        "http://localhost."
    )


def _is_loopback(peer: str | None) -> bool:
    try:
        address = ip_address(peer or "")
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback
