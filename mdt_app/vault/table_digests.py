"""What a table holds, in one digest: the same rows give the same digest in every copy."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from mdt_app.vault.entries import Rows

_STEP = 64
"""People, or batches, asked for at once: half a megabyte of text."""
_NO_LIMITS: Mapping[str, int] = {}


class LongRows(Rows, Protocol):
    """Rows that can be asked for over seconds without keeping writers out."""

    def let_writers_in(self) -> None: ...


class _Column(NamedTuple):
    name: str
    kind: str
    place_in_key: int

    @property
    def quoted(self) -> str:
        return f'"{self.name}"'

    @property
    def written(self) -> str:
        """The value as it is digested. How SQLite writes a fraction may differ by its version,
        so a fraction is counted in millionths."""
        if "FLOAT" not in self.kind:
            return self.quoted
        return f"CAST(round({self.quoted} * 1e6) AS INTEGER)"


def tables_of(rows: Rows) -> list[str]:
    """Every table of the file, those of SQLite itself left out."""
    found = rows.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in found]


def table_digest(rows: LongRows, table: str) -> str:
    """SHA-256 over a table's columns and rows, in the order of its key; '' if there is no such.

    A million rows take about 0.7 s.
    """
    columns = [
        _Column(name, kind.upper(), place)
        for _, name, kind, _, _, place in rows.rows(f'PRAGMA table_info("{table}")')
    ]
    if not columns:
        return ""
    digest = hashlib.sha256(",".join(column.name for column in columns).encode())
    for text in _texts(rows, table, columns):
        digest.update(text.encode())
    return digest.hexdigest()


def _texts(rows: LongRows, table: str, columns: list[_Column]) -> Iterator[str]:
    """The rows as JSON, some thousand at a time, made by SQLite: Python would take four times."""
    key = sorted((each for each in columns if each.place_in_key), key=lambda c: c.place_in_key)
    first, order = key[0], ", ".join(column.quoted for column in key)
    written = ", ".join(column.written for column in columns)
    part = f'SELECT json_array({written}) AS said FROM "{table}"'
    if first.kind != "INTEGER":
        yield from _grouped(rows, f"{part} ORDER BY {order}")
        return
    limits = rows.rows(f'SELECT min({first.quoted}), max({first.quoted}) FROM "{table}"')
    least, most = next(limits)
    for start in range(least, most + 1, _STEP) if least is not None else ():
        yield from _grouped(
            rows,
            f"{part} WHERE {first.quoted} BETWEEN :start AND :end ORDER BY {order}",
            {"start": start, "end": start + _STEP - 1},
        )
        rows.let_writers_in()


def _grouped(rows: Rows, part: str, limits: Mapping[str, int] = _NO_LIMITS) -> Iterator[str]:
    for (text,) in rows.rows(f"SELECT json_group_array(said) FROM ({part}) WHERE 1", limits):
        if text != "[]":
            yield text
