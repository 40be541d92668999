"""Five people who are nobody else's business: where their names, numbers and birthdays must not be.

A meeting about them is held through the real window. Each search is shown to find something
where its protection is taken away: a search that can find nothing proves nothing.
"""

import shutil

import pytest
from PySide6.QtGui import QGuiApplication

from mdt_app.documents import sheets
from mdt_app.documents.minutes import MinutesWriter
from mdt_app.documents.outputs import ABOUT_A_CASE, ACTIONS, CALENDAR, Order, write_outputs
from mdt_app.meeting.unnamed import Unnamed
from mdt_app.ui.meet.in_the_room import InTheRoom
from mdt_app.ui.outputs.clipboard import EMPTIED_AFTER_S, PassingClipboard
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, PRACTICES, TODAY, USER
from tests.whole.canaries import (
    CANARIES,
    EVERYBODY,
    PLAIN,
    found_in,
    found_in_bytes,
    metadata_of,
    names_of_files,
    text_of,
)
from tests.whole.canary_meeting import (
    Chair,
    colours_on_screen,
    documents,
    first_case,
    hold,
    notices_in,
    prepare,
    titles_now,
    words_of,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def canary_store(store_template, store_keys, tmp_path_factory):
    """A store with the five and an open meeting, locked; and where it lies."""
    folder = tmp_path_factory.mktemp("canaries")
    shutil.copytree(store_template, folder / "store")
    vault = Vault(folder / "store", store_keys.database_key, held=StoreLock(folder / "store"))
    meeting = prepare(Workspace(vault, store_keys.user, _today), folder / "files")
    vault.lock()
    return folder, meeting


def _today():
    return TODAY


@pytest.fixture(scope="module")
def held(canary_store, program, tmp_path_factory):
    """What was seen of the whole meeting, its store afterwards, and its documents."""
    folder, meeting = canary_store
    own = tmp_path_factory.mktemp("held")
    shutil.copytree(folder / "store", own / "store")
    (own / "asked for").mkdir()
    started = program(own / "store", _today)
    started.let_in(open_store(own / "store", PASSPHRASE)[0], USER)
    seen = hold(started, own)
    started.shut_down()
    with open_store(own / "store", PASSPHRASE)[0] as vault:
        ws = Workspace(vault, USER, _today)
        made = {(whom, form): content for whom, form, content in documents(ws, meeting)}
        order = Order(meeting.id, (*ABOUT_A_CASE, ACTIONS, CALENDAR))
        written = own / "letters"
        written.mkdir()
        write_outputs(ws, order, written)
        for ods in PRACTICES:
            write_outputs(ws, Order(meeting.id, (*ABOUT_A_CASE, ACTIONS, CALENDAR), ods), written)
    return seen, own, made


@pytest.fixture
def chair(canary_store, program, tmp_path):
    """A fresh window on the first case, for the searches that are to find something."""
    shutil.copytree(canary_store[0] / "store", tmp_path / "store")
    started = program(tmp_path / "store", _today)
    started.let_in(open_store(tmp_path / "store", PASSPHRASE)[0], USER)
    yield Chair(started, tmp_path)
    started.shut_down()


# -- the room window ------------------------------------------------------------------------------


def test_the_room_saw_every_case_and_nobodys_name(held):
    seen, _, _ = held
    everything = "\n".join(seen.words)
    for one in EVERYBODY:
        assert one.mark in everything, "the room saw nothing of this case"
    assert "Ring the person on …" in everything
    assert found_in(everything, EVERYBODY) == set()


def test_without_taking_names_out_of_text_the_search_finds_them(chair, monkeypatch):
    monkeypatch.setattr(Unnamed, "__call__", lambda _self, text: text)
    chair.show_room()
    assert found_in(words_of(chair.room), EVERYBODY) >= {"quillfeather", "9990001235", "23041951"}


def test_while_a_name_is_typed_holding_back_is_what_keeps_it_out(chair, monkeypatch):
    monkeypatch.setattr(Unnamed, "while_typing", lambda self, text, _caret: text)
    chair.show_room()
    chair.hands.press("D")
    chair.hands.type("Quillfeather")
    assert "quillfeather" in found_in(words_of(chair.room))


def test_accessible_names_of_the_room_are_searched_too(chair):
    with first_case(chair.program, chair.hands._pictures) as looking:
        assert found_in(words_of(looking.room)) == set()
        looking.room.case.trends[0].setAccessibleDescription(CANARIES[1].surname)
        assert found_in(words_of(looking.room)) == {"brackenbury", "thwaite"}


def test_after_each_change_of_case_the_screen_was_empty_first(held):
    seen, _, _ = held
    assert len(seen.colours_when_cleared) == 3 * (len(EVERYBODY) - 1)
    assert set(seen.colours_when_cleared) == {1}


def test_without_clearing_first_the_case_before_is_still_on_the_screen(chair, monkeypatch):
    monkeypatch.setattr(InTheRoom, "_clear_for", lambda self, case: self._next.start())
    chair.meet.controller.case_shown.disconnect()
    chair.meet.controller.case_shown.connect(lambda case: chair.meet.in_the_room._next.start())
    chair.show_room()
    chair.press_and_look("PgDown")
    assert chair.seen.colours_when_cleared[0] > 5


def test_no_pixel_of_the_case_before_stays_in_the_next(held):
    """Whoever came before, a case looks the same to the last pixel; and each looks its own."""
    seen, _, _ = held
    for one in EVERYBODY:
        assert seen.pictures[one.mark] == seen.again[one.mark], one.mark
    different = {bytes(image.constBits()) for image in seen.pictures.values()}
    assert len(different) == len(EVERYBODY)


def test_a_single_pixel_that_stayed_would_be_found(held):
    seen, _, _ = held
    marred = seen.again[PLAIN.mark].copy()
    marred.setPixelColor(300, 300, "#123456")
    assert marred != seen.pictures[PLAIN.mark]


def test_nothing_pops_up_in_the_room(held, chair):
    seen, _, _ = held
    assert seen.notices == []
    chair.shell.tell(f"Undone: {CANARIES[0].surname}")
    assert found_in("\n".join(notices_in(chair.shell))) == {"quillfeather"}


def test_no_title_of_any_window_ever_named_anybody(held, chair):
    seen, _, _ = held
    assert found_in("\n".join(seen.titles), EVERYBODY) == set()
    chair.shell.setWindowTitle(f"MDT – {CANARIES[2].surname}")
    assert found_in(titles_now()) == {"mulvaney"}


# -- what is written ------------------------------------------------------------------------------


def others_than(ods):
    return [one for one in EVERYBODY if one.practice != ods]


@pytest.mark.parametrize("form", ["pdf", "html"])
@pytest.mark.parametrize("ods", PRACTICES)
def test_a_practices_minutes_have_only_its_own_people(held, ods, form):
    made = held[2][ods, form]
    text = text_of(made) if form == "pdf" else made.decode()
    assert found_in(text, others_than(ods)) == set()
    assert found_in_bytes(made, others_than(ods)) == set()
    own = [one for one in EVERYBODY if one.practice == ods]
    assert all(one.number in found_in(text, [one]) for one in own)


def test_in_the_whole_minutes_the_search_finds_everybody(held):
    """What a practice would have got without being asked which practice it is."""
    for form, read in (("pdf", text_of), ("html", bytes.decode)):
        found = found_in(read(held[2]["whole", form]), others_than("Y00004"))
        assert {one.number for one in CANARIES} <= found
    assert "quillfeather" in found_in_bytes(held[2]["whole", "html"])


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_the_network_copy_names_nobody(held, form):
    made = held[2]["network", form]
    text = text_of(made) if form == "pdf" else made.decode()
    assert found_in(text, EVERYBODY) == set()
    assert found_in_bytes(made, EVERYBODY) == set()
    assert all(one.mark in text for one in EVERYBODY), "its words were lost with the names"


def test_a_network_copy_that_kept_the_words_as_typed_is_found(canary_store, held, monkeypatch):
    _, own, _ = held
    monkeypatch.setattr(Unnamed, "__call__", lambda _self, text: text)
    with open_store(own / "store", PASSPHRASE)[0] as vault, vault.reading() as reading:
        made = MinutesWriter(reading, canary_store[1].id, None).network_copy()
    assert {"quillfeather", "9990001235"} <= found_in(str(made))


def test_no_file_and_no_folder_is_named_after_anybody(held):
    names = names_of_files(held[1])
    assert "letter-to-practice-case-01.pdf" in names
    assert found_in(names, EVERYBODY) == set()


def test_a_file_named_after_somebody_is_found(tmp_path):
    (tmp_path / "letter QUILLFEATHER 999-000-1235.pdf").touch()
    assert found_in(names_of_files(tmp_path)) == {"quillfeather", "9990001235"}


def test_a_practices_folder_of_letters_has_only_its_own_people(held):
    written = held[1] / "letters"
    for ods in PRACTICES:
        for path in (written / ods).rglob("*"):
            text = text_of(path.read_bytes()) if path.suffix == ".pdf" else path.read_text()
            assert found_in(text, others_than(ods)) == set(), path.name
            assert found_in_bytes(path.read_bytes(), others_than(ods)) == set(), path.name
    assert found_in(text_of((written / "Y00001" / "summary-case-01.pdf").read_bytes()))


def test_what_a_pdf_says_beside_its_pages_names_nobody(held):
    _, own, made = held
    papers = [content for (_, form), content in made.items() if form == "pdf"]
    papers += [path.read_bytes() for path in own.rglob("*.pdf")]
    assert len(papers) > 20
    for paper in papers:
        assert "MDT" in metadata_of(paper)
        assert found_in(metadata_of(paper), EVERYBODY) == set()


def test_a_title_that_names_somebody_is_found_in_the_pdf(canary_store, held, monkeypatch):
    _, own, _ = held
    begin = sheets.Sheets.__init__

    def titled(self, *args, **named):
        begin(self, *args, **named | {"title": f"Minutes about {CANARIES[0].surname}"})

    monkeypatch.setattr(sheets.Sheets, "__init__", titled)
    with open_store(own / "store", PASSPHRASE)[0] as vault:
        ws = Workspace(vault, USER, _today)
        made = {(whom, form): each for whom, form, each in documents(ws, canary_store[1])}
    assert found_in(metadata_of(made["whole", "pdf"])) == {"quillfeather"}


# -- the clipboard --------------------------------------------------------------------------------


def test_the_clipboard_is_empty_half_a_minute_later(held):
    seen, _, _ = held
    assert EMPTIED_AFTER_S == 30
    assert found_in(seen.clipboard_before), "there was nothing in it that could stay"
    assert seen.clipboard_after_ms > 30_000
    assert found_in(seen.clipboard_after) == set()
    assert seen.clipboard_after == ""


def test_a_clipboard_that_forgets_to_empty_itself_is_found(qtbot, monkeypatch):
    forgetting = PassingClipboard(after_s=0.05)
    forgetting._timer.timeout.disconnect()
    forgetting.copy(CANARIES[0].question)
    with qtbot.waitSignal(forgetting._timer.timeout, timeout=2000):
        pass
    assert found_in(QGuiApplication.clipboard().text()) >= {"quillfeather", "9990001235"}
    forgetting.empty()
    assert QGuiApplication.clipboard().text() == ""


def test_an_empty_page_has_one_colour_and_a_case_has_many(chair):
    chair.show_room()
    assert colours_on_screen(chair.room) > 5
    chair.room.clear()
    assert colours_on_screen(chair.room) == 1
