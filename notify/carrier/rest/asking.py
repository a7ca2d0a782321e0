"""Requests to the REST interface and its answers, without a server around them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from notify.carrier.faults import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from notify.carrier.config import Account
    from notify.carrier.network import Network

Pairs = "Sequence[tuple[str, str]]"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: names may stand several times in the query and the form."""

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    form: Sequence[tuple[str, str]] = ()
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; where `fate` says that it is lost, the connection is cut instead."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    fate: Fate = Fate.FINE

    @property
    def is_lost(self) -> bool:
        """Tell whether nobody gets it."""
        return self.fate in {Fate.LOST_BEFORE, Fate.LOST_AFTER}


class Refusal(Exception):  # noqa: N818 - it is an answer
    """The interface says no: an HTTP status, Twilio's code, and a sentence with a cure."""

    def __init__(self, status: int, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code

    def answer(self) -> Answer:
        """Return it in Twilio's shape."""
        told = {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        return Answer(self.status, json.dumps(told).encode())


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be answered: whose, about which things, with which parameters."""

    network: Network
    account: Account
    ids: Mapping[str, str]
    path: str
    params: Sequence[tuple[str, str]]

    def get(self, name: str, usual: str = "") -> str:
        """Return a parameter; the last one, if it was given several times."""
        return dict(self.params).get(name, usual)

    def all(self, name: str) -> list[str]:
        """Return a parameter that may be given several times."""
        return [value for key, value in self.params if key == name]

    def has(self, name: str) -> bool:
        """Tell whether a parameter was given."""
        return any(key == name for key, _ in self.params)

    def is_true(self, name: str, *, usual: bool = False) -> bool:
        """Return a parameter that is `true` or `false`."""
        return self.get(name, str(usual)).lower() == "true"

    def number(self, name: str, usual: int) -> int:
        """Return a parameter that is a whole number; raises Refusal where it is none."""
        text = self.get(name, str(usual))
        if not text.isdecimal():
            raise Refusal(400, 20001, f"{name} is no number ({text!r})")
        return int(text)

    @property
    def base(self) -> str:
        """Return where the account's things lie."""
        return f"/2010-04-01/Accounts/{self.account.sid}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a handler returns: a status and JSON, or bytes of another kind."""

    status: int
    body: Any = None
    kind: str = "application/json"
