"""Published rotas: their versions, what each version changed, and who is on call."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Sequence,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from oncall.store.tables.base import assigned, instant, metadata, words

# A team's rota is at this version; whoever makes the next one locks the row.
rotas: Final = Table(
    "rotas",
    metadata,
    Column("team", Text, ForeignKey("teams.id"), primary_key=True),
    Column("version", Integer, nullable=False, server_default="0"),
)

publications: Final = Table(
    "publications",
    metadata,
    Column("team", Text, ForeignKey("rotas.team"), primary_key=True),
    Column("version", Integer, primary_key=True),
    words("kind"),
    instant("starts"),
    instant("ends"),
    instant("published_at"),
    words("published_by"),
    words("why"),
    Column("draft", BigInteger, nullable=True),
    CheckConstraint("version > 0", name="positive"),
    CheckConstraint("ends > starts", name="order"),
)

duty_numbers: Final = Sequence("duty_numbers", metadata=metadata)


# What each version changed; a duty is as its last line says, up to the version looked at.
duty_versions: Final = Table(
    "duty_versions",
    metadata,
    Column("duty", BigInteger, primary_key=True, autoincrement=False),
    Column("team", Text, nullable=False),
    Column("version", Integer, primary_key=True),
    *assigned(),
    Column("withdrawn", Boolean, nullable=False),
    ForeignKeyConstraint(["team", "version"], ["publications.team", "publications.version"]),
    Index(None, "team", "version"),
    Index(None, "person", "starts"),
)

# Who really is on call: rewritten, for the future only, by whoever makes a version. A duty lasts
# a day at most (25 hours where the clocks go back), so those of an instant began shortly before.
effective_duties: Final = Table(
    "effective_duties",
    metadata,
    Column("duty", BigInteger, primary_key=True, autoincrement=False),
    Column("team", Text, ForeignKey("rotas.team"), nullable=False),
    Column("person_key", BigInteger, ForeignKey("people.key"), nullable=False),
    *assigned(),
    Column("version", Integer, nullable=False),
    CheckConstraint("ends - starts <= interval '25 hours'", name="length"),
    Index(None, "team", "starts"),
    Index(None, "person", "starts"),
)
one_duty_at_a_time: Final = ExcludeConstraint(
    (
        func.int8range(effective_duties.c.person_key, effective_duties.c.person_key, text("'[]'")),
        "&&",
    ),
    (func.tstzrange(effective_duties.c.starts, effective_duties.c.ends), "&&"),
    name="one_duty_at_a_time",
    using="gist",
)
effective_duties.append_constraint(one_duty_at_a_time)
