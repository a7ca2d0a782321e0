"""What others have reached on the public benchmarks, by the name of the file."""

from __future__ import annotations

from typing import NamedTuple


class Curtois(NamedTuple):
    """Objectives of one instance: the best known, and what methods reached in ten minutes.

    `published` is the best of all that was published for ten minutes; None is not published.
    """

    best: int
    published: int | None
    ejection_chain: int | None
    gurobi: int | None


CURTOIS = {
    "Instance1": Curtois(607, 607, 607, 607),
    "Instance2": Curtois(828, 828, 923, 828),
    "Instance3": Curtois(1001, 1001, 1003, 1001),
    "Instance5": Curtois(1143, 1143, 1439, 1143),
    "Instance7": Curtois(1056, 1056, 1284, 1056),
    "Instance8": Curtois(1300, 1341, 2529, 8995),
    "Instance10": Curtois(4631, 4631, 4999, 4631),
    "Instance12": Curtois(4040, 4042, 5611, 4045),
    "Instance13": Curtois(1348, 3109, 8707, 500410),
    "Instance15": Curtois(3829, 4144, 6049, 78144),
    # The best published for 18 is 4650, of an hour.
    "Instance18": Curtois(4459, None, 6404, 7950),
    "Instance20": Curtois(4769, None, None, None),
}

# All are proven optima.
ONCALL_ROSTERING = {
    "4s-10d": 1,
    "4s-23d": 2,
    "10s-50d": 0,
    "10s-150d": 5,
    "20s-200d": 2,
}
