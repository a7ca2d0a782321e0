"""What the process that solves does: read, search, check, explain, and say what was found."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

from oncall.assignments import assignments
from oncall.drafts import Solved
from oncall.errors import BadInput, Unreachable
from oncall.services import draft_work
from oncall.solving import Slip, answered, check
from oncall.store.db import Database
from solver.solve import solve
from web.patience import Patience
from web.versions import versions
from web.worker.line import News, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.services.draft_work import Question
    from solver.outcome import Progress
    from web.worker.line import Errand

    Say = Callable[[Any], None]

EVERY: Final = 0.5  # seconds between two pieces of news


def solve_draft(errand: Errand, say: Say) -> None:
    """Solve a claimed draft and say what comes out; what can't be asked is refused."""
    try:
        say(_solved(errand, _question(errand), say))
    except (BadInput, Slip) as error:
        say(Refused(str(error)))


def _question(errand: Errand) -> Question:
    """Read all that is needed at once, so that no connection is held while it is solved."""
    database, patience = Database(errand.url, most_connections=1), Patience()
    while True:
        try:
            found = draft_work.question(database, errand.claimed)
        except Unreachable as gone:
            patience.bear(gone)
        else:
            database.close()
            return found


def _solved(errand: Errand, question: Question, say: Say) -> Solved:
    planning, budget = question.planning, errand.claimed.draft.budget
    with Teller(say) as teller:
        outcome = solve(planning.problem, budget, teller.hear)
    check(planning, outcome)
    answer = answered(planning, outcome, (budget.seed, versions()))
    return Solved(
        question.planned,
        assignments(answer.rows),
        question.version,
        question.revision,
        answer.report,
    )


class Teller:
    """Tells the latest news now and then: a search has far more than anybody wants to read."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._news: Progress | None = None
        self._done = Event()
        self._thread = Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Teller:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def hear(self, news: Progress) -> None:
        """Note how far the search is."""
        self._news = news

    def _tell(self) -> None:
        said: Progress | None = None
        while not self._done.wait(EVERY):
            news = self._news
            if news is not None and news != said:
                self._say(News(news._asdict()))
                said = news
