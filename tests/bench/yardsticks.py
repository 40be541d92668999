"""The bare programs: what the same work costs with nothing around it."""

import csv
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

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
    """An empty encrypted file with one clustered table of results."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute(
        "CREATE TABLE result (patient TEXT, kind TEXT, taken_on TEXT, value TEXT, unit TEXT)"
    )
    return connection


def load_csv(path: Path, into: Path) -> int:
    """`csv` and `executemany` into the encrypted table, in one transaction, unchecked."""
    connection = encrypted_table(into)
    count = 0
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        connection.execute("BEGIN IMMEDIATE")
        while chunk := list(islice(rows, 5000)):
            connection.executemany("INSERT INTO result VALUES (?, ?, ?, ?, ?)", chunk)
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
