"""How good rotas are that somebody looks at, remembered until they or the facts change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.board.judging import judge

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from oncall.board.judging import Judged
    from oncall.drafts import Draft
    from oncall.services.questions import Asked

KEPT: Final = 4  # rotas of the same weeks
PUBLISHED: Final = (0,)  # drafts count from 1


def of_published(asked: Asked) -> Judged:
    """Return how good what is published is."""
    return _found(asked, PUBLISHED, asked.published)


def of_draft(asked: Asked, draft: Draft, rows: tuple[Assignment, ...]) -> Judged:
    """Return how good a draft is as it stands; `rows` are its duties."""
    # Its duties change with an edit; while it is solved, with a better rota.
    return _found(asked, (draft.id, draft.edition, draft.attempts, draft.found), rows)


def _found(asked: Asked, name: tuple[object, ...], rows: tuple[Assignment, ...]) -> Judged:
    found = asked.worth.get(name)
    if found is None:
        found = asked.worth[name] = judge(asked.apart, rows)
        for old in [each for each in asked.worth if each != PUBLISHED][:-KEPT]:
            asked.worth.pop(old, None)
    return found
