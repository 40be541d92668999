"""The digest of a table: the same for the same rows in any file, another for any other row."""

from collections.abc import Iterator
from contextlib import closing
from itertools import product

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.backups import back_up
from mdt_app.vault.table_digests import table_digest, tables_of
from mdt_app.vault.workspace import Workspace

TABLE = (
    "CREATE TABLE fact (id INTEGER, kind VARCHAR, value FLOAT, PRIMARY KEY (id, kind))"
    " WITHOUT ROWID"
)
WORDS = "CREATE TABLE said (who VARCHAR, what VARCHAR, n INTEGER, PRIMARY KEY (what, who))"


class Loose:
    """Rows of a bare connection; counts how often writers were let in."""

    def __init__(self, connection) -> None:
        self.connection, self.let_in = connection, 0

    def rows(self, sql, parameters=()):
        return iter(self.connection.execute(sql, dict(parameters)))

    def let_writers_in(self) -> None:
        self.let_in += 1


@pytest.fixture
def loose() -> Iterator[Loose]:
    with closing(sqlcipher.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(TABLE)
        connection.executemany(
            "INSERT INTO fact VALUES (?, ?, ?)",
            [(person, kind, 1.5 * person) for person in range(300) for kind in "ab"],
        )
        yield Loose(connection)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fact SET value = 0 WHERE id = 299",
        "UPDATE fact SET kind = 'c' WHERE id = 0 AND kind = 'b'",
        "UPDATE fact SET kind = 'b' || char(0) || 'x' WHERE id = 7 AND kind = 'b'",
        "UPDATE fact SET kind = 'b,' WHERE id = 7 AND kind = 'b'",
        "UPDATE fact SET value = NULL WHERE id = 64 AND kind = 'a'",
        "DELETE FROM fact WHERE id = 128",
        "DELETE FROM fact",
        "INSERT INTO fact VALUES (-5, 'a', 0)",
        "INSERT INTO fact VALUES (100000, 'a', 0)",
        "ALTER TABLE fact ADD COLUMN more VARCHAR",
        "ALTER TABLE fact RENAME COLUMN value TO weight",
    ],
)
def test_any_other_row_or_column_gives_another_digest(loose: Loose, change: str) -> None:
    before = table_digest(loose, "fact")
    loose.connection.execute(change)
    assert table_digest(loose, "fact") != before


def test_the_order_in_which_rows_came_does_not_matter(loose: Loose) -> None:
    before = table_digest(loose, "fact")
    rows = loose.connection.execute("SELECT * FROM fact").fetchall()
    loose.connection.execute("DELETE FROM fact")
    loose.connection.executemany("INSERT INTO fact VALUES (?, ?, ?)", reversed(rows))
    assert table_digest(loose, "fact") == before


def test_writers_are_let_in_all_along(loose: Loose) -> None:
    table_digest(loose, "fact")
    assert loose.let_in == 5, "after every 64 people of 300"


def test_the_digest_of_a_table_is_what_it_was(loose: Loose) -> None:
    """Or a newer version of the program would call every sealed table changed."""
    loose.connection.execute("INSERT INTO fact VALUES (-700, 'ä', NULL)")
    loose.connection.execute(WORDS)
    said = ["", "2", "b, 'c'", "\N{SNOWMAN}", "1"]
    rows = [(a, b, number) for number, (a, b) in enumerate(product(said, said))]
    loose.connection.executemany("INSERT INTO said VALUES (?, ?, ?)", rows)
    assert table_digest(loose, "fact") == (
        "49f427f33e7e12b14f1ac13999f2d913d0f5206224941ead653ed698c215d399"
    )
    assert table_digest(loose, "said") == (
        "b3265ade7676e0c50def245ab538242259ab95145d5436f35be6699c2f908eff"
    )


def test_a_table_that_is_not_there_has_no_digest(loose: Loose) -> None:
    assert table_digest(loose, "nothing") == ""


def test_a_copy_of_the_store_and_one_written_anew_have_the_same_digests(ws: Workspace) -> None:
    copy = back_up(ws.vault, "test")
    with ws.vault.reading() as reading:
        tables = tables_of(reading)
        digests = {name: table_digest(reading, name) for name in tables if name != "access"}
    with closing(ws.vault.connect(copy)) as connection:
        connection.execute("VACUUM")
        rows = Loose(connection)
        assert {name: table_digest(rows, name) for name in digests} == digests
