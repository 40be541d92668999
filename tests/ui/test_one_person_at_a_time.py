"""Nothing of one person may ever stand beside another's, however slow the disk."""

from random import Random
from time import sleep

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from mdt_app.meeting.trend_words import sentence
from mdt_app.meeting.trends import trends_of
from mdt_app.ui.meet import controller as meet_controller
from mdt_app.ui.runs import RunsText
from mdt_app.ui.saving import Saver
from tests.invented import TODAY
from tests.ui.meeting_room import begin, mark_of, question_about, shell_with_meet
from tests.ui.network import EVERYONE, Threads, threads

_STEPS = 300


class SlowSaver(Saver):
    """Saves as a bad disk would: now and then, late."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance

    def save(self, job, *, owner, on_done=None):
        wait = self._chance.choice((0, 0, 0.004, 0.015))

        def late():
            sleep(wait)
            return job()

        super().save(late, owner=owner, on_done=on_done)


@pytest.fixture
def chance():
    return Random(20261126)


@pytest.fixture
def slow_threads(themed, chance):
    with threads() as made:
        slow = Threads(made.runner, SlowSaver(chance))
        yield slow
        slow.saver.shut_down()
        slow.settle()


@pytest.fixture
def screen(ws, tmp_path, slow_threads, chance, monkeypatch, qtbot):
    read = meet_controller.case_page

    def slowly(*args):
        sleep(chance.choice((0, 0, 0.003, 0.01)))
        return read(*args)

    monkeypatch.setattr(meet_controller, "case_page", slowly)
    begin(ws, tmp_path / "files")
    shell = shell_with_meet(ws, slow_threads)
    qtbot.addWidget(shell)
    yield shell.screen_shown
    shell.keep_what_is_typed()
    slow_threads.settle()


def words_on(widget: QWidget) -> str:
    """Everything that can be read on a part of the screen."""
    found = []
    for part in widget.findChildren(QWidget):
        if not part.isVisibleTo(widget):
            continue
        if isinstance(part, (QLabel, RunsText, QLineEdit)):
            found.append(part.text())
        elif isinstance(part, QPlainTextEdit):
            found.append(part.toPlainText())
        found.append(part.accessibleDescription())
    return "\n".join(found)


def assert_only_one_person(screen) -> None:
    shown = screen.controller.shown
    person, number = shown.page.record.person, shown.nhs_number
    room = screen.room
    assert room.banner.nhs_number == number
    assert person.surname.upper() in room.banner.identity.text()
    assert room.side.words_edit.nhs_number == number
    assert room.side.question.words.text().endswith(question_about(number))
    expected = [sentence(trend) for trend in trends_of(shown.page.record, TODAY)]
    assert [chart.words for chart in room.charts.charts] == expected
    seen = "\n".join(words_on(part) for part in (room.side, room.banner, room.reasons))
    for other in EVERYONE:
        assert (mark_of(other) in seen) == (other == number), "somebody else's words"
    editor = room.side.editor
    assert editor.is_about.nhs_number in ("", number)
    assert shown.page.item.nhs_number == number
    assert room.agenda.currentIndex().isValid()
    line = room.agenda.rows.row_at(room.agenda.currentIndex())
    assert line.item.nhs_number == number


def type_about(screen, text: str) -> None:
    QTest.keyClicks(
        QApplication.focusWidget(), f"{mark_of(screen.controller.shown.nhs_number)} {text} "
    )


def write_words(screen) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    if isinstance(QApplication.focusWidget(), QPlainTextEdit):
        type_about(screen, "agreed")


def write_half_an_action(screen) -> None:
    screen.room.agenda.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    type_about(screen, "to do")


def write_an_action(screen) -> None:
    write_half_an_action(screen)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def choose(screen) -> None:
    screen.room.agenda.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)


def step(screen, chance: Random) -> None:
    """One thing a hurried chair might do."""
    act = chance.choice(
        (
            "next",
            "next",
            "previous",
            "previous",
            "jump",
            "words",
            "half",
            "action",
            "choose",
            "undo",
        )
    )
    match act:
        case "next":
            QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_PageDown)
        case "previous":
            QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_PageUp)
        case "jump":
            screen.controller.show_case(chance.randrange(len(EVERYONE)))
        case "words":
            write_words(screen)
        case "half":
            write_half_an_action(screen)
        case "action":
            write_an_action(screen)
        case "choose":
            choose(screen)
        case "undo":
            screen.undo()
    if screen.is_ending:
        screen.ending_page.back_button.click()


@pytest.mark.slow
def test_300_steps_never_show_one_persons_anything_beside_anothers(screen, chance, slow_threads):
    visited = set()
    for _ in range(_STEPS):
        step(screen, chance)
        assert_only_one_person(screen)
        if chance.random() < 0.3:
            QCoreApplication.processEvents()
            assert_only_one_person(screen)
        visited.add(screen.controller.shown.nhs_number)
    slow_threads.settle()
    assert_only_one_person(screen)
    assert visited == set(EVERYONE)


@pytest.mark.slow
def test_what_300_steps_entered_is_all_about_its_own_person(ws, screen, chance, slow_threads):
    for _ in range(_STEPS):
        step(screen, chance)
    screen.left()
    slow_threads.settle()
    with ws.vault.reading() as reading:
        rows = list(
            reading.rows(
                "SELECT about, payload FROM entry WHERE kind IN ('decision', 'action')"
                " UNION ALL SELECT place, text FROM draft"
            )
        )
    assert rows
    for about, text in rows:
        for other in EVERYONE:
            if mark_of(other) in text:
                assert other in about, "words about one person were kept for another"
