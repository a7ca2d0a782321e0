"""Who is at this machine; the phones are for nobody else."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

OWN_NAME: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)


def is_local(peer: str | None, host: str | None) -> bool:
    """Tell whether a request was made here, to a name that only this machine has.

    Without the look at `host`, a page from elsewhere could come by a name that leads here.
    """
    try:
        is_here = ip_address(peer or "").is_loopback
    except ValueError:
        return False
    return is_here and OWN_NAME.fullmatch(host or "") is not None
