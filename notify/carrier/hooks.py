"""Requests to the applications behind a number or a call: signed, and with their manners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urldefrag, urlencode

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNATURE: Final = "X-Twilio-Signature"
LIMIT: Final = 15.0  # seconds; https://www.twilio.com/docs/usage/webhooks
CONNECT_LIMIT: Final = 5.0
MOST_RETRIES: Final = 5
FORGERS_TOKEN: Final = "not the token of this account"  # noqa: S105 - on purpose no secret


@dataclass(frozen=True, slots=True)
class Manners:
    """How often and when a request is repeated: the `#rc=2&rp=all` at the end of its address.

    https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
    """

    retries: int = 1
    policies: frozenset[str] = frozenset({"ct"})
    connect_limit: float = CONNECT_LIMIT
    read_limit: float = LIMIT
    total_limit: float = LIMIT

    def repeats_after(self, answer: Reply | Silence) -> bool:
        """Tell whether a request with this outcome is made again."""
        return bool(self.policies & {answer.failure, "all"}) and bool(answer.failure)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an application answered, and after how many seconds."""

    status: int
    body: str = ""
    kind: str = "text/xml"
    seconds: float = 0.0

    @property
    def failure(self) -> str:
        """Return the policy under which it would be asked again, or nothing."""
        if self.status >= 500:
            return "5xx"
        return "4xx" if self.status >= 400 else ""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer: `ct` where no connection was made, `rt` where it was and nothing came."""

    failure: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Hook:
    """A request as it goes out; `params` are its form, or are in the address already (GET)."""

    method: str
    url: str
    params: Mapping[str, str]
    signature: str
    about: str  # the sid of the call, text or conference
    purpose: str  # twiml, callback
    manners: Manners = Manners()

    @property
    def headers(self) -> dict[str, str]:
        """Return its headers."""
        return {SIGNATURE: self.signature, "User-Agent": "TwilioProxy/1.1 (practice)"}


def hook(
    token: str, address: tuple[str, str], params: Mapping[str, str], about: str, purpose: str
) -> Hook:
    """Return the signed request for a (method, URL with or without manners)."""
    method, url = address
    bare, fragment = urldefrag(url)
    form = dict(params)
    if method == "GET":
        if form:
            bare += ("&" if "?" in bare else "?") + urlencode(form)
        form = {}
    signature = RequestValidator(token).compute_signature(bare, form)
    return Hook(method, bare, form, signature, about, purpose, manners(fragment))


def manners(fragment: str) -> Manners:
    """Read what stands behind the `#` of an address; what is no number there changes nothing."""
    said = {name: values[-1] for name, values in parse_qs(fragment).items()}
    usual = Manners()

    def number(name: str, otherwise: float) -> float:
        text = said.get(name, "")
        return float(text) if text.isdecimal() else otherwise

    return Manners(
        min(int(number("rc", usual.retries)), MOST_RETRIES),
        frozenset(said["rp"].split(",")) if "rp" in said else usual.policies,
        number("ct", 1000 * usual.connect_limit) / 1000,
        number("rt", 1000 * usual.read_limit) / 1000,
        number("tt", 1000 * usual.total_limit) / 1000,
    )
