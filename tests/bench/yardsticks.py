"""The bare programs: what the same work costs with nothing around it."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.clinical.kinds import Kind

BARE_WINDOW = """
import os, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time() - float(os.environ["BENCH_STARTED"]), flush=True)
            os._exit(0)
        return False
application = QApplication([])
painted = Painted()
application.installEventFilter(painted)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
application.exec()
"""


def encrypted_table(path: Path) -> sqlcipher.Connection:
    """An empty encrypted file with the program's own table of results in it."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    from mdt_app.register.tables import ResultRow

    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=EXTRA")
    table: Any = ResultRow.__dict__["__table__"]
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    return connection


def load_csv(path: Path, into: Path) -> int:
    """`csv` and `executemany` into that table, in one transaction: turned, and not checked."""
    connection = encrypted_table(into)
    people: dict[str, int] = {}
    days: dict[str, int] = {}
    count = 0
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        connection.execute("BEGIN IMMEDIATE")
        while chunk := list(islice(rows, 5000)):
            turned = [_turned(row, people, days, count + n) for n, row in enumerate(chunk)]
            connection.executemany(_INSERT, turned)
            count += len(chunk)
        connection.execute("COMMIT")
    connection.close()
    return count


_INSERT = f"INSERT OR IGNORE INTO result VALUES ({', '.join('?' * 15)})"
_KINDS = {kind.code: int(kind) for kind in Kind}


def _turned(
    row: list[str], people: dict[str, int], days: dict[str, int], line: int
) -> tuple[Any, ...]:
    number, kind, day, value, _unit = row
    first, _, second = value.partition("/")
    ordinal = days.get(day) or days.setdefault(day, date.fromisoformat(day).toordinal())
    return (
        people.setdefault(number, len(people)),
        _KINDS[kind],
        ordinal,
        float(first),
        float(second or 0),
        "",
        "",
        0,
        value,
        "",
        0,
        1,
        line,
        1,
        0,
    )


def load_list_report(path: Path, into: Path, headings_at: int, kinds: Mapping[str, Kind]) -> int:
    """The same for a list report: its codes turned into kinds, two rows made one pressure."""
    connection = encrypted_table(into)
    people: dict[str, int] = {}
    days: dict[str, int] = {}
    count, systolic = 0, 0.0
    with path.open(newline="", encoding="cp1252") as file:
        rows = csv.reader(file)
        for _ in range(headings_at):
            next(rows)
        connection.execute("BEGIN IMMEDIATE")
        while chunk := list(islice(rows, 5000)):
            turned = []
            for line, row in enumerate(chunk, count):
                kind = kinds.get(row[9])
                if kind is None:
                    systolic = float(row[10])
                    continue
                day = days.get(row[8])
                if day is None:
                    found = datetime.strptime(row[8], "%d-%b-%Y")  # noqa: DTZ007
                    day = days[row[8]] = found.toordinal()
                who = people.setdefault(row[2], len(people))
                value, second = float(row[10]), 0.0
                if kind is Kind.BLOOD_PRESSURE:
                    value, second = systolic, value
                turned.append(
                    (
                        who,
                        int(kind),
                        day,
                        value,
                        second,
                        "",
                        "",
                        0,
                        row[10],
                        row[9],
                        0,
                        1,
                        line,
                        1,
                        0,
                    )
                )
            connection.executemany(_INSERT, turned)
            count += len(chunk)
        connection.execute("COMMIT")
    connection.close()
    return count


def read_through(rows: Iterable[tuple[Any, ...]]) -> int:
    """A loop over streamed rows that does nothing with them."""
    count = 0
    for _row in rows:
        count += 1
    return count
