"""What is counted to report a fault: numbers and words of the program's own."""

from contextlib import closing

from mdt_app.vault.backups import back_up
from mdt_app.vault.counting import counts_of, entries_by_kind, facts_of
from mdt_app.vault.drafts import Draft, keep_draft
from mdt_app.vault.migrate import REVISIONS
from mdt_app.vault.workspace import Workspace


def _note(ws: Workspace, kind: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record(kind, {})


def test_every_table_is_counted_and_the_file_measured(ws: Workspace) -> None:
    for place in ("one", "two", "three"):
        keep_draft(ws.vault, Draft(place, "text", 0))
    counts = counts_of(ws.vault)
    assert counts["draft"] == 3
    assert counts["practice"] == 4
    assert counts["issued_document"] == 0
    assert counts["bytes"] == (ws.vault.folder / "data.db").stat().st_size


def test_entries_are_counted_by_kind_and_a_word_that_is_not_ours_is_not_told(
    ws: Workspace,
) -> None:
    before = entries_by_kind(ws.vault)
    for kind in ("note", "note", "import undone", "Canaryson 9990000018"):
        _note(ws, kind)
    assert entries_by_kind(ws.vault) == {**before, "note": 2, "import undone": 1}


def test_a_table_that_is_not_ours_is_not_told(ws: Workspace) -> None:
    with closing(ws.vault.connect()) as connection:
        connection.execute('CREATE TABLE "Canaryson 9990000018" (x)')
    assert not any("Canaryson" in name for name in counts_of(ws.vault))


def test_the_facts_say_which_engines_read_the_file_and_how_it_was_opened(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    facts = facts_of(ws.vault)
    with ws.vault.reading() as reading:
        (engine,) = next(reading.rows("SELECT sqlite_version()"))
    assert facts.pop("sqlite") == engine
    assert facts.pop("sqlcipher").startswith("4.")
    assert facts == {
        "revision": REVISIONS[-1],
        "is_demo": "no",
        "is_read_only": "no",
        "backups": "1",
    }


def test_a_demonstration_and_a_store_opened_to_be_read_are_said_to_be_that(
    ws: Workspace,
) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.execute("UPDATE store SET value = '1' WHERE name = 'demo'")
    with closing(ws.vault.connect()) as connection:
        connection.execute("INSERT INTO alembic_version VALUES ('0000')")
    assert facts_of(ws.vault)["is_demo"] == "yes"
    assert facts_of(ws.vault)["revision"] == f"{REVISIONS[-1]}, 0000"
    ws.vault.is_read_only = True
    assert facts_of(ws.vault)["is_read_only"] == "yes"
