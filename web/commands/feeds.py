"""`oncall feeds`: secret links to calendars, made, shown and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

import click

from oncall.services import feeds as services
from oncall.store.feeds import Kind
from web.feeds.links import Links
from web.secrets_file import server_key
from web.sheet_words import as_json_option, as_table, say_json
from web.wiring import House, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oncall.store.feeds import FeedRow

KINDS: Final = click.Choice(get_args(Kind))
HEADER: Final = ("kind", "subject", "revoked", "last used", "by")


@click.group(epilog="Example: oncall feeds make person amara")
def feeds() -> None:
    """Make, show and revoke the secret links of calendar feeds."""


def _whose(command: Callable[..., None]) -> Callable[..., None]:
    """Add what names a feed."""
    subject = click.argument("subject")
    return click.argument("kind", type=KINDS)(subject(command))


@feeds.command("list", epilog="Example: oncall feeds list")
@as_json_option
def list_(*, as_json: bool) -> None:
    """List the feeds and when they were last used, without their links. Exit status: 0."""
    with opened() as house:
        found = services.every(house.database)
    if as_json:
        say_json([_entry(row) for row in found])
        return
    for line in as_table([HEADER, *map(_row, found)]):
        click.echo(line)


@feeds.command(epilog="Example: oncall feeds make --team neckar")
@click.argument("kind", type=KINDS, required=False)
@click.argument("subject", required=False)
@click.option("--team", metavar="TEAM", help="Make those of a team and of everybody in it.")
@as_json_option
def make(*, kind: Kind | None, subject: str | None, team: str | None, as_json: bool) -> None:
    """Make the feed of KIND SUBJECT and print its links; one that is there stays as it is.

    KIND is person, team or customer. Exit status: 0, 2 bad input.
    """
    if (team is None) == (kind is None or subject is None):
        raise click.UsageError("Name KIND and SUBJECT, or --team.")
    with opened() as house:
        how: dict[str, Any] = {"by": house.user, "now": house.clock.now()}
        if team is not None:
            made: Iterable[FeedRow] = services.make_for_team(house.database, team, **how)
        else:
            made = (services.make(house.database, kind, subject, **how),)  # type: ignore[arg-type]
        _show(house, made, as_json=as_json)


@feeds.command(epilog="Example: oncall feeds show team neckar")
@_whose
@as_json_option
def show(*, kind: Kind, subject: str, as_json: bool) -> None:
    """Print the links of the feed of KIND SUBJECT. Exit status: 0, 2 there is none."""
    with opened() as house:
        _show(house, (services.found(house.database, kind, subject),), as_json=as_json)


@feeds.command(epilog="Example: oncall feeds revoke person amara")
@_whose
@as_json_option
def revoke(*, kind: Kind, subject: str, as_json: bool) -> None:
    """End the link of KIND SUBJECT at once and print the new one. Exit status: 0, 2 bad input."""
    with opened() as house:
        row = services.found(house.database, kind, subject)
        how: dict[str, Any] = {"by": house.user, "now": house.clock.now()}
        after = services.revoke(house.database, row.id, row.generation, **how)
        _show(house, (after,), as_json=as_json)


def _show(house: House, rows: Iterable[FeedRow], *, as_json: bool) -> None:
    links = Links(server_key(house.settings), house.settings.public_url)
    found = [_entry(row) | _addresses(links, row) for row in rows]
    if as_json:
        say_json(found)
        return
    for each in found:
        click.echo(f"{each['kind']} {each['subject']}")
        for name in ("page", "feed", "webcal"):
            click.echo(f"  {name:<7}{each[name]}")


def _addresses(links: Links, row: FeedRow) -> dict[str, str]:
    return {"page": links.page(row), "feed": links.feed(row), "webcal": links.webcal(row)}


def _row(row: FeedRow) -> tuple[str, ...]:
    used = f"{row.used_at:%Y-%m-%d %H:%M} UTC" if row.used_at else "never"
    return row.kind, row.subject, str(row.generation - 1), used, row.used_by or ""


def _entry(row: FeedRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "subject": row.subject,
        "revoked": row.generation - 1,
        "used_at": row.used_at and row.used_at.isoformat(timespec="seconds"),
        "used_by": row.used_by,
    }
