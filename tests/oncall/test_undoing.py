"""What can be undone and redone is what two stacks of a list say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oncall.undoing import REDO, UNDO, ways


@given(st.lists(st.sampled_from(["assign", UNDO, REDO]), max_size=40))
def test_a_log_leads_where_a_list_of_states_leads(wanted):
    """The model keeps whole states: a list of what was done, and a place in it."""
    states, at = [()], 0
    log = []
    for what in wanted:
        edition = len(log) + 1
        known = ways(log)
        assert (known.back is None) == (at == 0)
        assert (known.again is None) == (at == len(states) - 1)
        if what == UNDO and at:
            at -= 1
        elif what == REDO and at < len(states) - 1:
            at += 1
        elif what == "assign":
            states[at + 1 :] = [(*states[at], edition)]
            at += 1
        else:
            continue
        log.append((edition, what))
        assert ways(log).done == states[at]
