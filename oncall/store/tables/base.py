"""What all tables share: names of constraints, instants, words, and what an assignment is."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeDecorator

from solver.sentence import Sentence, packed, unpacked

SAYS: Final = '{"says": '

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Told(TypeDecorator[Any]):
    """JSON in which sentences are kept by their parts, to be said in any language later."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> Any:  # noqa: D102
        return packed(value)

    def process_result_value(self, value: Any, dialect: object) -> Any:  # noqa: D102
        return unpacked(value)


class ToldInText(TypeDecorator[Any]):
    """A text; a sentence is kept by its parts, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> Any:  # noqa: D102
        return json.dumps(packed(value)) if isinstance(value, Sentence) else value

    def process_result_value(self, value: Any, dialect: object) -> Any:  # noqa: D102
        return unpacked(json.loads(value)) if value and value.startswith(SAYS) else value


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """Return a column of instants."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def words(name: str, *, nullable: bool = False) -> Column[Any]:
    """Return a column of text."""
    return Column(name, Text, nullable=nullable)


def assigned() -> list[Any]:
    """Return the columns of a person in a role for a stretch, and that it has a length."""
    return [
        words("person"),
        words("role"),
        instant("starts"),
        instant("ends"),
        Column("bookings", ARRAY(Text), nullable=False),
        CheckConstraint("ends > starts", name="order"),
    ]
