"""What people say about an incident without further words: accept, decline, start and the like."""

from __future__ import annotations

import click

from oncall.services import acting
from web.commands.incidents.said import do, options, plain


@click.command(epilog="Example: oncall incidents accept 100017 --person amara")
@options
def accept(number: str, person: str | None, *, as_json: bool) -> None:
    """Take the incident NUMBER on: nobody else is paged for it any more.

    Exit status: 0 it is theirs, 1 somebody else has it or it is over, 2 bad input.
    """
    do(number, person, plain(acting.accept), as_json=as_json)


@click.command(epilog="Example: oncall incidents decline 100017 --person amara")
@options
def decline(number: str, person: str | None, *, as_json: bool) -> None:
    """Refuse the incident NUMBER, or give it back: the next are tried at once.

    Exit status: 0, 1 somebody else has it or it is over, 2 bad input.
    """
    do(number, person, plain(acting.decline), as_json=as_json)


@click.command(epilog="Example: oncall incidents start 100017 --person amara")
@options
def start(number: str, person: str | None, *, as_json: bool) -> None:
    """Begin to work on the incident NUMBER; whoever has not accepted it accepts it with that.

    Exit status: 0, 1 somebody else has it or it is over, 2 bad input.
    """
    do(number, person, plain(acting.start), as_json=as_json)


@click.command(epilog="Example: oncall incidents pause 100017 --person amara")
@options
def pause(number: str, person: str | None, *, as_json: bool) -> None:
    """Interrupt the work on the incident NUMBER: no working time runs.

    Exit status: 0, 1 it is not theirs or not being worked on, 2 bad input.
    """
    do(number, person, plain(acting.pause), as_json=as_json)


@click.command(epilog="Example: oncall incidents resume 100017 --person amara")
@options
def resume(number: str, person: str | None, *, as_json: bool) -> None:
    """Go on with the work on the incident NUMBER.

    Exit status: 0, 1 it is not theirs or not paused, 2 bad input.
    """
    do(number, person, plain(acting.resume), as_json=as_json)


@click.command(epilog="Example: oncall incidents wait 100017 --person amara")
@options
def wait(number: str, person: str | None, *, as_json: bool) -> None:
    """Wait for the customer of the incident NUMBER: its clocks stand still, and that is on record.

    Only where its contract lets clocks pause. Exit status: 0, 1 the contract does not allow it or
    it is not theirs, 2 bad input.
    """
    do(number, person, plain(acting.wait_for_customer), as_json=as_json)


@click.command("go-on", epilog="Example: oncall incidents go-on 100017 --person amara")
@options
def go_on(number: str, person: str | None, *, as_json: bool) -> None:
    """Let the clocks of the incident NUMBER run again: the customer has answered.

    What stood still falls due later. Exit status: 0, 1 it is not theirs or waits for nobody,
    2 bad input.
    """
    do(number, person, plain(acting.go_on), as_json=as_json)


@click.command(epilog="Example: oncall incidents escalate 100017")
@options
def escalate(number: str, person: str | None, *, as_json: bool) -> None:
    """Go on with the ladder of the incident NUMBER now, whoever has it.

    Exit status: 0, 1 it is over, 2 bad input.
    """
    do(number, person, plain(acting.escalate), as_json=as_json)
