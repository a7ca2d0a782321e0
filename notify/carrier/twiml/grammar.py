"""Which verbs and attributes may stand where, read off the twilio package's own classes.

`VoiceResponse` checks nothing, but it knows everything: each of its methods makes one verb from
named attributes, and the verb's class has methods for what may stand inside it.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from twilio.twiml import TwiML  # type: ignore[import-untyped]
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]
from twilio.twiml.voice_response import VoiceResponse  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGE: Final = "en-GB"  # some constructors refuse what is no language


@dataclass(frozen=True, slots=True)
class Shape:
    """What a verb may have: attributes, words, and what its class can put inside."""

    kind: Any
    attributes: frozenset[str] = frozenset()
    has_words: bool = False

    @property
    def children(self) -> Mapping[str, Shape]:
        """Return the verbs that may stand inside, by name; some of SSML's stand in each other."""
        return _inside(self.kind)


def voice() -> Shape:
    """Return the shape of `<Response>` in a call."""
    return Shape(VoiceResponse)


def messaging() -> Shape:
    """Return the shape of `<Response>` to a text."""
    return Shape(MessagingResponse)


def faults(element: Element, shape: Shape, path: str = "Response") -> Iterator[str]:
    """Yield a sentence for each thing in a document that its shape does not know."""
    for name in element.attrib:
        if name not in shape.attributes:
            yield f"<{path}> has no attribute {name!r}; it may have {_listed(shape.attributes)}"
    if not shape.has_words and (element.text or "").strip():
        yield f"<{path}> holds words, which are not read out there"
    for child in element:
        inner = shape.children.get(child.tag)
        if inner is None:
            known = _listed(shape.children)
            yield f"<{child.tag}> can't stand in <{path}>; there may stand {known}"
        else:
            yield from faults(child, inner, f"{path}/{child.tag}")
        if not shape.has_words and (child.tail or "").strip():
            yield f"<{path}> holds words, which are not read out there"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


@cache
def _inside(kind: type[Any]) -> Mapping[str, Shape]:
    methods = (
        name
        for name, member in vars(kind).items()
        if inspect.isfunction(member) and not name.startswith("_")
    )
    return dict(_made_by(kind, method) for method in methods)


def _made_by(kind: type[Any], method: str) -> tuple[str, Shape]:
    """Let a method make its verb with every attribute it knows, and look at what it made."""
    parent: Any = object.__new__(kind)
    TwiML.__init__(parent)
    parameters = inspect.signature(getattr(parent, method)).parameters.values()
    named = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    made = getattr(parent, method)(
        **{name: LANGUAGE if name in {"language", "xml_lang"} else "x" for name in named}
    )
    # What the method took and made no attribute of is what stands between the tags.
    has_words = made.value is not None or len(made.attrs) < len(named)
    attributes = frozenset(XML_LANG if name == "xml:lang" else name for name in made.attrs)
    return made.name, Shape(type(made), attributes, has_words)
