"""Who carries what, built once from the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from notify.mail import Mails, Post
from notify.push import Pushes
from notify.twilio import Account, Calls, Texts
from notify.webhook import Webhooks
from oncall.incidents.ladder import Channel
from oncall.incidents.seal import Seal
from web.hooks.genuine import PREFIX
from web.worker.hand import Outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from notify.channel import Sender
    from oncall.clock import Clock
    from web.carriers import Carriers
    from web.settings import Settings


def outside(settings: Settings, key: bytes, clock: Clock) -> Outside:
    """Return the way to people; what is not set up is not in it."""
    carriers, account = settings.carriers, account_of(settings)
    calls = Calls(account) if account else None
    senders = {sender.name: sender for sender in _senders(settings, clock)}
    seal = Seal(key, settings.public_url)
    return Outside(
        senders,
        seal.link,
        carriers.calls_a_second,
        seal.digits,
        carriers.planners,
        carriers.outside,
        carriers.restraint,
        calls.call_off if calls else None,
        calls.how_far if calls else None,
        settings.public_url,
    )


def account_of(settings: Settings) -> Account | None:
    """Return the account at the carrier; None where it is not set up."""
    carriers = settings.carriers
    if carriers.missing:
        return None
    hooks = f"{carriers.hooks or settings.public_url}{PREFIX}"
    mine = (carriers.sid, carriers.token, carriers.number)
    return Account(*mine, hooks, carriers.base, carriers.key)


def lacking(carriers: Carriers) -> Iterator[str]:
    """Yield a sentence for each way on which nobody can be reached as things are set up."""
    if carriers.missing:
        yield (
            f"nobody is called or texted: set {', '.join(carriers.missing)} (docs/operations.md); "
            "everything else works"
        )
    if not carriers.smtp:
        yield "no mails are sent: set ONCALL_SMTP; messages go out by text"
    if not carriers.planners:
        yield "nobody is told of gaps and broken promises: set ONCALL_PLANNERS"
    if not carriers.outside:
        yield "nobody outside is told when a ladder is exhausted: set ONCALL_OUTSIDE"
    told = (*carriers.planners, *carriers.outside)
    if not carriers.webhook_secret and any(each.channel is Channel.WEBHOOK for each in told):
        yield "webhooks are not sent: set ONCALL_WEBHOOK_SECRET, with which they are signed"


def usual_sender(settings: Settings) -> str:
    """Return who mails come from unless it is set: oncall at the host of our pages."""
    return f"oncall@{urlsplit(settings.public_url).hostname}"


def _senders(settings: Settings, clock: Clock) -> Iterator[Sender]:
    carriers, account = settings.carriers, account_of(settings)
    if account is not None:
        yield Texts(account)
        yield Calls(account)
    if carriers.smtp:
        yield Mails(Post(carriers.smtp, carriers.mail_from or usual_sender(settings)), clock.now)
    yield Pushes()
    if carriers.webhook_secret:
        yield Webhooks(carriers.webhook_secret, clock.now)
