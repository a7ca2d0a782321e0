"""What somebody is told at the demo's phones: what a call would bring now, and what to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from notify.carrier import Guide
from oncall.errors import Unreachable
from oncall.hotline.serving import Help
from oncall.localtime import local_day
from web.demo_scenes import scenes
from web.feeds.moments import clock, moment
from web.printing.wording import outside_pages
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.demo_scenes import Caller, Scene
    from web.wiring import House
    from web.words import Language


class Guides(Mapping[str, Guide]):
    """What is told on the page of the phones, by language, as things stand when it is asked for."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __getitem__(self, language: str) -> Guide:
        """Return what is told in a language; raises KeyError where nobody plays a part."""
        for spoken, scene in self._scenes().items():
            if spoken == language:
                return guide(scene, spoken, f"{self._house.settings.public_url}/incidents")
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        """Yield the languages in which something is told."""
        return iter(self._scenes())

    def __len__(self) -> int:
        """Return in how many languages something is told."""
        return len(self._scenes())

    def _scenes(self) -> dict[Language, Scene]:
        try:
            return scenes(self._house, self._house.clock.now())
        except Unreachable:  # the phones are there all the same
            return {}


def guide(scene: Scene, language: Language, incidents: str) -> Guide:
    """Return what is told about a moment; `incidents` is the address of their list."""
    with outside_pages(language):
        cast = (scene.caller.phone, *(each.phone for each in scene.called))
        link = (gettext("The incidents"), f"{incidents}?lang={language}")
        steps = (*_call(scene), *(_rung(scene) if scene.is_called else _unrung()), *_other(scene))
        return Guide(steps, cast, link, tuple(_now(scene, language)))


def lines(scene: Scene | None, phones: str, incidents: str) -> Iterator[str]:
    """Yield where the phones are, and the steps for the terminal, which speaks English."""
    yield f"the phones of its people: {phones}"
    if scene is None:
        return
    told = guide(scene, "en", incidents)
    yield f"\n{' '.join(told.now)}"
    for number, step in enumerate(told.steps, 1):
        yield f"  {number}. {step}".replace("\u00a0", " ")
    yield f"\n{told.link[0]}: {incidents}" if told.link else ""


def _now(scene: Scene, language: Language) -> Iterator[str]:
    """Say what a call brings at this moment, and who is on duty for it."""
    yield gettext("It is %(time)s.", time=moment(scene.at, scene.zone, language))
    yield _served(scene.caller)
    if not scene.is_called:
        return
    if scene.until is None:
        yield gettext("Nobody is on duty: the ladder calls %(name)s by name.", name=scene.first)
        return
    same = local_day(scene.until, scene.zone) == local_day(scene.at, scene.zone)
    until = (clock if same else moment)(scene.until, scene.zone, language)
    yield gettext("On duty is %(name)s, until %(time)s.", name=scene.first, time=until)


def _served(caller: Caller) -> str:
    who = {"caller": caller.name}
    if caller.help is Help.STANDBY:
        return gettext(
            "Standby is booked for %(caller)s at this hour, so an engineer is called.", **who
        )
    if caller.help is not Help.HELPDESK:
        return gettext(
            "No standby is booked for %(caller)s at this hour, so nobody is called: the hotline "
            "says when somebody is there again, and takes a message.",
            **who,
        )
    if caller.has_desk:
        return gettext(
            "No standby is booked for %(caller)s at this hour, but it is office hours: the "
            "telephone of the helpdesk rings.",
            **who,
        )
    return gettext(
        "No standby is booked for %(caller)s at this hour, and the helpdesk has no telephone here: "
        "the hotline promises a call back, and takes a message.",
        **who,
    )


def _call(scene: Scene) -> Iterator[str]:
    yield gettext(
        "%(caller)s has a fault: press “Call” on that phone. The hotline has the number "
        "%(number)s.",
        caller=scene.caller.name,
        number=scene.number.replace(" ", "\u00a0"),
    )
    yield gettext(
        "Listen until the PIN is asked for; what is said stands above the keys. Enter %(pin)s, "
        "then #, with the mouse or the keyboard.",
        pin=scene.caller.pin,
    )


def _rung(scene: Scene) -> Iterator[str]:
    who = {"caller": scene.caller.name, "engineer": scene.first}
    yield gettext(
        "After the ticket number press 1 to be connected. Whose phone rings stands on top: "
        "%(engineer)s. Press “Answer” there, then 1. Now both are connected: say something, and "
        "the other one hears it.",
        **who,
    )
    yield gettext("Hang up. Open the incident, see who was reached when, and resolve it.")
    yield gettext(
        "Call once more and let it ring: after two minutes the next one is called, and so on. "
        "Meanwhile %(caller)s hears the truth about it, and leaves a message with 2: after the "
        "beep “Say”, then #.",
        **who,
    )


def _unrung() -> Iterator[str]:
    yield gettext(
        "After the ticket number do what is offered; for a message 2, after the beep “Say”, then "
        "#. Hang up, open the incident, and see when somebody will be called."
    )
    yield gettext(
        "To hear the phone of an engineer now, book standby for that customer around the clock, "
        "draft and publish; or report an incident on the page of the incidents."
    )


def _other(scene: Scene) -> Iterator[str]:
    """Compare with a customer who has booked some hours only."""
    caller = scene.other
    if caller is None:
        return
    what = {"caller": caller.name, "what": _served(caller)}
    if caller.pin:
        yield gettext("Compare: call as %(caller)s, PIN %(pin)s. %(what)s", pin=caller.pin, **what)
    else:
        yield gettext("Compare: call as %(caller)s, with # instead of a PIN. %(what)s", **what)
