"""A page of last week put back over today's is ours, and sound: only a seal tells it is old."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.checking import check_store, page_problems
from mdt_app.vault.entries import Rows
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.keys import unlock_keys
from mdt_app.vault.sealing import needs_seal, seal_tables
from mdt_app.vault.seals import NOT_SEALED, standing_seals
from mdt_app.vault.store import open_store
from mdt_app.vault.table_digests import table_digest, tables_of
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.vault.how_many import keep_figures, times
from tests.vault.old_pages import pages_of, pages_that_differ, with_old_pages

ADA = "9990000018"
PEOPLE = f"""nhs_number,surname,forename,born_on,sex,practice,diabetes_type,diagnosed_on
{ADA},Exemplar,Ada,1950-02-14,female,Y00001,type 2,2012-03-04
"""
STARTED = f"""nhs_number,name,started_on,dose,current
{ADA},Insulin glargine,2026-01-05,10 units at night,yes
"""
STOPPED = STARTED.replace("yes", "no")
TESTS_ALLOWED = Wishes(allow_test_numbers=True)
SETS = times(300, 1500)


def _take_in(ws: Workspace, folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    report = take_in(ws, paths, TESTS_ALLOWED)
    assert report.committed, report


@pytest.fixture
def treated(ws: Workspace, tmp_path: Path) -> Workspace:
    """A store that says that insulin was started, sealed."""
    _take_in(ws, tmp_path / "first", patients=PEOPLE, medicines=STARTED)
    assert seal_tables(ws.vault)
    return ws


@pytest.fixture
def stopped(treated: Workspace, tmp_path: Path) -> tuple[Workspace, list[bytes]]:
    """The same store when a later file said that it was stopped, and its pages before that."""
    before = pages_of(treated.vault.path)
    _take_in(treated, tmp_path / "second", medicines=STOPPED)
    with treated.vault.writing(treated.user, "decided") as writing:
        writing.record("decision", {"words": "No insulin any more."}, about=ADA)
    assert seal_tables(treated.vault)
    return treated, before


def _is_insulin_current(rows: Rows) -> str:
    (current,) = next(rows.rows("SELECT current FROM medicine WHERE name LIKE 'Insulin%'"))
    return str(current)


def _problems(vault: Vault) -> list[str]:
    """What opening or checking says about a file."""
    try:
        with open_store(vault.folder, PASSPHRASE, exclusive=False)[0] as opened:
            return check_store(opened)
    except UserError as refused:
        return [refused.message]


def test_insulin_that_was_stopped_cannot_be_made_current_by_an_old_page(
    stopped: tuple[Workspace, list[bytes]],
) -> None:
    ws, before = stopped
    now = pages_of(ws.vault.path)
    with ws.vault.reading() as reading:
        assert _is_insulin_current(reading) == "no"
        (page,) = _pages_where(ws.vault, before, now, _started_again)
    ws.vault.lock()
    ws.vault.path.write_bytes(with_old_pages(before, now, {page}))
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        assert _is_insulin_current(reading) == "yes"
        assert list(page_problems(reading)) == [], "so the pages alone do not tell"
        (problem,) = check_store(vault)
    assert problem.startswith("The medicines in data.db are not as they were sealed")


def _started_again(rows: Rows) -> bool:
    return _is_insulin_current(rows) == "yes"


def _pages_where(
    vault: Vault, before: list[bytes], now: list[bytes], is_so: Callable[[Rows], bool]
) -> list[int]:
    """The single old pages that would make the file say something, sound as it looks."""
    copy, found = vault.path.with_name("tried.db"), []
    for place in pages_that_differ(before, now):
        copy.write_bytes(with_old_pages(before, now, {place}))
        with closing(vault.connect(copy)) as connection:
            if is_so(_Bare(connection)):
                found.append(place)
    copy.unlink()
    return found


class _Bare:
    """Rows of a connection to a file that no vault has opened."""

    def __init__(self, connection) -> None:
        self._connection = connection

    def rows(self, sql, parameters=MappingProxyType({})):
        return iter(self._connection.execute(sql, dict(parameters)))

    def let_writers_in(self) -> None:
        pass


def _holds(vault: Vault) -> dict[str, str]:
    """A digest of every table that is not worked out again and not half typed."""
    left_out = {"draft", "case_list", "listed_case", "measured"}
    with closing(vault.connect()) as connection:
        rows = _Bare(connection)
        return {name: table_digest(rows, name) for name in tables_of(rows) if name not in left_out}


def test_no_set_of_old_pages_goes_unnoticed(stopped: tuple[Workspace, list[bytes]]) -> None:
    """Each changed page alone, then sets of them by chance: told, or nothing is different.

    Every page that says anything put back at once is the whole older file, and passes as that.
    """
    ws, before = stopped
    now, new = pages_of(ws.vault.path), _holds(ws.vault)
    ws.vault.path.write_bytes(b"".join(before))
    old_as_a_whole = _holds(ws.vault)
    ws.vault.lock()
    key = unlock_keys(ws.vault.folder / "keys.json", PASSPHRASE).database_key
    chance, places = Random(17), pages_that_differ(before, now)
    assert len(places) > 5
    sets = [{place} for place in places]
    sets += [set(chance.sample(places, chance.randrange(2, len(places)))) for _ in range(SETS)]
    silent = 0
    for old in sets:
        ws.vault.path.write_bytes(with_old_pages(before, now, old))
        with Vault(ws.vault.folder, key) as vault:
            if _told(vault):
                continue
            silent += 1
            assert _holds(vault) in (new, old_as_a_whole), f"pages {sorted(old)} went unnoticed"
    keep_figures("sets of old pages put back", tried=len(sets), unnoticed=0)
    assert silent < len(sets) / 10, "the check was hardly put to the test"


def _told(vault: Vault) -> bool:
    try:
        return bool(check_store(vault))
    except StoreError:
        return True


def test_every_table_is_sealed_or_says_why_not(ws: Workspace) -> None:
    seal_tables(ws.vault)
    with ws.vault.reading() as reading:
        standing = standing_seals(reading)
        tables = set(tables_of(reading))
    assert set(standing.digests) == tables - set(NOT_SEALED)
    assert {"patient", "result", "medicine", "event", "undated", "store"} <= set(standing.digests)
    assert all(NOT_SEALED.values())


def test_an_import_breaks_the_seal_and_a_new_one_covers_what_it_changed(
    treated: Workspace, tmp_path: Path
) -> None:
    assert not needs_seal(treated.vault)
    _take_in(treated, tmp_path / "second", medicines=STOPPED)
    assert needs_seal(treated.vault)
    assert check_store(treated.vault) == []
    with treated.vault.reading() as reading:
        standing = standing_seals(reading)
    assert "medicine" in standing.open_tables
    assert "result" not in standing.open_tables
    assert "result" in standing.digests, "what was not changed stays sealed meanwhile"
    assert seal_tables(treated.vault)
    assert not needs_seal(treated.vault)
    assert not seal_tables(treated.vault), "there is nothing to seal twice"


def test_an_undone_import_breaks_the_seal_too(treated: Workspace) -> None:
    undo_batch(treated, 1)
    assert needs_seal(treated.vault)
    assert seal_tables(treated.vault)
    assert check_store(treated.vault) == []


def test_deciding_breaks_no_seal(treated: Workspace) -> None:
    with treated.vault.writing(treated.user, "decided") as writing:
        writing.record("decision", {"words": "Go on."}, about=ADA)
    assert not needs_seal(treated.vault)


def test_a_change_through_a_session_breaks_the_seal_as_well(treated: Workspace) -> None:
    from mdt_app.register.tables import PracticeRow

    with treated.vault.writing(treated.user, "practice added") as writing:
        writing.session.add(PracticeRow(ods="Y00005", name="Elm"))
    assert needs_seal(treated.vault)


def test_what_is_not_kept_breaks_nothing(treated: Workspace) -> None:
    def change_and_give_up() -> None:
        with treated.vault.writing(treated.user, "medicines") as writing:
            writing.execute("DELETE FROM medicine")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_give_up()
    assert not needs_seal(treated.vault)
    assert check_store(treated.vault) == []


def test_a_change_while_a_seal_is_made_leaves_the_seal_open(
    treated: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdt_app.vault import sealing

    with treated.vault.writing(treated.user, "medicines") as writing:
        writing.execute("UPDATE medicine SET dose = '12 units'")
    digests_now = sealing.digests_now

    def slow_digests(rows, standing):
        made = digests_now(rows, standing)
        rows.let_writers_in()
        with treated.vault.writing(treated.user, "medicines") as writing:
            writing.execute("UPDATE medicine SET dose = '14 units'")
        return made

    monkeypatch.setattr(sealing, "digests_now", slow_digests)
    assert not seal_tables(treated.vault)
    assert needs_seal(treated.vault)
    assert check_store(treated.vault) == []


def test_a_fraction_is_digested_alike_however_it_is_written(ws: Workspace, tmp_path: Path) -> None:
    results = f"nhs_number,kind,taken_on,value,unit\n{ADA},hba1c,2026-09-12,58,mmol/mol\n"
    results += f"{ADA},cholesterol,2026-09-12,4.7,mmol/L\n"
    _take_in(ws, tmp_path, patients=PEOPLE, results=results)
    with ws.vault.reading() as reading:
        before = table_digest(reading, "result")
    with ws.vault.writing(ws.user, "results") as writing:
        writing.execute("UPDATE result SET value = value + 1e-12 WHERE value < 5")
    with ws.vault.reading() as reading:
        assert table_digest(reading, "result") == before
    with ws.vault.writing(ws.user, "results") as writing:
        writing.execute("UPDATE result SET value = value + 0.001 WHERE value < 5")
    with ws.vault.reading() as reading:
        assert table_digest(reading, "result") != before


def test_without_its_seal_an_old_page_would_go_unnoticed(
    stopped: tuple[Workspace, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests above would prove nothing."""
    ws, before = stopped
    now = pages_of(ws.vault.path)
    (page,) = _pages_where(ws.vault, before, now, _started_again)
    ws.vault.path.write_bytes(with_old_pages(before, now, {page}))
    monkeypatch.setattr("mdt_app.vault.checking.seal_problems", lambda _rows: [])
    assert _problems(ws.vault) == []
