"""What a check says of links that are not as they were, and of tables that are not as sealed."""

from contextlib import closing
from pathlib import Path

import pytest

from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.reading import Writing
from mdt_app.vault.sealing import needs_seal, problems_with_seals, seal_tables
from mdt_app.vault.seals import seal_digest, standing_seals
from mdt_app.vault.store import create_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER

IN_WORDS = {
    "event": "events",
    "import_batch": "files taken in",
    "medicine": "medicines",
    "patient": "people",
    "practice": "rows of practice",
    "result": "results",
    "store": "facts about the store",
    "undated": "facts without a day",
}
LINK = "number, made_at, state, tables, entry, previous"


@pytest.fixture
def sealed(ws: Workspace) -> Vault:
    """A store with a file taken in. Links 1 to 3 say what was changed, link 4 is a seal."""
    with ws.vault.writing(USER, "files taken in") as writing:
        writing.execute("UPDATE practice SET name = 'Elm' WHERE ods = 'Y00001'")
        writing.record("import", {"import": "i"})
    assert seal_tables(ws.vault)
    return ws.vault


def _tampered(vault: Vault, *statements: str) -> list[str]:
    """What the seals tell when somebody with the key and without scruples was here."""
    with closing(vault.connect()) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in ("entry", "seal"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
        for statement in statements:
            connection.execute(statement)
    return problems_with_seals(vault)


def test_links_are_written_as_they_ever_were(sealed: Vault) -> None:
    """Or those that an earlier version wrote would be read for something else."""
    with sealed.reading() as reading:
        links = list(reading.rows("SELECT number, state, tables FROM seal ORDER BY number"))
    assert [state for _, state, _ in links] == ["broken", "broken", "broken", "sealed"]
    assert (links[0][2], links[2][2]) == ('{"*": ""}', '{"practice": ""}')


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO practice (ods, name) VALUES ('Y00009', 'Oak')",
        "UPDATE practice SET name = 'Oak'",
        "DELETE FROM practice",
    ],
)
def test_every_way_to_change_a_table_breaks_its_seal(sealed: Vault, sql: str) -> None:
    assert not needs_seal(sealed)
    with sealed.writing(USER, "practices changed") as writing:
        writing.execute(sql)
    assert needs_seal(sealed)


def test_every_table_that_can_be_written_over_is_sealed(sealed: Vault) -> None:
    with sealed.reading() as reading:
        standing = standing_seals(reading)
    assert standing is not None
    assert set(standing.digests) == {
        *("patient", "result", "medicine", "event", "undated", "gone", "replaced", "set_aside"),
        *("import_batch", "batch_person", "saved_layout", "practice", "network", "store"),
        "erased",
    }


def test_every_table_that_is_not_as_it_was_sealed_is_named(sealed: Vault) -> None:
    with sealed.reading() as reading:
        columns = {name: len(list(reading.rows(f"PRAGMA table_info({name})"))) for name in IN_WORDS}
    more = [f"INSERT INTO {n} VALUES ({', '.join('7' * many)})" for n, many in columns.items()]
    assert _tampered(sealed, *more) == [
        f"The {words} in data.db are not as they were sealed: older pages may be back."
        for words in IN_WORDS.values()
    ]


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        (
            "DELETE FROM seal WHERE number > 1",
            ["1 import(s) are recorded that the seals over the tables do not know."],
        ),
        ("DELETE FROM seal WHERE number = 4", []),  # what was changed is known, and sealed anew
        ("DELETE FROM seal WHERE number = 2", ["Before seal 3 others are missing."]),
        ("DELETE FROM seal WHERE number = 1", ["Before seal 2 others are missing."]),
        ("DELETE FROM seal", ["The seals over the tables are missing."]),
        (
            "UPDATE seal SET tables = '{}' WHERE number = 2",
            ["Seal 2 has been changed since it was made."],
        ),
        (
            "DELETE FROM entry WHERE kind = 'import'",
            ["Entries are missing that were there when the tables were sealed."],
        ),
    ],
)
def test_links_and_entries_that_are_missing_or_changed_are_told(
    sealed: Vault, statement: str, problems: list[str]
) -> None:
    assert _tampered(sealed, statement) == problems


def test_a_link_rewritten_with_a_digest_to_match_still_breaks_the_chain(sealed: Vault) -> None:
    with sealed.reading() as reading:
        (row,) = reading.rows(f"SELECT {LINK} FROM seal WHERE number = 3")
    forged = seal_digest([*row[:3], "{}", *row[4:]])
    rewriting = f"UPDATE seal SET tables = '{{}}', digest = '{forged}' WHERE number = 3"
    assert _tampered(sealed, rewriting) == ["Before seal 4 others are missing."]


def test_an_import_that_the_first_seal_does_not_know_is_told(tmp_path: Path) -> None:
    with create_store(tmp_path / "new", USER, PASSPHRASE, cost=LEAST_COST) as vault:
        with closing(vault.connect()) as connection:
            Writing(connection, USER, "files taken in").record("import", {"import": "i"})
        assert problems_with_seals(vault) == [
            "1 import(s) are recorded that the seals over the tables do not know."
        ]


def test_a_store_whose_seals_are_gone_can_be_worked_in(sealed: Vault) -> None:
    _tampered(sealed, "DELETE FROM seal")
    assert not needs_seal(sealed)
    assert not seal_tables(sealed)
    with sealed.writing(USER, "practice renamed") as writing:
        writing.execute("UPDATE practice SET name = 'Oak' WHERE ods = 'Y00001'")
    assert needs_seal(sealed)
