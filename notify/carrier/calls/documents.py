"""Obeying documents: one verb after the other, until one sends the call elsewhere or ends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from notify.carrier.calls.ends import GoOn, Left, Taken
from notify.carrier.calls.fetching import fetch
from notify.carrier.calls.states import pick_up
from notify.carrier.verbs.stage import Stage
from notify.carrier.verbs.table import VERBS, rings_on

if TYPE_CHECKING:
    from notify.carrier.calls.steps import Steps
    from notify.carrier.network import Network
    from notify.carrier.records import Call, Source


def run(network: Network, call: Call) -> Steps:
    """Obey the call's document and all that follow from it; at the end of one, hang up."""
    source = call.source
    while source is not None:
        try:
            yield from obey(network, call, source)
        except (GoOn, Taken) as error:
            source = error.source
        except Left:
            network.complain("<Leave> outside of a queue ends the call")
            return
        else:
            return


def obey(network: Network, call: Call, source: Source) -> Steps:
    """Obey one document to its end."""
    document = yield from fetch(network, call, source)
    stage = Stage(network, call, document, partial(obey, network))
    for element in document.verbs:
        practised = VERBS.get(element.tag)
        if practised is None:
            network.complain(f"<{element.tag}> is TwiML, but the practice carrier can't do it")
            continue
        if not rings_on(element):
            pick_up(network, call)
        yield from practised(stage, element)
    pick_up(network, call)
