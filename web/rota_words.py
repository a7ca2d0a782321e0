"""Rotas, changes and what is wrong with them, in words for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.checking import Effect
    from oncall.folder.facts import Folder
    from oncall.published import Seen
    from oncall.rota import BookedGap
    from oncall.services.publishing import Made
    from oncall.versions import Change
    from solver.rule import Breach


def day_and_time(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant like `Mon 7 Dec 2026 18:00` in local time."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def stretch(duty: Assignment, zone: ZoneInfo) -> str:
    """Return when a duty is, like `Mon 7 Dec 2026 18:00–22:00`, in local time."""
    start, end = duty.span.start.astimezone(zone), duty.span.end.astimezone(zone)
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%a} {end.day} {end:%b %H:%M}"
    return f"{day_and_time(duty.span.start, zone)}–{until}"


def zone_of(duty: Assignment, folder: Folder) -> ZoneInfo:
    """Return the zone of the team that a duty is for: one rota is told in one local time."""
    known = (folder.bookings[name].team.site for name in duty.bookings if name in folder.bookings)
    return next(known, folder.people[duty.person].site).zone


def duty_line(duty: Assignment, folder: Folder) -> str:
    """Return a duty on one line, in its team's local time."""
    person = folder.people[duty.person]
    when = stretch(duty, zone_of(duty, folder))
    bookings = ", ".join(duty.bookings)
    return f"{duty.label:<6} {when:<41} {duty.role:<8} {person.name} ({bookings})"


def change_line(change: Change, folder: Folder) -> str:
    """Return what became of a duty."""
    before, after = change.before, change.after
    if before is None:
        return f"+ {duty_line(change.now_or_before, folder)}"
    if after is None:
        return f"- {duty_line(before, folder)}"
    was = []
    if before.person != after.person:
        was.append(folder.people[before.person].name)
    if before.span != after.span:
        was.append(stretch(before, zone_of(before, folder)))
    if before.role != after.role:
        was.append(before.role)
    said = ", ".join(was) or ", ".join(before.bookings)
    return f"~ {duty_line(after, folder)}; was {said}"


def wrong_lines(breaches: Iterable[Breach], gaps: Iterable[BookedGap]) -> Iterator[str]:
    """Yield a line per breach and gap, as `oncall check` prints them."""
    yield from (f"breach: {breach.rule}: {breach.sentence}" for breach in breaches)
    yield from (f"gap: {gap.line()}" for gap in gaps)


def say_effect(effect: Effect) -> None:
    """Print what a change brought and what it mended."""
    for line in wrong_lines(effect.broken, effect.opened):
        click.echo(line)
    for line in wrong_lines(effect.mended, effect.closed):
        click.echo(f"mended: {line}")


def say_made(made: Made, folder: Folder) -> None:
    """Print a version that was made, and each change."""
    name = f"{made.publication.team}: version {made.publication.version}"
    people = {who for change in made.changes for who in change.people}
    count = len(made.changes)
    duties = "1 duty" if count == 1 else f"{count} duties"
    touched = "1 person" if len(people) == 1 else f"{len(people)} people"
    click.echo(f"{name}, {duties} changed for {touched}")
    for change in made.changes:
        click.echo(f"  {change_line(change, folder)}")


def say_seen(seen: Seen) -> None:
    """Print what the published rota breaks or leaves open from now on."""
    for line in wrong_lines(seen.breaches, seen.gaps):
        click.echo(line)
