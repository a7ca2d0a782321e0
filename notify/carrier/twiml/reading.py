"""TwiML as text becomes a document whose verbs can be obeyed; what is wrong has Twilio's codes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notify.carrier.twiml.grammar import faults

if TYPE_CHECKING:
    from notify.carrier.twiml.grammar import Shape

# https://www.twilio.com/docs/api/errors
NO_CONNECTION: Final = 11205
NOT_RETRIEVED: Final = 11200
NOT_PARSED: Final = 12100
WRONG_KIND: Final = 12300
XML_KINDS: Final = frozenset({"text/xml", "application/xml", "text/html"})


class Unreadable(Exception):  # noqa: N818 - it says what it is
    """A document that can't be obeyed, with the code that the application is told."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Document:
    """Verbs to obey; relative addresses in it start at `url`, `method` is how it was fetched."""

    verbs: tuple[ET.Element, ...]
    url: str = ""
    method: str = "POST"


def read(text: str, kind: str, shape: Shape) -> tuple[tuple[ET.Element, ...], tuple[str, ...]]:
    """Return a document's verbs and what is wrong in it; raises Unreadable."""
    media = kind.partition(";")[0].strip().lower()
    if media == "text/plain":  # read out, or sent, as it is
        said = ET.Element("Say" if shape.children.get("Say") else "Message")
        said.text = text
        return (said,), ()
    if media not in XML_KINDS:
        raise Unreadable(WRONG_KIND, f"{kind or 'nothing'} is no kind of TwiML; answer text/xml")
    if not text.strip():
        return (), ("an empty answer; answer 204, or an empty <Response/>",)
    root = _parsed(text)
    return tuple(root), tuple(faults(root, shape))


def _parsed(text: str) -> ET.Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable(NOT_PARSED, "a document type is declared, which TwiML doesn't have")
    try:
        root = ET.fromstring(text.strip())  # noqa: S314 - see above
    except ET.ParseError as error:
        raise Unreadable(NOT_PARSED, f"no XML ({error})") from error
    if root.tag != "Response":
        raise Unreadable(NOT_PARSED, f"TwiML begins with <Response>, not with <{root.tag}>")
    return root
