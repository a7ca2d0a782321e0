"""The telephone network: who has which number, which calls and texts there are, what is due.

It does nothing by itself. Somebody puts its timeline forward, carries out the requests in
`outbox`, and fires the signal beside each with what was answered.
"""

from __future__ import annotations

from collections import defaultdict, deque
from decimal import Decimal
from typing import TYPE_CHECKING

from notify.carrier.calls.ends import HungUp
from notify.carrier.faults import Mischief
from notify.carrier.hooks import FORGERS_TOKEN, Hook, hook
from notify.carrier.phones import Phone
from notify.carrier.places import Conference, Queue
from notify.carrier.queueing import Rates
from notify.carrier.sids import Sids
from notify.carrier.timeline import Timeline
from notify.carrier.waiting import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notify.carrier.config import Account, Config, Number
    from notify.carrier.line import Line
    from notify.carrier.records import Call, Message, Recording

KEPT_HOOKS = 20_000


class Network:
    """Everything there is; accounts' things are found by their identifiers."""

    def __init__(self, config: Config, now: float) -> None:
        self.config = config
        self.began = now
        self.public_url = config.public_url or "https://carrier.example"
        self.timeline = Timeline(now)
        self.sids = Sids(config.seed)
        self.mischief = Mischief(config.faults)
        self.accounts = {account.sid: account for account in config.accounts}
        self.rates = {account.sid: Rates(account) for account in config.accounts}
        self.numbers: dict[str, tuple[Account, Number]] = {
            number.number: (account, number)
            for account in config.accounts
            for number in account.numbers
        }
        self.phones = {
            person.number: Phone(person, self.timeline, self._hung_up) for person in config.people
        }
        self.calls: dict[str, Call] = {}
        self.messages: dict[str, Message] = {}
        self.calls_to: defaultdict[str, list[Call]] = defaultdict(list)
        self.messages_to: defaultdict[str, list[Message]] = defaultdict(list)
        self.spent = Decimal(0)
        self.queues: dict[str, Queue] = {}
        self._queues: dict[tuple[str, str], Queue] = {}
        self.conferences: dict[str, Conference] = {}
        self._conferences: dict[tuple[str, str], Conference] = {}
        self.recordings: dict[str, Recording] = {}
        self.outbox: deque[tuple[Hook, Signal]] = deque()
        self.hooks: deque[Hook] = deque(maxlen=KEPT_HOOKS)
        self.held: dict[str, Signal] = {}  # callbacks that let the next one go first
        self.complaints: list[str] = []
        self.changes = 0

    @property
    def now(self) -> float:
        """Return the present instant, in seconds since 1970."""
        return self.timeline.now

    def complain(self, sentence: str) -> None:
        """Note that somebody used the network wrongly; tests fail by it."""
        self.complaints.append(sentence)

    def send(
        self,
        account: Account,
        address: tuple[str, str],
        params: Mapping[str, str],
        about: str,
        purpose: str,
    ) -> tuple[Hook, Signal]:
        """Put a request into the outbox; the signal brings what was answered."""
        token = FORGERS_TOKEN if self.mischief.forges() else account.token
        sent = hook(token, address, params, about, purpose)
        return sent, self.post(sent)

    def post(self, sent: Hook) -> Signal:
        """Put a request that is made already into the outbox."""
        signal = Signal()
        self.outbox.append((sent, signal))
        self.hooks.append(sent)
        return signal

    def forge(self, account: Account, url: str, params: Mapping[str, str]) -> None:
        """Send a request as one of an account's webhooks would be, with a wrong signature."""
        told = {"AccountSid": account.sid, **params}
        self.post(hook(FORGERS_TOKEN, ("POST", url), told, "forged", "callback"))

    def replace_number(self, account: Account, number: Number) -> None:
        """Have a number with other webhooks."""
        self.numbers[number.number] = (account, number)

    def queue(self, account: Account, name: str) -> Queue:
        """Return the queue of that name, made on demand."""
        found = self.find_queue(account, name)
        if found is None:
            found = Queue(self.sids.new("QU"), account, name, self.now)
            self.queues[found.sid] = found
            self.rename(found, name)
        return found

    def find_queue(self, account: Account, name: str) -> Queue | None:
        """Return the queue of that name, if there is one."""
        found = self._queues.get((account.sid, name))
        is_there = found is not None and not found.is_deleted and found.name == name
        return found if is_there else None

    def rename(self, queue: Queue, name: str) -> None:
        """Give a queue another name."""
        queue.name = name
        self._queues[queue.account.sid, name] = queue

    def conference(self, account: Account, name: str) -> Conference:
        """Return the conference of that name that goes on, made on demand."""
        found = self._conferences.get((account.sid, name))
        if found is None or found.status == "completed":
            found = Conference(self.sids.new("CF"), account, name, self.now, updated=self.now)
            self.conferences[found.sid] = found
            self._conferences[account.sid, name] = found
        return found

    def _hung_up(self, line: Line) -> None:
        line.call.interrupt(HungUp())
