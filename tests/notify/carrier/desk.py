"""An application behind a number: it answers with TwiML and remembers who asked for what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twilio.request_validator import RequestValidator
from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

HOME = "https://oncall.example"
TOKEN = "an invented token"  # noqa: S105 - it opens nothing real


@dataclass(frozen=True)
class Asked:
    path: str
    method: str
    params: Mapping[str, str]
    is_signed: bool

    def __getitem__(self, name: str) -> str:
        return self.params[name]

    def get(self, name: str) -> str | None:
        return self.params.get(name)


@dataclass
class Desk:
    """`says["/voice"] = "<Say>…</Say>"`, or a Response, or a function that makes one of these."""

    says: dict[str, str | Response | Callable[[Asked], str | Response]] = field(
        default_factory=dict
    )
    asked: list[Asked] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        asked = self._remembered(request)
        answer = self.says.get(request.path, Response(status=204))
        if callable(answer) and not isinstance(answer, Response):
            answer = answer(asked)
        if isinstance(answer, str):
            answer = Response(f"<Response>{answer}</Response>", content_type="text/xml")
        return answer(environ, start_response)

    def _remembered(self, request: Request) -> Asked:
        url = HOME + request.environ["REQUEST_URI"]
        is_signed = RequestValidator(TOKEN).validate(
            url, request.form.to_dict(), request.headers.get("X-Twilio-Signature", "")
        )
        params = {**request.args.to_dict(), **request.form.to_dict()}
        asked = Asked(request.path, request.method, params, is_signed)
        self.asked.append(asked)
        return asked

    def at(self, path: str) -> list[Asked]:
        """What was asked for there."""
        return [each for each in self.asked if each.path == path]

    def statuses(self, path: str = "/status") -> list[str]:
        """The states that were told there."""
        return [each.get("CallStatus") or each["MessageStatus"] for each in self.at(path)]
