"""Who may watch, what others are told, and how watchers and servers part."""

from __future__ import annotations

import socket
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest

from tests.oncall.services.firms import stored
from tests.web.live.serving import PATIENCE, THREADS, pages, served
from tests.web.worker.helping import asked
from web.live.hub import Hub
from web.serving import door

BROWSER = {"Accept": "text/html", "Accept-Language": "de"}


def test_a_draft_that_is_not_there_is_a_404_in_the_browsers_language(serving):
    status, text = serving.get("/live/drafts/9", **BROWSER)
    assert status == 404
    assert "Es gibt keinen Entwurf 9" in text


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 18, "9" * 30, "1/"])
def test_an_address_of_no_draft_is_a_404(serving, number):
    assert serving.get(f"/live/drafts/{number}")[0] == 404


@pytest.mark.parametrize("host", ["oncall.example", "localhost.evil.example", "evil.example:8080"])
def test_a_page_from_elsewhere_that_reaches_us_by_another_name_is_refused(database, serving, host):
    status, text = serving.get(f"/live/drafts/{asked(database)}", Host=host)
    assert status == 403
    assert "only on the machine" in text


def test_what_a_header_claims_about_the_peer_is_not_believed(database, serving):
    claims = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    assert serving.watcher(asked(database), **claims).answer.status == 200


def test_only_get_watches(database, serving):
    assert serving.answer(f"/live/drafts/{asked(database)}", "POST").status == 405


def test_a_stream_has_the_headers_of_every_answer_and_is_not_kept(database, serving):
    watcher = serving.watcher(asked(database))
    found = dict(watcher.answer.getheaders())
    assert found.pop("content-type") == "text/event-stream; charset=utf-8"
    assert found.pop("cache-control") == "no-store"
    others = dict(serving.answer("/nothing").getheaders())
    guards = {name for name in others if name.startswith(("x-", "cross", "content-sec", "strict"))}
    assert len(guards) >= 6
    assert {name: found[name] for name in guards} == {name: others[name] for name in guards}
    assert "server" not in {*found, *others}


def test_an_answer_that_is_written_in_pieces_is_not_held_back():
    with door("127.0.0.1", 0) as listening:
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


class Counting(Hub):
    """Says when the last watcher of a draft is gone."""

    def __init__(self, database):
        super().__init__(database)
        self.nobody = Event()

    @contextmanager
    def watching(self, draft):
        with super().watching(draft) as watched:
            yield watched
        if not self.watched:
            self.nobody.set()


def test_a_client_that_leaves_is_forgotten(database, tmp_path):
    stored(database)
    number, hub = asked(database), Counting(database)
    with served(database, tmp_path, hub=hub) as serving:
        watchers = [serving.watcher(number) for _ in range(3)]
        for watcher in watchers:
            watcher.until("state")
        serving.clients.close()
        assert hub.nobody.wait(PATIENCE)


def test_a_server_that_ends_sends_watchers_away_to_come_again(database, serving):
    watcher = serving.watcher(asked(database))
    watcher.until("state")
    serving.listening.leave()
    assert list(watcher) == []
    serving.thread.join(PATIENCE)
    assert not serving.thread.is_alive()


def test_a_server_that_ends_finishes_what_it_is_answering(database, tmp_path):
    begun, go_on = Event(), Event()
    app = pages(database, tmp_path)

    @app.get("/slow")
    def slow() -> str:
        begun.set()
        go_on.wait(PATIENCE)
        return "done"

    answers = []
    with served(database, tmp_path, app) as serving:
        client = Thread(target=lambda: answers.append(serving.get("/slow")))
        client.start()
        assert begun.wait(PATIENCE)
        serving.listening.leave()
        go_on.set()
        client.join(PATIENCE)
    assert answers == [(200, "done")]


def promised(serving, length):
    """A connection over which the beginning of a form was sent."""
    client = serving.connection()
    client.putrequest("POST", "/feeds/1-" + "a" * 32 + "/revoke")
    client.putheader("Content-Type", "application/x-www-form-urlencoded")
    client.putheader("Content-Length", str(length))
    client.endheaders()
    return client


def status(serving, client):
    return serving.clients.enter_context(closing(client.getresponse())).status


def test_who_promises_a_form_and_does_not_send_it_holds_no_thread(serving):
    clients = [promised(serving, 9) for _ in range(THREADS + 3)]
    assert serving.get("/nothing")[0] == 404
    for client in clients:
        client.send(b"sure=no&a")
        assert status(serving, client) == 404


def test_a_form_that_is_too_large_is_answered_without_being_read(serving):
    client = promised(serving, 1 << 40)
    client.send(b"x" * ((1 << 20) + 1))
    assert status(serving, client) == 404
