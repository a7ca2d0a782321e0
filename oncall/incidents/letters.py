"""A mail that came in, as a report: who wrote it, and what is new in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from email.message import EmailMessage

LONGEST: Final = 4000
QUOTED: Final = re.compile(r"^(>|-----|_{10,}|Am .+ schrieb|On .+ wrote)", re.MULTILINE)
TAG: Final = re.compile(r"<[^>]*>")
AUTOMATIC: Final = frozenset({"bulk", "junk", "list", "auto_reply"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its id, the address that it says it is from, and its words without what it quotes.

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
    known = _header(mail, "Message-ID").strip() or sha256(octets).hexdigest()
    return Letter(known, sender, _header(mail, "Subject"), _text(mail), _is_automatic(mail, sender))


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, IndexError):  # what no parser expects
        return ""


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        words = str(part.get_content())
    except (ValueError, LookupError):  # a character set that there is not
        words = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    if part.get_content_subtype() == "html":
        words = TAG.sub(" ", words)
    quoted = QUOTED.search(words)
    return (words[: quoted.start()] if quoted else words).strip()[:LONGEST]


def _is_automatic(mail: EmailMessage, sender: str) -> bool:
    submitted = _header(mail, "Auto-Submitted").casefold() or "no"
    is_bulk = _header(mail, "Precedence").casefold() in AUTOMATIC
    bounced = sender.partition("@")[0] in {"", "mailer-daemon", "postmaster"}
    return not submitted.startswith("no") or is_bulk or bounced or bool(_header(mail, "List-Id"))
