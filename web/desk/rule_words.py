"""What rules are called where costs and breaches are listed."""

from __future__ import annotations

from web.words import gettext


def rule_words() -> dict[str, str]:
    """Return the names of rules by `rule.` and their name."""
    names = {
        "blocked": gettext("Absent or unreachable"),
        "burden": gettext("Fair shares"),
        "changes": gettext("Changes"),
        "consecutive": gettext("Days in a row"),
        "coverage": gettext("Gaps"),
        "days_28": gettext("Days in 4 weeks"),
        "eligible": gettext("Skill and role"),
        "handover": gettext("Times of handover"),
        "handovers": gettext("Handovers"),
        "length": gettext("Length of duties"),
        "overlap": gettext("Two duties at once"),
        "reachable": gettext("Reachable hours"),
        "rest": gettext("Rest between duties"),
        "standby_days": gettext("Standby days"),
        "weekends": gettext("Free weekends"),
        "wishes": gettext("Wishes"),
        "working": gettext("Working hours"),
    }
    return {f"rule.{rule}": name for rule, name in names.items()}
