"""A planner's browser: at this machine, with the word that our pages know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from web import csrf
from web.secrets_file import server_key

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.web.pages.rotas import Firm

HTML = {"Accept": "text/html"}


def see(firm: Firm, address: str, **more: Any) -> TestResponse:
    """What is answered to a planner who opens a page."""
    return firm.client.get(address, **{"headers": HTML, **more})


def text(firm: Firm, address: str) -> str:
    answer = see(firm, address)
    assert answer.status_code == 200, answer.text
    return answer.text


def send(firm: Firm, address: str, **fields: str) -> TestResponse:
    """What is answered to a form that a planner sends."""
    word = csrf.token(server_key(firm.settings), firm.settings.user)
    return firm.client.post(address, headers=HTML, data={csrf.FIELD: word, **fields})
