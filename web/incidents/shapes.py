"""What a picture of an incident is made of; across in per cent, down in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch; `look` is its class, `title` what it says."""

    x: float
    width: float
    y: float
    height: float
    look: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at an instant: `shape` names it, `look` says how it went."""

    x: float
    y: float
    shape: str
    look: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A few words; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line down the picture."""

    x: float
    look: str


@dataclass(slots=True)
class Picture:
    """All that is drawn, the first below."""

    height: float = 0
    rules: list[Rule] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
