"""The thirty fixtures through the window: let fall on Data, asked about, answered by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from mdt_app.intake.exporting import export_store
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.questions import QuestionBox
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.stages import Stage
from tests.intake.files.expected import Fixture, Step, check_stored, fixtures
from tests.ui.network import threads
from tests.ui.pointing import choose_by_typing
from tests.ui.test_data_controller import TestNumbersController

FIXTURES = [fixture for fixture in fixtures() if fixture.stored is not None]
NOT_YET: frozenset[str] = frozenset()
_MOST_ROUNDS = 5


class Window:
    """The Data screen, and a person who drops files on it and answers what it asks."""

    def __init__(self, screen: DataScreen, working, folder: Path) -> None:
        self.screen, self._working, self._folder = screen, working, folder

    def drop(self, step: Step) -> None:
        data = QMimeData()
        paths = step.paths(self._folder)
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        nothing = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(
            QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing
        )
        self.screen.dropEvent(event)
        self._working.settle()

    @property
    def boxes(self) -> list[QuestionBox]:
        return [box for card in self.screen.preview_page.cards for box in card.questions]

    @property
    def may_take_in(self) -> bool:
        return self.screen.preview_page.take_in_button.isEnabled()

    def answer(self, step: Step) -> None:
        """Answer every question as the command line's options do, until none is left."""
        for _ in range(_MOST_ROUNDS):
            if not self.boxes:
                return
            for box in self.boxes:
                self._answer_one(box, step)
            self._working.settle()
        raise AssertionError("the window never stops asking")

    def say_columns(self, step: Step) -> None:
        """Go to the page of columns, say what some of them are, and look again."""
        if not step.columns:
            return
        QTest.keyClick(self.screen.preview_page, Qt.Key.Key_C)
        page = self.screen.columns_page
        for place, words in step.columns.items():
            page.table.setFocus()
            QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
            for _ in range(int(place) - 1):
                QTest.keyClick(page.table, Qt.Key.Key_Down)
            QTest.keyClick(page.table, Qt.Key.Key_Return)
            choose_by_typing(page.chooser, words)
        QTest.keyClick(self.screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._working.settle()

    def _answer_one(self, box: QuestionBox, step: Step) -> None:
        options = dict(zip(step.options, step.options[1:], strict=False))
        match box.question.topic:
            case "practice":
                self._choose(box, options["--practice"])
            case "sheet":
                self._press(box, options["--sheet"])
            case "accept":
                assert "--accept" in step.options
                self._press(box)
            case _:
                self._choose(box, step.answers[box.question.column])

    def _choose(self, box: QuestionBox, words: str) -> None:
        chooser = box.findChild(Chooser)
        assert chooser is not None
        choose_by_typing(chooser, words)

    def _press(self, box: QuestionBox, words: str = "") -> None:
        made = next(each for each in box.findChildren(QPushButton) if words in each.text())
        made.setFocus()
        QTest.keyClick(made, Qt.Key.Key_Space)

    def take_in(self) -> None:
        was_allowed = self.may_take_in
        QTest.keyClick(self.screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._working.settle()
        is_heard = self.screen.stage is not Stage.PREVIEWED
        assert is_heard or not was_allowed, "the key to take in was not heard"

    def leave(self) -> None:
        QTest.keyClick(self.screen.preview_page.leave_button, Qt.Key.Key_Space)


@pytest.fixture
def window(ws, qtbot, themed, tmp_path):
    with threads() as working:
        controller = TestNumbersController(ws, working.runner)
        screen = DataScreen(ws, working.runner, controller=controller)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)  # else no key of it is heard
        screen.activated()
        yield Window(screen, working, tmp_path)


def _is_answered_later(fixture: Fixture, place: int) -> bool:
    """Whether the next step names the same files: on a command line, the answer to this one."""
    after = fixture.steps[place + 1 :]
    return (
        fixture.steps[place].status == 1
        and bool(after)
        and after[0].names == (fixture.steps[place].names)
    )


def _marked(fixture: Fixture):
    is_not_yet = fixture.name in NOT_YET
    marks = [pytest.mark.xfail(strict=True, reason="not yet in the window")] if is_not_yet else []
    return pytest.param(fixture, id=fixture.name, marks=marks)


@pytest.mark.parametrize("fixture", [_marked(fixture) for fixture in FIXTURES])
def test_a_fixture_is_taken_in_through_the_window(fixture, window, ws, tmp_path):
    for place, step in enumerate(fixture.steps):
        window.drop(step)
        if _is_answered_later(fixture, place):
            assert window.boxes
            assert not window.may_take_in
        elif step.status == 1:
            assert not window.may_take_in
            window.take_in()
        else:
            window.answer(step)
            window.say_columns(step)
            assert window.may_take_in, window.screen.preview_page.reason.text()
            window.take_in()
    export_store(ws, tmp_path / "export")
    with ws.vault.reading() as rows:
        check_stored(fixture.stored, tmp_path / "export", rows)
