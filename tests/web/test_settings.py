"""What the environment says, and the sentences where that is unclear."""

from __future__ import annotations

import click
import pytest

from web.settings import read_settings


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_may_be_written_in_several_ways(scheme):
    found = read_settings({"DATABASE_URL": f"{scheme}://ada@db.example:5433/oncall"})
    assert found.database_url == "postgresql+psycopg://ada@db.example:5433/oncall"


@pytest.mark.parametrize(
    "url", ["mysql://db/x", "db.example", "postgresql://ada:secret@db.example:port/x", "://"]
)
def test_what_is_no_database_is_refused_without_its_password(url):
    with pytest.raises(click.UsageError, match="DATABASE_URL must be like") as refused:
        read_settings({"DATABASE_URL": url})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["oncall.example", "ftp://x.example", "https://", "http://x:y", "https://x.example/?a=b"]
)
def test_an_address_that_links_can_not_begin_with_is_refused(url):
    with pytest.raises(click.UsageError, match=r"ONCALL_URL must be like https://oncall\.example"):
        read_settings({"ONCALL_URL": url})


def test_local_links_lead_to_the_port_that_is_served():
    assert read_settings({}).served_at(8123).public_url == "http://localhost:8123"
    named = read_settings({"ONCALL_URL": "https://oncall.example/"})
    assert named.served_at(8123).public_url == "https://oncall.example"
