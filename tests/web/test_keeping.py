"""The embedded server comes back by itself under a process that runs for long."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

from sqlalchemy import text

from oncall.errors import Unreachable
from oncall.store.db import Database
from tests.web.embedded.asking import server_of
from web.embedded.server import ensure_running, stop
from web.keeping import kept_running
from web.settings import read_settings


def answered(database):
    """Return what the database answers, however long it takes to come back."""
    while True:
        try:
            with database.begin() as tx:
                return tx.execute(text("select 7")).scalar_one()
        except Unreachable:
            continue


def test_a_killed_server_is_started_again(tmp_path):
    settings = replace(read_settings({}), home=tmp_path / "home")
    urls = ensure_running(settings.home, durable=False)
    database = Database(urls.app)
    try:
        with kept_running(settings, every=0.05):
            before = server_of(settings.home)
            os.kill(before, signal.SIGKILL)
            assert answered(database) == 7
            assert server_of(settings.home) != before
    finally:
        database.close()
        stop(settings.home)


def test_a_server_of_somebody_else_is_left_alone(tmp_path):
    named = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "ONCALL_HOME": str(tmp_path)}
    with kept_running(read_settings(named), every=0.01):
        pass
    assert list(tmp_path.iterdir()) == []
