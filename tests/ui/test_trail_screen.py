"""The trail on the screen: searched, read line by line, one person's written; by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.intake.exporting import export_store
from mdt_app.ui.commands import command_named
from mdt_app.ui.names_shown import names
from mdt_app.vault.checking import check_store
from mdt_app.vault.trail import SEEN, Access, note_in
from tests.documents.conftest import text_of
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE, collected, nameless


@pytest.fixture
def desk(ws, meeting, two_threads, qtbot):
    with desk_open(ws, two_threads, qtbot) as made:
        two_threads.settle()
        yield made


@pytest.fixture
def screen(desk, qtbot):
    """The trail, opened by its key from Meet."""
    QTest.keyClick(desk.shell, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    found(desk.shell.screen_shown, qtbot)
    return desk.shell.screen_shown


def found(screen, qtbot):
    """Wait for the answer to what is looked for now."""
    source = screen.controller
    qtbot.waitUntil(lambda: not source.is_working and not source._typing.isActive(), timeout=30_000)
    return [(row.what, row.whom) for row in screen.table.rows.shown]


def press(screen, key):
    QTest.keyClick(screen.window(), key)


def test_who_was_just_seen_is_its_latest_line(desk, screen, qtbot):
    shown = found(screen, qtbot)
    assert shown[0] == ("Seen", "BEGUM, Ada (Mrs)")
    assert ("Unlocked", "") in shown
    assert ("Nomination recorded", "BEGUM, Ada (Mrs)") in shown
    assert screen.table.rows.shown[0].said == "Meet"
    assert screen.status() == f"{len(shown)} of {len(shown)} lines shown"


@pytest.mark.parametrize(
    ("typed", "whats"),
    [
        ("begum seen", {"Seen"}),
        ("999 000 0018 nomination", {"Nomination recorded"}),
        ("BEGUM nominat", {"Nomination recorded"}),
        ("patel attendance", {"Attendance recorded"}),
        ("%", set()),
        ("_ ' \" ( NEAR", set()),
    ],
)
def test_it_is_searched_by_person_who_and_what(screen, qtbot, typed, whats):
    press(screen, Qt.Key.Key_F)
    qtbot.waitUntil(screen.words.hasFocus)
    QTest.keyClicks(screen.words, typed)
    shown = found(screen, qtbot)
    assert {what for what, _ in shown} == whats
    assert screen.panel.area.isVisible() == bool(whats)


def test_it_is_narrowed_to_what_was_done_by_whom_and_when(screen, qtbot):
    for box, code in ((screen.part, "seen"), (screen.by, "N. Patel"), (screen.period, "6")):
        box.setCurrentIndex(box.findData(code))
        found(screen, qtbot)
    assert {what for what, _ in found(screen, qtbot)} <= {"Seen"}
    screen.by.setCurrentIndex(0)
    screen.period.setCurrentIndex(0)
    assert {what for what, _ in found(screen, qtbot)} == {"Seen"}


def test_one_key_keeps_to_the_person_of_the_line_and_another_press_shows_everybody(screen, qtbot):
    everything = found(screen, qtbot)
    press(screen, Qt.Key.Key_P)
    shown = found(screen, qtbot)
    assert {whom for _, whom in shown} == {"BEGUM, Ada (Mrs)"}
    assert ("Imported", "BEGUM, Ada (Mrs)") in shown
    assert screen.person_button.text() == "Only BEGUM, Ada (Mrs) ×"
    press(screen, Qt.Key.Key_P)
    assert set(found(screen, qtbot)) >= set(everything)
    assert not screen.person_button.isVisible()


def test_looking_at_one_persons_trail_is_on_it(desk, screen, qtbot):
    press(screen, Qt.Key.Key_P)
    found(screen, qtbot)
    desk.watching.seen.keep()
    desk.saver.finish()
    screen.controller.ask()
    found(screen, qtbot)
    assert screen.table.rows.shown[0].said == "The trail"


def test_a_line_about_many_names_them_all(ws, screen, qtbot, tmp_path):
    export_store(ws, tmp_path / "out")
    screen.controller.ask()
    assert found(screen, qtbot)[0] == ("Exported", f"{len(EVERYONE)} people")
    screen.table.go_to(0)
    assert "BEGUM, Ada (Mrs) · 999 000 0018" in screen.panel.whom.accessibleName()
    assert not screen.panel.only_button.isVisible()


def test_a_line_says_in_full_what_was_entered_and_where_it_stands_in_its_chain(screen, qtbot):
    shown = found(screen, qtbot)
    screen.table.go_to(shown.index(("Nomination recorded", "ALI, Cleo (Ms)")))
    said = screen.panel.fields.accessibleName()
    assert "Question: What next for mark2mark?" in said
    assert screen.panel.place.text().startswith("Entry ")


def test_one_persons_trail_is_written_as_pdf(ws, screen, qtbot, tmp_path):
    path = tmp_path / "trail.pdf"
    press(screen, Qt.Key.Key_W)
    assert screen.dialog is not None
    screen.dialog.fileSelected.emit(str(path))
    screen.dialog.close()
    qtbot.waitUntil(path.exists, timeout=30_000)
    text = text_of(path)
    assert "BEGUM, Ada (Mrs)" in text
    assert "What next for mark0mark?" in text
    assert "CHOWDHURY" not in text
    found(screen, qtbot)
    assert screen.table.rows.shown[0].said == "Trail written: trail.pdf"
    assert check_store(ws.vault) == []


def test_older_lines_are_counted_and_come_when_asked_for(ws, screen, qtbot):
    note_in(ws.vault, ws.user, [Access(SEEN, "Meet", BRAM) for _ in range(1200)])
    screen.controller.narrow(part="seen", person=BRAM)
    assert len(found(screen, qtbot)) == 500
    assert screen.older_words.text() == "700 older lines are not shown."
    press(screen, Qt.Key.Key_O)
    assert len(found(screen, qtbot)) == 1000
    press(screen, Qt.Key.Key_O)
    assert len(found(screen, qtbot)) == 1200
    assert not screen.foot.isVisible()


def test_a_line_stays_marked_while_the_list_is_read_again(screen, qtbot):
    found(screen, qtbot)
    screen.table.go_to(3)
    before = screen.table.current_row()
    screen.controller.ask()
    found(screen, qtbot)
    assert screen.table.current_row() == before


def test_the_latest_question_is_the_one_answered(screen, qtbot):
    answers = collected(screen.controller.found)
    screen.controller.narrow(person=BRAM)
    screen.controller.narrow(person=CLEO)
    qtbot.waitUntil(lambda: len(answers) > 0, timeout=30_000)
    found(screen, qtbot)
    assert {answer.wish.person for answer in answers} == {CLEO}


def test_esc_goes_back_to_where_one_was(desk, screen, qtbot):
    press(screen, Qt.Key.Key_F)
    qtbot.waitUntil(screen.words.hasFocus)
    QTest.keyClick(screen.words, Qt.Key.Key_Escape)
    assert screen.table.hasFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Escape)
    assert desk.shell.screen_shown is desk.shell.screen_of("meet")


def test_a_person_found_by_ctrl_k_is_kept_to(desk, screen, qtbot):
    desk.shell.open_person(ADA)
    assert {whom for _, whom in found(screen, qtbot)} == {"BEGUM, Ada (Mrs)"}


def test_it_is_reached_by_its_words_and_covered_while_names_are_hidden(desk, screen):
    assert desk.shell.stack.currentWidget() is screen
    try:
        names.show_or_hide()
        assert desk.shell.stack.currentWidget() is not screen
    finally:
        names.show_or_hide()
    desk.shell.show_screen("meet")
    desk.shell.run(command_named("everywhere.trail"))
    assert desk.shell.screen_shown is screen


def test_every_control_has_a_name(screen, qtbot):
    found(screen, qtbot)
    press(screen, Qt.Key.Key_P)
    found(screen, qtbot)
    assert nameless(screen) == []
