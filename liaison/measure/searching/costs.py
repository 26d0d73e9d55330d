"""What pages cost one process alone: questions to the database, and processor time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

_OK = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a type of page: most questions to the database, processor time, the largest in bytes.

    `first` is the address that was asked for first: it makes what is kept for others. Of them all,
    half took `median_ms`, and 95 of 100 at most `late_ms`.
    """

    queries: int
    first_queries: int
    first_ms: float
    median_ms: float
    late_ms: float
    size: int
    dearest: str


@dataclass(slots=True)
class _Counting:
    count: int = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:  # noqa: ANN401 (Django's)
        self.count += 1
        return execute(sql, *more)


def cost(addresses: Sequence[str]) -> Cost:
    """Ask for each address once, compressed. Raises RuntimeError for an answer that is no page."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip")
    spent, queries, sizes = [], [], []
    for address in addresses:
        counting = _Counting()
        busy = time.process_time()
        with connection.execute_wrapper(counting):
            answer = client.get(address)
            size = len(answer.getvalue())
        spent.append(time.process_time() - busy)
        if answer.status_code != _OK:
            raise RuntimeError(f"{address} is answered with {answer.status_code}")
        queries.append(counting.count)
        sizes.append(size)
    later = slice(1, None) if len(addresses) > 1 else slice(None)
    row = sorted(spent[later])
    return Cost(
        max(queries[later]),
        queries[0],
        round(1000 * spent[0], 1),
        round(1000 * row[len(row) // 2], 1),
        round(1000 * row[min(int(0.95 * len(row)), len(row) - 1)], 1),
        max(sizes),
        addresses[spent.index(row[-1])],
    )
