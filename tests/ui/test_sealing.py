"""What was changed is sealed again soon, whoever waits for nothing, and a lock ends it at once."""

from contextlib import closing

import pytest

from mdt_app.ui.sealing import Sealing
from mdt_app.ui.window import Desk
from mdt_app.vault.checking import check_store
from mdt_app.vault.sealing import needs_seal, seal_tables
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE
from tests.ui.network import take_everyone_in


@pytest.fixture
def sealing(ws, qapp):
    made = Sealing(ws.vault)
    made.look.stop()  # the test looks by itself
    yield made
    made.stop()


def test_an_import_is_sealed_once_nothing_more_is_changed(ws, sealing, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    sealing.seal_when_quiet()
    assert needs_seal(ws.vault), "more may follow at once"
    sealing.seal_when_quiet()
    sealing.finish()
    assert not needs_seal(ws.vault)
    assert check_store(ws.vault) == []


def test_what_an_earlier_window_left_open_is_sealed_at_the_first_look(ws, sealing):
    assert needs_seal(ws.vault), "the store was just made, and nobody sealed it"
    sealing.seal_when_quiet()
    sealing.finish()
    assert not needs_seal(ws.vault)


def test_nothing_is_begun_where_nothing_was_changed(ws, sealing):
    for _ in range(3):
        sealing.seal_when_quiet()
        sealing.finish()
    with ws.vault.reading() as reading:
        (seals,) = next(reading.rows("SELECT count(*) FROM seal WHERE state = 'sealed'"))
    assert seals == 1


def test_a_store_open_for_reading_is_looked_at_and_left_alone(store_folder, qapp):
    before = (store_folder / "data.db").read_bytes()
    with open_store(store_folder, PASSPHRASE, exclusive=False)[0] as vault:
        made = Sealing(vault)
        made.seal_when_quiet()
        made.finish()
        assert not seal_tables(vault)
        made.stop()
    assert (store_folder / "data.db").read_bytes() == before


def test_what_was_put_back_is_said_over_every_screen_before_a_change_could_cover_it(
    ws, two_threads, qtbot, tmp_path
):
    take_everyone_in(ws, tmp_path / "files")
    assert seal_tables(ws.vault)
    with closing(ws.vault.connect()) as connection:
        connection.execute("UPDATE result SET value = value + 1")
    desk = Desk(ws, two_threads.runner)
    desk.sealing.look.stop()
    desk.sealing.seal_when_quiet()
    desk.sealing.finish()
    qtbot.waitUntil(lambda: bool(desk.doubts.words))
    (words,) = desk.doubts.words
    assert words.startswith("The results in data.db are not as they were sealed")
    two_threads.settle()
    desk.close()


def test_the_window_seals_by_itself_and_its_lock_waits_for_no_seal(ws, two_threads, qtbot):
    desk = Desk(ws, two_threads.runner)
    desk.sealing.look.setInterval(10)
    qtbot.waitUntil(lambda: not needs_seal(ws.vault))
    desk.sealing.look.stop()
    with ws.vault.writing(ws.user, "practice added") as writing:
        writing.execute("INSERT INTO practice VALUES ('Y00005', 'Elm')")
    desk.sealing.seal_when_quiet()
    desk.close()
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []
