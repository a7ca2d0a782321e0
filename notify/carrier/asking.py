"""Asking applications for TwiML, and telling them of events: with repeats, and with mischief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.hooks import Reply, Silence
from notify.carrier.waiting import Signal, Wait

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from notify.carrier.config import Account
    from notify.carrier.hooks import Hook
    from notify.carrier.network import Network
    from notify.carrier.waiting import Fired, Life

    Asking = Generator[Wait, Fired, Reply | Silence]

HELD_BACK = 10.0  # seconds after which a callback comes though no other one followed


def ask(
    network: Network,
    account: Account,
    address: tuple[str, str],
    params: Mapping[str, str],
    about: str,
) -> Asking:
    """Ask for TwiML at a (method, URL) and return what came, after the repeats it asks for."""
    sent, signal = network.send(account, address, params, about, "twiml")
    return (yield from _until_answered(network, sent, signal))


def tell(
    network: Network,
    account: Account,
    address: tuple[str, str],
    params: Mapping[str, str],
    sid: str,
) -> None:
    """Tell an application of an event; faults may lose, repeat, delay or reorder it."""
    mischief = network.mischief
    if mischief.loses_callback():
        return
    times = 2 if mischief.repeats_callback() else 1
    for _ in range(times):
        network.timeline.start(_deliver(network, account, address, dict(params), sid))


def _deliver(
    network: Network, account: Account, address: tuple[str, str], params: dict[str, str], sid: str
) -> Life:
    late = network.mischief.delay_of_callback()
    if late:
        yield Wait(late)
    before = network.held.pop(sid, None)
    if before is None and network.mischief.reorders_callback():
        network.held[sid] = passed = Signal()
        yield Wait(HELD_BACK, (passed,))
        if network.held.get(sid) is passed:
            del network.held[sid]
    sent, signal = network.send(account, address, params, sid, "callback")
    answer = yield from _until_answered(network, sent, signal)
    if before is not None:
        before.fire()
    if answer.failure:
        network.complain(f"{sent.url} was told of {sid} and answered: {answer}")


def _until_answered(network: Network, sent: Hook, signal: Signal) -> Asking:
    """Wait for an answer; connections that fail are tried again, other failures on wish."""
    began = network.now
    tries = 1 + sent.manners.retries
    while True:
        tries -= 1
        answer: Reply | Silence = (yield Wait(None, (signal,))).value
        if answer.seconds:
            yield Wait(min(answer.seconds, sent.manners.read_limit))
        if answer.seconds > sent.manners.read_limit:
            answer = Silence("rt", answer.seconds)
        spent = network.now - began
        if not tries or spent >= sent.manners.total_limit or not sent.manners.repeats_after(answer):
            return answer
        signal = network.post(sent)
