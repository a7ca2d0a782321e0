"""What the application behind a number answers to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from notify.carrier.asking import ask
from notify.carrier.calls.fetching import NO_CONTENT
from notify.carrier.calls.telling import API_VERSION
from notify.carrier.hooks import Silence
from notify.carrier.twiml.grammar import messaging
from notify.carrier.twiml.reading import NO_CONNECTION, NOT_RETRIEVED, Unreadable, read
from notify.carrier.verbs.stage import body, words

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.network import Network
    from notify.carrier.records import Message
    from notify.carrier.waiting import Fired, Wait

    Answering = Generator[Wait, Fired, list[str]]

MOST_REDIRECTS = 10


def obey(network: Network, message: Message) -> Answering:
    """Ask the application of the number that was texted; return the texts to send back."""
    number = network.numbers[message.to][1]
    told = _facts(message)
    try:
        return (yield from _answers(network, message, (number.sms_method, number.sms_url), told))
    except Unreadable as error:
        network.complain(f"{number.sms_url}: {error} ({error.code})")
        told |= {"ErrorCode": str(error.code), "ErrorUrl": number.sms_url}
    if not number.sms_fallback_url:
        return []
    address = (number.sms_fallback_method, number.sms_fallback_url)
    try:
        return (yield from _answers(network, message, address, told))
    except Unreadable as error:
        network.complain(f"{number.sms_fallback_url}: {error} ({error.code})")
        return []


def _answers(
    network: Network, message: Message, address: tuple[str, str], told: dict[str, str]
) -> Answering:
    answers: list[str] = []
    for _ in range(MOST_REDIRECTS):
        redirect = None
        for verb in (yield from _fetch(network, message, address, told)):
            if verb.tag == "Redirect":
                redirect = verb
                break
            answers.append(_body(verb))
        if redirect is None:
            return answers
        url = urljoin(address[1], words(redirect))
        address = (redirect.get("method", "POST").upper(), url)
    raise Unreadable(NOT_RETRIEVED, f"redirects more than {MOST_REDIRECTS} times")


def _fetch(
    network: Network, message: Message, address: tuple[str, str], told: dict[str, str]
) -> Generator[Wait, Fired, tuple[Element, ...]]:
    answer = yield from ask(network, message.account, address, told, message.sid)
    if isinstance(answer, Silence):
        code = NO_CONNECTION if answer.failure == "ct" else NOT_RETRIEVED
        raise Unreadable(code, "no answer")
    if answer.failure or answer.status >= 300:
        raise Unreadable(NOT_RETRIEVED, f"answered {answer.status}")
    if answer.status == NO_CONTENT:
        return ()
    verbs, faults = read(answer.body, answer.kind, messaging())
    for fault in faults:
        network.complain(f"{address[1]}: {fault} (12200)")
    return verbs


def _body(verb: Element) -> str:
    inner = verb.find("Body")
    return body(verb if inner is None else inner)


def _facts(message: Message) -> dict[str, str]:
    return {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsMessageSid": message.sid,
        "AccountSid": message.account.sid,
        "From": message.from_,
        "To": message.to,
        "Body": message.body,
        "NumMedia": "0",
        "NumSegments": str(message.parts),
        "SmsStatus": "received",
        "ApiVersion": API_VERSION,
    }
