"""The words that the timeline's scripts say; {names} in them are filled in by the page."""

from __future__ import annotations

from web.desk.gap_words import gap_words
from web.desk.rule_words import rule_words
from web.words import gettext


def board_words() -> dict[str, str]:
    """Return all words of the timeline by their key."""
    return {**_roles(), **_states(), **_board(), **_doing(), **gap_words(), **rule_words()}


def _roles() -> dict[str, str]:
    roles = {
        "primary": gettext("Primary"),
        "backup": gettext("Backup"),
        "manager": gettext("Manager"),
    }
    named = {f"role.{role}": name for role, name in roles.items()}
    return named | {f"letter.{role}": name[0] for role, name in roles.items()}


def _states() -> dict[str, str]:
    return {
        "state.asked": gettext("waiting for a worker"),
        "state.solving": gettext("being drafted"),
        "state.ready": gettext("ready"),
        "state.failed": gettext("failed"),
        "state.cancelled": gettext("called off"),
        "state.published": gettext("published"),
        "state.stale": gettext("out of date"),
        "kind.draft": gettext("draft"),
        "kind.override": gettext("taken over"),
        "kind.swap": gettext("swap"),
        "kind.illness": gettext("illness"),
        "kind.relief": gettext("working time used up"),
        "kind.booking": gettext("booking"),
        "draft.n": gettext("Draft %(n)s", n="{n}"),
        "version.n": gettext("Version %(n)s", n="{n}"),
        "published.n": gettext("Published, version %(n)s", n="{n}"),
        "published.not": gettext("Nothing published here yet"),
        "stale": gettext(
            "This draft was made from version %(based)s; meanwhile version %(version)s was "
            "published. It can't be published any more.",
            based="{based}",
            version="{version}",
        ),
    }


def _board() -> dict[str, str]:
    return {
        "away": gettext(
            "The server can't be reached at the moment. What you see stays; nothing is lost."
        ),
        "tried.again": gettext("It is tried again by itself every few seconds."),
        "refused.unknown": gettext("That was not possible. Load the page again."),
        "close": gettext("Close"),
        "bridge": gettext("Bridge day"),
        "hours": gettext("%(n)s hours: the clocks change", n="{n}"),
        "people.count": gettext("%(n)s people", n="{n}"),
        "not.yet": gettext("Not yet here"),
        "no.more": gettext("No longer here"),
        "elsewhere": gettext("On duty for team %(team)s (%(role)s)", team="{team}", role="{role}"),
        "wish.likes": gettext("Would like a duty (weight %(weight)s)", weight="{weight}"),
        "wish.dislikes": gettext(
            "Would rather have no duty (weight %(weight)s)", weight="{weight}"
        ),
        "cover.held": gettext("Covered by %(n)s", n="{n}"),
        "cover.unplanned": gettext("Booked, not planned yet"),
        "cover.gap": gettext(
            "Gap: %(role)s short by %(n)s, %(when)s", role="{role}", n="{n}", when="{when}"
        ),
        "pinned": gettext("pinned"),
        "waiting.saving": gettext("being saved"),
        "waiting.unsaved": gettext("not saved yet"),
        "diff.added": gettext("new"),
        "diff.removed": gettext("withdrawn"),
        "diff.changed": gettext("before: %(was)s", was="{was}"),
        "when": gettext("When"),
        "for": gettext("For"),
        "number": gettext("Number"),
        "published.before": gettext("Against the published rota"),
        "note": gettext("Note"),
        "searched": gettext("The search goes on: this can still change."),
        "over": gettext("This duty is over and stays as it was."),
        "why": gettext("Why"),
        "share.of": gettext("%(has)s, a fair share is %(share)s", has="{has}", share="{share}"),
        "seconds": gettext("%(n)s s", n="{n}"),
        "percent": gettext("%(n)s %%", n="{n}"),
        "minutes": gettext("%(n)s min", n="{n}"),
        "costs.n": gettext("costs %(n)s", n="{n}"),
    }


def _doing() -> dict[str, str]:
    name, duty = "{name}", "{duty}"
    return {
        "places.asking": gettext("Looking for allowed places …"),
        "put.back": gettext("Not possible; the duty is back where it was."),
        "opens": gettext("opens a gap"),
        "drop.person": gettext("Give to %(name)s", name=name),
        "drop.starts": gettext("Begins %(when)s", when="{when}"),
        "drop.ends": gettext("Ends %(when)s", when="{when}"),
        "give.to": gettext("Give to …"),
        "move": gettext("Move"),
        "begins": gettext("Begins"),
        "finishes": gettext("Ends"),
        "split": gettext("Split"),
        "cut.at": gettext("At"),
        "cut.who": gettext("The second part goes to"),
        "cut.same": gettext("the same person"),
        "clear": gettext("Take out"),
        "pin": gettext("Pin"),
        "unpin": gettext("Unpin"),
        "undo": gettext("Undo"),
        "redo": gettext("Redo"),
        "do.assign": gettext("Give %(duty)s to %(name)s", duty=duty, name=name),
        "do.move": gettext("Move %(duty)s", duty=duty),
        "do.split": gettext("Split %(duty)s", duty=duty),
        "do.clear": gettext("Take out %(duty)s", duty=duty),
        "do.add": gettext("Put in %(name)s", name=name),
        "not.done": gettext("Not done: %(what)s", what="{what}"),
        "effect.broken": gettext("This breaks a rule; it can't be published so:"),
        "effect.opened": gettext("This opens a gap."),
        "effect.closed": gettext("A gap is closed."),
        "to.duty": gettext("Swap it, or give a stretch away"),
        "override.hint": gettext(
            "This duty is published. Somebody else can take over what is left of it; both are told."
        ),
        "overridden": gettext("%(name)s takes over %(duty)s.", duty=duty, name=name),
        "publish.nobody": gettext("Nobody's duties change."),
        "publish.gaps": gettext("The rota leaves %(gaps)s open.", gaps="{gaps}"),
        "publish.done": gettext(
            "Version %(version)s is published; %(people)s told.",
            version="{version}",
            people="{people}",
        ),
    }
