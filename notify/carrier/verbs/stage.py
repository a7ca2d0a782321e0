"""What a verb finds when its turn comes: the call, the document it stands in, the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from notify.carrier.calls.ends import GoOn, Left, Taken
from notify.carrier.records import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.network import Network
    from notify.carrier.records import Call
    from notify.carrier.twiml.reading import Document


@dataclass(frozen=True, slots=True)
class Stage:
    """A call, the document it obeys, and how to obey another one in between."""

    network: Network
    call: Call
    document: Document
    obey: Callable[[Call, Source], Steps]

    def through(self, call: Call, source: Source) -> Steps:
        """Let a call obey another document in between, and all that this one leads to."""
        while True:
            try:
                yield from self.obey(call, source)
            except GoOn as error:
                source = error.source
            else:
                return

    def aside(self, call: Call, source: Source) -> Steps:
        """Do the same where there is no queue to leave."""
        try:
            yield from self.through(call, source)
        except Left:
            self.network.complain("<Leave> outside of a queue does nothing")

    def onward(self, call: Call, source: Source) -> Steps:
        """Let a call go its own way from now on."""
        while True:
            try:
                yield from self.aside(call, source)
            except Taken as taken:
                source = taken.source
            else:
                return

    def source(
        self, element: Element, name: str, params: dict[str, Any], method: str = "method"
    ) -> Source:
        """Return the source that an attribute names; without one, this document again."""
        address = element.get(name) or self.document.url
        told = tuple((key, str(value)) for key, value in params.items())
        url = urljoin(self.document.url, address)
        return Source(url, element.get(method, "POST").upper(), params=told)

    def go_on(self, element: Element, params: dict[str, Any]) -> GoOn:
        """Return what sends the call to a verb's `action`."""
        return GoOn(self.source(element, "action", params))

    def number(self, element: Element, name: str, usual: float) -> float:
        """Return an attribute that is a number; what is none is complained about."""
        text = element.get(name)
        if text is None:
            return usual
        try:
            return float(text)
        except ValueError:
            self.network.complain(f"<{element.tag} {name}={text!r}> is no number")
            return usual


def is_true(element: Element, name: str, *, usual: bool = False) -> bool:
    """Return an attribute that is `true` or `false`."""
    text = element.get(name)
    return usual if text is None else text.strip().lower() == "true"


def words(element: Element) -> str:
    """Return what stands between the tags, spaces put right."""
    return " ".join("".join(element.itertext()).split())


def body(element: Element) -> str:
    """Return what stands between the tags as it is, for a text."""
    return "".join(element.itertext()).strip()
