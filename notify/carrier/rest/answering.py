"""Answering a request: trouble first, then who asks, then what for, checked on the way out too."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING

from notify.carrier.faults import Fate
from notify.carrier.rest.asking import Answer, Asked, Refusal, Request, Shown
from notify.carrier.rest.routes import ACCOUNTS, find

if TYPE_CHECKING:
    from notify.carrier.config import Account
    from notify.carrier.network import Network
    from notify.carrier.rest.description import Description
    from notify.carrier.rest.routes import Route

BROKEN = Refusal(500, 20500, "something broke in here (practised); look before you ask again")
TOO_MANY = Refusal(429, 20429, "too many requests at once (practised); wait and ask again")


def answer(network: Network, request: Request, description: Description | None) -> Answer:
    """Return the answer to a request; it may be lost on the way (`Answer.is_lost`)."""
    fate = network.mischief.of_request(request.method)
    if fate is Fate.LOST_BEFORE:
        return Answer(503, fate=fate)
    if fate is Fate.TOO_MANY:
        return TOO_MANY.answer()
    if fate is Fate.ERROR_BEFORE:
        return BROKEN.answer()
    try:
        shown = _handle(network, request, description)
    except Refusal as refusal:
        return refusal.answer()
    if fate is Fate.ERROR_AFTER:
        return BROKEN.answer()
    body = shown.body if isinstance(shown.body, bytes) else b""
    if isinstance(shown.body, dict):
        body = json.dumps(shown.body).encode()
    return Answer(shown.status, body, shown.kind, fate=fate)


def _handle(network: Network, request: Request, description: Description | None) -> Shown:
    account = _account(network, request)
    found = find(request.method, request.path)
    if found is None:
        raise Refusal(
            404, 20404, f"{request.method} {request.path}: nothing like that is practised"
        )
    route, ids = found
    if ids.get("AccountSid", account.sid) != account.sid:
        raise Refusal(404, 20404, f"there is no account {ids['AccountSid']}")
    params = request.query if request.method == "GET" else request.form
    _check(network, route, params, description)
    shown = route.handler(Asked(network, account, ids, request.path, params))
    if description is not None:
        for fault in description.faults_of_answer(route.method, route.path, shown):
            network.complain(f"our own answer to {route.method} {route.path}: {fault}")
    return shown


def _check(
    network: Network,
    route: Route,
    params: object,
    description: Description | None,
) -> None:
    """Refuse what Twilio's description doesn't know or what is not practised here.

    Twilio itself would ignore an unknown parameter; here it is refused, for it is a slip.
    """
    pairs: tuple[tuple[str, str], ...] = tuple(params)  # type: ignore[arg-type]
    faults: list[str] = []
    if description is not None:
        faults += description.faults_of_request(route.method, route.path, pairs)
    if route.practised is not None:
        faults += [
            f"{name} is not practised here"
            for name in sorted({name for name, _ in pairs} - route.practised)
        ]
    if faults:
        told = f"{route.method} {route.path}: {'; '.join(faults)}"
        network.complain(told)
        raise Refusal(400, 20001, told)


def _account(network: Network, request: Request) -> Account:
    """Return whose credentials these are: an account's sid and token, or one of its API keys."""
    for account in network.accounts.values():
        secret = account.token if request.user == account.sid else account.keys.get(request.user)
        if secret is not None and hmac.compare_digest(secret, request.password):
            if request.path.startswith(f"{ACCOUNTS}/{account.sid}"):
                return account
            raise Refusal(404, 20404, "there is no such thing in this account")
    raise Refusal(401, 20003, "these are no credentials of an account; check sid and token")
