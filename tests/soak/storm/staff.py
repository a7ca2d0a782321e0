"""Those on call: they pick up, press keys, reply, begin, finish, or do nothing at all."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.errors import Unreachable
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.speech import Key
from oncall.services import acting, calling, replying
from oncall.services.replying import Text
from tests.soak.storm.setting import setting_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.incidents.hearing import Heard
    from oncall.incidents.speech import Offer
    from oncall.services.calling import Call
    from tests.soak.storm.storm import Storm

CODE = re.compile(r"Antworten Sie (\d+) ja")


class Staff:
    """People with telephones; `said` is what they did, by whom it may be looked up."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.said: set[tuple[str, str, int]] = set()
        self.texts = 0

    def rings(self, attempt: str, address: str) -> float:
        """Let a phone ring; return how long is talked, or less than 0."""
        drawn, setting = self.storm.dice.random(), setting_of(self.storm.firm.names[address])
        if drawn < setting.unheard:  # nobody hears it, or it is busy
            return -1.0
        if drawn < setting.unheard + setting.mailbox:
            return 60.0
        self.storm.later(6.0, lambda: self.pick_up(attempt, 0))
        return 45.0

    def pick_up(self, attempt: str, after: int) -> None:
        """Hear what is offered and press a key; nothing is pressed where nothing is heard."""
        try:
            call = self.storm.web(
                lambda: calling.call(self.storm.database, attempt, self.storm.clock.at)
            )
        except Unreachable:
            return
        waiting = call.after(after) if call is not None else ()
        if not waiting:
            return
        key = self.storm.dice.choice(setting_of(call.person).keys)
        if key is not None:
            self.storm.later(4.0, lambda: self.press(attempt, call, waiting[0], key))

    def press(self, attempt: str, call: Call, offer: Offer, key: Key, tries: int = 0) -> None:
        """Press a key; where it could not be written it is pressed once more."""
        how = "key, calls back" if key is Key.CALL_BACK else "key"
        self.said.add((call.person, how, offer.incident))
        now = self.storm.clock.at
        try:
            said = self.storm.web(
                lambda: calling.press(self.storm.database, call.person, offer, key, now)
            )
        except Unreachable:
            if not tries:
                self.storm.later(5, lambda: self.press(attempt, call, offer, key, 1))
            return
        if said is Answer.YOURS:
            self.has(call.person, offer.incident)
        self.storm.later(3.0, lambda: self.pick_up(attempt, offer.incident))

    def reads(self, _attempt: str, address: str, words: str) -> None:
        """Read a text, and answer it now and then; the webhook may come twice."""
        found = CODE.search(words)
        who = self.storm.firm.names[address]
        if found is None or self.storm.dice.random() > setting_of(who).replies:
            return
        word = self.storm.dice.choice(["ja", "ja", "nein", "OK!", "später"])
        self.texts += 1
        text = Text(f"IN{self.texts}", address, f"{found[1]} {word}")
        after = self.storm.dice.uniform(5, 200)
        for _ in range(self.storm.dice.choice([1, 1, 1, 2])):
            self.storm.later(after, lambda: self.replies(text))

    def replies(self, text: Text) -> None:
        """Reply to a text."""
        storm = self.storm
        self.said.add((storm.firm.names[text.address], "reply", 0))
        try:
            storm.web(lambda: replying.heard(storm.database, text, storm.seal, storm.clock.at))
        except Unreachable:
            return

    def has(self, person: str, incident: int) -> None:
        """Begin and finish, most of them; others hand over, park, escalate, or forget about it."""
        drawn, later = self.storm.dice.random(), self.storm.later
        begins = self.storm.dice.uniform(20, 1500)
        if drawn < 0.75:
            later(begins, lambda: self.do(acting.start, person, incident))
            later(begins + 600, lambda: self.do(acting.resolve, person, incident, "done"))
        elif drawn < 0.80:
            colleague = self.storm.dice.choice(self.storm.firm.people)
            later(begins, lambda: self.do(acting.hand_over, person, incident, colleague))
        elif drawn < 0.84:
            later(begins, lambda: self.do(acting.decline, person, incident))
        elif drawn < 0.88:
            later(begins, lambda: self.do(acting.escalate, person, incident))
        elif drawn < 0.92:
            until = self.storm.clock.at + timedelta(minutes=25)
            later(60, lambda: self.do(acting.park, person, incident, person, until))

    def do(self, act: Callable[..., Heard], person: str, incident: int, *more: object) -> None:
        """Do something on the page."""
        self.said.add((person, "page", incident))
        storm = self.storm
        who = Act(person, "page", storm.clock.at)
        try:
            storm.web(lambda: act(storm.database, incident, who, *more))
        except Unreachable:
            return
