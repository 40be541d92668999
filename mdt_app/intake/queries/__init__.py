"""The SQL of the intake: what is stored, what is put beside it, what takes its place."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol


class Rows(Protocol):
    """Anything that can answer a query."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Iterator[tuple[Any, ...]]: ...
