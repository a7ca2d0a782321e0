"""Whether a webhook comes from the carrier: signed with one of our tokens, or it is nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER: Final = "X-Twilio-Signature"


def is_genuine(
    tokens: Sequence[str], url: str, told: Mapping[str, Sequence[str]], signature: str
) -> bool:
    """Tell whether a request to a URL, as the carrier knows it, was signed with one of the tokens.

    Two are accepted while one is changed for another. Without any nothing is genuine.
    """
    wanted = [token for token in tokens if token]
    many = _Several(told)
    return any(RequestValidator(token).validate(url, many, signature) for token in wanted)


def signed(token: str, url: str, told: Mapping[str, str]) -> str:
    """Return what a carrier signs a request with."""
    return str(RequestValidator(token).compute_signature(url, told))


class _Several(dict[str, str]):
    """What was told, as the validator wants it: it asks for all values of a name by `getlist`."""

    def __init__(self, told: Mapping[str, Sequence[str]]) -> None:
        super().__init__({name: values[0] for name, values in told.items() if values})
        self._told = told

    def getlist(self, name: str) -> list[str]:
        """Return all values of a name."""
        return list(self._told.get(name, ()))
