"""Only requests from this machine, to this machine's own names, are local."""

from __future__ import annotations

import pytest

from web.locality import is_local


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080"]
)
def test_this_machine_by_its_own_names_is_local(peer: str, host: str) -> None:
    assert is_local(peer, host)


@pytest.mark.parametrize(
    "peer",
    [None, "", "10.0.0.7", "203.0.113.9", "::", "fe80::1%eth0", "::ffff:10.0.0.7", "unix:", "::2"],
)
def test_another_machine_is_not_whatever_name_it_uses(peer: str | None) -> None:
    assert not is_local(peer, "localhost")


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "oncall.example",
        "localhost.evil.example",
        "evil.example:localhost",
        "localhost@evil.example",
        "localhost:8080:1",
        "localhost:",
        "localhost\n",
        " localhost",
        "localhost, evil.example",
        "127.0.0.1.nip.io",
        "127.1",
        "::1",
        "0.0.0.0",  # noqa: S104 - a name that is not taken
    ],
)
def test_a_name_that_others_may_have_is_not(host: str | None) -> None:
    assert not is_local("127.0.0.1", host)
