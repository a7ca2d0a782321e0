"""The application's answers over real sockets: whole, or a clean 500, and never more than asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, request

from tests.web.live.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.live.serving import Served

MOST = 1000


class BrokenError(Exception):
    """What nobody thought of."""


def application() -> Flask:
    app = Flask("small")
    app.config["MAX_CONTENT_LENGTH"] = MOST

    @app.get("/words")
    def words() -> str:
        return "a few words"

    @app.post("/length")
    def length() -> str:
        return str(len(request.get_data()))

    @app.get("/trouble")
    def trouble() -> str:
        raise BrokenError

    return app


@pytest.fixture
def serving(database: Database, tmp_path: Path) -> Iterator[Served]:
    with served(database, tmp_path, application()) as made:
        yield made


def posted(serving: Served, length: int) -> tuple[int, str]:
    client = serving.connection()
    client.request("POST", "/length", b"x" * length)
    answer = client.getresponse()
    return answer.status, answer.read().decode()


def test_head_has_the_headers_of_get_and_no_body_and_the_connection_goes_on(
    serving: Served,
) -> None:
    client = serving.connection()
    client.request("HEAD", "/words")
    head = client.getresponse()
    assert (head.status, head.getheader("content-length"), head.read()) == (200, "11", b"")
    client.request("GET", "/words")
    assert client.getresponse().read() == b"a few words"


def test_an_upload_is_taken_whole_up_to_the_limit_and_refused_above(serving: Served) -> None:
    assert posted(serving, MOST) == (200, str(MOST))
    assert posted(serving, MOST + 1)[0] == 413
    assert posted(serving, 100 * MOST)[0] == 413
    assert posted(serving, 0) == (200, "0")


def test_trouble_in_a_page_is_a_500_and_the_next_request_is_answered(serving: Served) -> None:
    status, said = serving.get("/trouble")
    assert status == 500
    assert "BrokenError" not in said
    assert serving.get("/words") == (200, "a few words")


def fails_at_once(_environ: Any, _start: Any) -> Any:
    raise BrokenError


def fails_midway(_environ: Any, start: Any) -> Any:
    start("200 OK", [("Content-Type", "text/plain")])
    yield b"the beginning of "
    raise BrokenError


def says_nothing(_environ: Any, _start: Any) -> Any:
    return []


@pytest.mark.parametrize("fails", [fails_at_once, fails_midway, says_nothing])
def test_an_application_that_fails_itself_is_a_clean_500_even_in_the_middle_of_an_answer(
    database: Database, tmp_path: Path, fails: Any
) -> None:
    app = application()
    well, app.wsgi_app = app.wsgi_app, fails
    with served(database, tmp_path, app) as serving:
        for _ in range(3):  # more than there are threads
            status, said = serving.get("/words")
            assert status == 500
            assert "beginning" not in said
            assert "BrokenError" not in said
        app.wsgi_app = well
        assert serving.get("/words") == (200, "a few words")
