"""A mail that came in, as a report: who wrote it, and what is new in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from oncall.incidents.plain_mail import plain_of

if TYPE_CHECKING:
    from email.message import EmailMessage

LONGEST: Final = 4000
LONGEST_SUBJECT: Final = 500
# More than this is no words; what looks at them would look for long.
MOST: Final = 100_000
QUOTED: Final = re.compile(r"^(>|-----|_{10,}|Am .+ schrieb|On .+ wrote)", re.MULTILINE)
# A database holds no NUL, and nothing holds half a sign, as wrong encodings leave behind.
UNFIT: Final = re.compile("[\x00\ud800-\udfff]")
AUTOMATIC: Final = frozenset({"bulk", "junk", "list", "auto_reply"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: what it is known by, the address that it says it is from, its words but for quotes.

    One that a machine wrote is no report: two machines would report each other for ever.
    """

    id: str
    sender: str
    subject: str
    text: str
    is_automatic: bool


def read(octets: bytes) -> Letter:
    """Return a mail as it was received; whatever is odd in it is left out."""
    mail: EmailMessage = message_from_bytes(octets, policy=policy.default)
    sender = parseaddr(_header(mail, "From"))[1].casefold()
    subject, text = _header(mail, "Subject")[:LONGEST_SUBJECT], _text(mail)
    id_ = _header(mail, "Message-ID")
    # Programs give the same id to all that they send; and one mail may come by two ways.
    own = "\n".join((id_, sender, subject, text)).encode() if id_ else octets
    is_automatic = _is_automatic(mail, sender)
    return Letter(sha256(own).hexdigest(), sender, subject, text, is_automatic)


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(_fit(str(mail.get(name, ""))).split())
    except (ValueError, LookupError, AttributeError, IndexError):  # what no parser expects
        return ""


def _fit(words: str) -> str:
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", words)


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        words = str(part.get_content())
    except (ValueError, LookupError):  # a character set that there is not
        words = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    is_page = part.get_content_subtype() == "html"
    words = _fit(plain_of(words) if is_page else words)[:MOST]
    quoted = QUOTED.search(words)
    return (words[: quoted.start()] if quoted else words).strip()[:LONGEST]


def _is_automatic(mail: EmailMessage, sender: str) -> bool:
    submitted = _header(mail, "Auto-Submitted").casefold() or "no"
    is_bulk = _header(mail, "Precedence").casefold() in AUTOMATIC
    bounced = sender.partition("@")[0] in {"", "mailer-daemon", "postmaster"}
    bounced = bounced or mail.get_content_type() == "multipart/report"
    bounced = bounced or _header(mail, "Return-Path") == "<>"
    is_list = bool(_header(mail, "List-Id") or _header(mail, "X-Autoreply"))
    return not submitted.startswith("no") or is_bulk or bounced or is_list
