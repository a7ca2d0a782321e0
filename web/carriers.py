"""What the environment says of carriers: by whom texts, calls, mails and the rest go out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click
import phonenumbers

from oncall.hotline.call import LONGEST_WAIT
from oncall.incidents.reaching import Contact, contact
from oncall.incidents.restraint import Budget, Restraint
from oncall.localtime import MINUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
SHORTEST: Final = 32
MONEY: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
# Where the firm's sites are; whoever has customers or people elsewhere names those too.
COUNTRIES: Final = frozenset({"AT", "CH", "DE", "GB"})
USUAL: Final = Restraint(countries=COUNTRIES)
NEEDED: Final = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER")


@dataclass(frozen=True, slots=True)
class Carriers:
    """Accounts and addresses outside; what is empty is not set up.

    `token` and `second_token` sign webhooks, while one is changed for the other; `key` is an API
    key and its secret in place of the token. `base` is a practice carrier's address in place of
    Twilio's, `hooks` what our webhooks are called outside where it is not ONCALL_URL. After
    `longest_wait` minutes a caller leaves a message. `restraint` is what calls and texts may cost
    in a month, and where to. `api_secrets` sign POST /api/incidents; `imap` is a mailbox in which
    reports arrive.
    """

    sid: str = ""
    token: str = field(default="", repr=False)
    second_token: str = field(default="", repr=False)
    key: tuple[str, str] | None = field(default=None, repr=False)
    number: str = ""
    base: str | None = None
    hooks: str = ""
    calls_a_second: int = 1
    smtp: str = field(default="", repr=False)
    mail_from: str = ""
    webhook_secret: str = field(default="", repr=False)
    planners: tuple[Contact, ...] = ()
    outside: tuple[Contact, ...] = ()
    heartbeat: str = field(default="", repr=False)
    longest_wait: int = 4
    restraint: Restraint = USUAL
    imap: str = field(default="", repr=False)
    api_secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def tokens(self) -> tuple[str, ...]:
        """What webhooks may be signed with."""
        return tuple(each for each in (self.token, self.second_token) if each)

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings without which neither texts nor calls go out."""
        said = dict(zip(NEEDED, (self.sid, self.token, self.number), strict=True))
        return tuple(name for name, value in said.items() if not value)


def read_carriers(env: Mapping[str, str]) -> Carriers:
    """Return what is set; raises UsageError with a sentence for what is unclear."""
    key = env.get("TWILIO_API_KEY", ""), env.get("TWILIO_API_SECRET", "")
    if any(key) and not all(key):
        raise click.UsageError(
            "TWILIO_API_KEY and TWILIO_API_SECRET belong together; set both, or neither."
        )
    return Carriers(
        sid=env.get("TWILIO_ACCOUNT_SID", ""),
        token=env.get("TWILIO_AUTH_TOKEN", ""),
        second_token=env.get("TWILIO_SECOND_AUTH_TOKEN", ""),
        key=key if all(key) else None,
        number=_number(env.get("TWILIO_NUMBER", "")),
        base=_web(env, "ONCALL_CARRIER") or None,
        hooks=_web(env, "ONCALL_HOOKS"),
        calls_a_second=_whole(env, "ONCALL_CALLS_A_SECOND", 1),
        smtp=_smtp(env.get("ONCALL_SMTP", "")),
        mail_from=env.get("ONCALL_MAIL_FROM", ""),
        webhook_secret=env.get("ONCALL_WEBHOOK_SECRET", ""),
        planners=_contacts(env, "ONCALL_PLANNERS"),
        outside=_contacts(env, "ONCALL_OUTSIDE"),
        heartbeat=_web(env, "ONCALL_HEARTBEAT"),
        imap=_imap(env.get("ONCALL_IMAP", "")),
        longest_wait=_wait(env),
        restraint=Restraint(_budget(env), _countries(env)),
        api_secrets=_secrets(env, "ONCALL_API_SECRETS"),
    )


def read_pace(env: Mapping[str, str]) -> Carriers:
    """Return what may be known by who calls nobody: the pace, no account and no address."""
    return Carriers(calls_a_second=_whole(env, "ONCALL_CALLS_A_SECOND", 1))


def _number(written: str) -> str:
    bare = re.sub(r"[ ()/-]", "", written)
    if bare and not E164.fullmatch(bare):
        raise click.UsageError(f"TWILIO_NUMBER must be like +4930231250, not {written!r}.")
    return bare


def _web(env: Mapping[str, str], name: str) -> str:
    written = env.get(name, "").rstrip("/")
    if not written:
        return ""
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        # What is wrong is not repeated: it may hold a secret.
        raise click.UsageError(f"{name} must be like https://oncall.example; it is not.")
    return written


def _smtp(written: str) -> str:
    if written and urlsplit(written).scheme not in {"smtp", "smtps"}:
        raise click.UsageError(
            "ONCALL_SMTP must be like smtp://user:password@mail.example:587, or smtps://…; it is "
            "not."
        )
    return written


def _imap(written: str) -> str:
    parts = urlsplit(written)
    if written and (parts.scheme != "imaps" or not parts.hostname or not parts.username):
        raise click.UsageError(
            "ONCALL_IMAP must be like imaps://user:password@mail.example/INBOX; it is not."
        )
    return written


def _whole(env: Mapping[str, str], name: str, usual: int) -> int:
    written = env.get(name, "")
    if not written:
        return usual
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise click.UsageError(f"{name} must be a whole number from 1 on, not {written!r}.")
    return int(written)


def _wait(env: Mapping[str, str]) -> int:
    most = LONGEST_WAIT // MINUTE
    found = _whole(env, "ONCALL_LONGEST_WAIT", 4)
    if found > most:
        raise click.UsageError(f"ONCALL_LONGEST_WAIT must be at most {most} minutes, not {found}.")
    return found


def _budget(env: Mapping[str, str]) -> Budget:
    usual = Budget()
    return Budget(
        _money(env, "ONCALL_BUDGET", None),
        _money(env, "ONCALL_PRICE_CALL", usual.call) or usual.call,
        _money(env, "ONCALL_PRICE_TEXT", usual.text) or usual.text,
    )


def _money(env: Mapping[str, str], name: str, usual: Decimal | None) -> Decimal | None:
    written = env.get(name, "")
    if not written:
        return usual
    if not MONEY.fullmatch(written) or not Decimal(written):
        raise click.UsageError(
            f"{name} must be an amount above 0 like 250 or 0.12, not {written!r}."
        )
    return Decimal(written)


def _countries(env: Mapping[str, str]) -> frozenset[str]:
    found = frozenset(env.get("ONCALL_COUNTRIES", "").replace(",", " ").upper().split())
    for each in sorted(found - phonenumbers.SUPPORTED_REGIONS):
        raise click.UsageError(
            f"ONCALL_COUNTRIES: {each!r} is no country that has telephones; write codes like DE GB."
        )
    return found or COUNTRIES


def _secrets(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = tuple(env.get(name, "").split())
    if any(len(each) < SHORTEST for each in found):
        raise click.UsageError(
            f"{name}: a secret has at least {SHORTEST} signs; write several with blanks between."
        )
    return found


def _contacts(env: Mapping[str, str], name: str) -> tuple[Contact, ...]:
    found = []
    for place, written in enumerate(env.get(name, "").split(), 1):
        try:
            found.append(contact(written))
        except ValueError as error:
            raise click.UsageError(f"{name}: entry {place} {error}") from error
    return tuple(found)
