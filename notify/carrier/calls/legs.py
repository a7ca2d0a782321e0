"""A new call as a record; its life begins with `life.begin` or `life.come_in`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.records import Call

if TYPE_CHECKING:
    from notify.carrier.config import Account
    from notify.carrier.network import Network


def create(network: Network, account: Account, to: str, from_: str, direction: str) -> Call:
    """Return a new call that has not begun."""
    made = Call(network.sids.new("CA"), account, to, from_, direction, network.now)
    made.updated = network.now
    network.calls[made.sid] = made
    network.calls_to[to].append(made)
    return made
