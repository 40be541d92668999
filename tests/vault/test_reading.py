"""What a reading and a writing answer: of one moment, and with all that was just written."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import inspect
from sqlmodel import select

from mdt_app.register.tables import PracticeRow
from mdt_app.vault.reading import Reading, Writing
from mdt_app.vault.workspace import Workspace
from tests.vault.beside import may_begin

ELM = "SELECT name FROM practice WHERE ods = 'Y00009'"
RENAMED = "UPDATE practice SET name = 'Oak' WHERE ods = "


@pytest.fixture
def bare(ws: Workspace) -> Iterator[sqlcipher.Connection]:
    """A connection in no transaction."""
    with closing(ws.vault.connect()) as connection:
        yield connection


def test_a_reading_that_let_writers_in_answers_from_one_moment_again(
    ws: Workspace, bare: sqlcipher.Connection
) -> None:
    reading = Reading(bare)
    for _ in range(2):
        reading.let_writers_in()
        assert may_begin(ws)
        assert next(reading.rows("SELECT count(*) FROM practice")) == (4,)
        assert not may_begin(ws)
    reading.close()
    assert may_begin(ws)
    reading.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda writing: list(writing.rows(ELM)) == [("Elm",)],
        lambda writing: list(writing.run(ELM.replace("'Y00009'", "?"), ["Y00009"])) == [("Elm",)],
        lambda writing: writing.execute(f"{RENAMED}:ods", {"ods": "Y00009"}) == 1,
        lambda writing: writing.executemany(f"{RENAMED}?", [("Y00009",), ("Y00001",)]) == 2,
    ],
    ids=["rows", "run", "execute", "executemany"],
)
def test_every_statement_sees_what_the_session_added(
    ws: Workspace, ask: Callable[[Writing], bool]
) -> None:
    with ws.vault.writing(ws.user, "practice added") as writing:
        writing.session.add(PracticeRow(ods="Y00009", name="Elm"))
        assert ask(writing)


def test_what_a_session_gave_belongs_to_no_session_after_the_change(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "looked at") as writing:
        row = writing.session.exec(select(PracticeRow)).first()
        assert not inspect(row).detached
    assert inspect(row).detached


def test_the_first_entry_of_a_chain_is_number_one(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "moved") as writing:
        writing.execute("UPDATE store SET value = 'elsewhere' WHERE name = 'origin'")
        assert [writing.record("note", {}).sequence for _ in range(2)] == [1, 2]
