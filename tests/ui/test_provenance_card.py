"""Meet: every number says where it is from, at the pointer or the keyboard, and of nobody else."""

import re
from contextlib import contextmanager
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.ui.keys_list import section_of
from mdt_app.ui.provenance import ProvenanceCard
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import ADA, BRAM, EVERYONE
from tests.ui.pointing import at_the_keyboard, move_to, point_at, press, said_by

HEAD = "nhs_number,kind,taken_on,value,unit\n"
LATER = (
    f"{ADA},hba1c,2026-11-03,10.7,\n{ADA},hba1c,2026-11-10,95,mmol/mol\n"
    f"{BRAM},hba1c,2026-11-20,9.5,\n"
)
MEDICINES = (
    "nhs_number,name,dose,started_on,last_issued_on\n"
    f"{ADA},Metformin 1 g modified-release tablets,1 twice a day with the main meals,"
    "2020-01-02,2026-11-01\n"
    f"{BRAM},Gliclazide 80 mg tablets,1 a day,2020-01-02,2026-11-01\n"
)


@pytest.fixture
def shell(ws, tmp_path, two_threads, qtbot):
    """The window on the first case, with a later file that corrected a value without a unit."""
    begin(ws, tmp_path / "files")
    for name, text in (("later.csv", HEAD + LATER), ("medicines.csv", MEDICINES)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def room(shell):
    return shell.screen_shown.room


def said(room) -> list[str]:
    return said_by(room.where_from)


def test_one_key_says_where_the_latest_value_is_from(room):
    press(Qt.Key.Key_I)
    assert said(room) == [
        "HbA1c 95 mmol/mol on 10 Nov 2026",
        "later.csv, row 3, taken in 26 Nov 2026 by N. Patel",
        "In the file: 95",
        "Read as: plain layout",
    ]
    assert QApplication.focusWidget() is room.charts.charts[0]
    press(Qt.Key.Key_I)
    assert said(room) == []


def test_the_arrows_step_from_point_to_point(room):
    press(Qt.Key.Key_I, Qt.Key.Key_Left)
    assert said(room)[0] == "HbA1c 93 mmol/mol on 3 Nov 2026"
    press(Qt.Key.Key_Home)
    assert said(room)[0] == "HbA1c 70 mmol/mol on 3 May 2025"
    press(Qt.Key.Key_Left)  # there is none before it
    assert said(room)[0] == "HbA1c 70 mmol/mol on 3 May 2025"
    press(Qt.Key.Key_Right)
    assert said(room)[0] == "HbA1c 79 mmol/mol on 3 Nov 2025"


def test_an_inferred_and_corrected_value_says_both(room):
    press(Qt.Key.Key_I, Qt.Key.Key_Left)
    assert said(room)[2:] == [
        "In the file: 10.7",
        "Unit worked out: no unit in the file, 4 to 18 is read as %",
        "Read as: plain layout",
        "Corrected: 92 before, results.csv row 5",
    ]


def test_the_arrows_begin_at_the_latest_point_without_the_key(room):
    room.charts.charts[0].setFocus()
    assert said(room) == []
    press(Qt.Key.Key_Right)
    assert said(room)[0] == "HbA1c 95 mmol/mol on 10 Nov 2026"


def test_the_pointer_says_the_nearest_point_and_elsewhere_the_sentence(room):
    chart = room.charts.charts[0]
    box = chart.values()[0].box
    point_at(chart, box.center() + QPoint(5, -5))
    assert said(room)[0] == "HbA1c 70 mmol/mol on 3 May 2025"
    point_at(chart, chart.plot.box.topLeft().toPoint() + QPoint(40, 10))
    assert said(room) == [chart.accessibleDescription()]


def test_the_heading_says_where_the_latest_value_is_from(room):
    chart = room.charts.charts[0]
    point_at(chart, chart.heading.latest_box().center())
    assert said(room)[0] == "HbA1c 95 mmol/mol on 10 Nov 2026"


def test_every_field_of_the_banner_leads_to_its_file(room):
    room.banner.setFocus()
    found = []
    press(Qt.Key.Key_I)
    while said(room)[0] not in found:
        found.append(said(room)[0])
        press(Qt.Key.Key_Right)
    assert found == [
        "Name Begum, Ada (Mrs)",
        "Born 14 Feb 1968",
        "Sex female",
        "NHS number 999 000 0018",
        "Diabetes type 2",
        "Diagnosed 3 May 2011",
        "Ethnic category not recorded",
        "Language not recorded",
        "Frailty not recorded",
        "Practice Y00001",
    ]
    assert said(room)[1] == "patients.csv, row 2, taken in 26 Nov 2026 by N. Patel"


def test_every_medicine_leads_to_its_file(room):
    room.medicines.setFocus()
    press(Qt.Key.Key_I)
    metformin = "Metformin 1 g modified-release tablets 1 twice a day with the main meals"
    assert said(room)[:3] == [
        f"{metformin}: since 2 Jan 2020, last issued 1 Nov 2026, current",
        metformin,
        "medicines.csv, row 2, taken in 26 Nov 2026 by N. Patel",
    ]
    point_at(room.medicines, room.medicines.values()[0].box.center())
    assert said(room)[1] == metformin


def test_esc_closes_the_card_first_and_then_leads_back_to_the_agenda(room):
    press(Qt.Key.Key_I, Qt.Key.Key_Left, Qt.Key.Key_Escape)
    assert said(room) == []
    assert QApplication.focusWidget() is room.charts.charts[0]
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is room.agenda


def test_a_value_that_goes_on_in_another_line_is_one_stop_and_two_places(room, shell):
    shell.resize(683, 700)
    room.banner.setFixedWidth(180)
    QTest.qWait(1)
    asked = [value.asked for value in room.banner.values()]
    category = next(one for one in asked if asked.count(one) > 1)
    pieces = [value for value in room.banner.values() if value.asked == category]
    assert len({piece.box.top() for piece in pieces}) == len(pieces) > 1
    assert [piece.is_stop for piece in pieces] == [True] + [False] * (len(pieces) - 1)


def test_a_check_says_what_shows_that_it_was_done(room):
    strip = room.processes
    point_at(strip, strip.values()[0].box.center())
    assert said(room)[:2] == ["HbA1c done, last 10 Nov 2026", "HbA1c 95 mmol/mol on 10 Nov 2026"]
    point_at(strip, strip.values()[-1].box.center())
    assert said(room) == ["Eye screening missing, never recorded"]


def test_a_reason_says_where_everything_behind_it_is_from(room):
    row = room.reasons.rows[0]
    row.setFocus()
    press(Qt.Key.Key_I)
    assert said(room)[0].startswith("Urgent: HbA1c 95")
    assert said(room)[1].startswith("Clears when: ")
    assert said(room)[2].startswith("Source: ABCD")
    assert said(room)[3:5] == [
        "HbA1c 95 mmol/mol on 10 Nov 2026",
        "later.csv, row 3, taken in 26 Nov 2026 by N. Patel",
    ]


def test_a_reason_that_rests_on_an_inferred_value_is_marked(room, shell):
    assert "≈" not in "".join(row.words.text() for row in room.reasons.rows)  # 95 has its unit
    shell.open_person(BRAM)
    row = room.reasons.rows[0]
    assert row.words.text().startswith("HbA1c 80")
    assert row.words.text().endswith("≈ unit inferred")
    assert "unit inferred" in row.accessibleName()


def test_a_letter_typed_into_words_is_a_letter(room):
    press(Qt.Key.Key_D)
    QTest.keyClicks(at_the_keyboard(), "insulin is next")
    assert said(room) == []
    assert "insulin is next" in room.side.words_edit.toPlainText()


def test_esc_closes_the_card_and_nothing_else(room, shell):
    press(Qt.Key.Key_D)
    QTest.keyClicks(at_the_keyboard(), "half a sen")
    edit = QApplication.focusWidget()
    chart = room.charts.charts[0]
    point_at(chart, chart.values()[0].box.center())
    assert said(room)
    press(Qt.Key.Key_Escape)
    assert said(room) == []
    assert QApplication.focusWidget() is edit
    assert edit.toPlainText() == "half a sen"
    press(Qt.Key.Key_Escape)  # and now it is the text's again
    assert QApplication.focusWidget() is not edit


def test_the_card_never_takes_the_keyboard_or_the_pointer(room):
    press(Qt.Key.Key_D)
    edit = QApplication.focusWidget()
    chart = room.charts.charts[0]
    place = chart.values()[0].box.center()
    point_at(chart, place)
    card = room.where_from.card
    assert QApplication.focusWidget() is edit
    assert card.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def turn_the_wheel(room):
    nothing, none = QPoint(), Qt.MouseButton.NoButton
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), nothing, QPoint(0, -120), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(room.side, turned)


@pytest.mark.parametrize(
    "go_on",
    [
        turn_the_wheel,
        lambda _room: press(Qt.Key.Key_Down),
        lambda room: QTest.mousePress(room.side, Qt.MouseButton.LeftButton),
        lambda room: room.side.words_edit.setFocus(),
    ],
)
def test_going_on_with_something_else_puts_the_card_away(room, go_on):
    chart = room.charts.charts[0]
    point_at(chart, chart.values()[0].box.center())
    assert said(room)
    go_on(room)
    assert said(room) == []


def test_the_card_goes_when_the_pointer_leaves_its_value(room):
    chart = room.charts.charts[0]
    box = chart.values()[0].box
    point_at(chart, box.center())
    move_to(chart, box.center() + QPoint(2, 2))
    assert said(room)
    move_to(chart, box.center() + QPoint(60, 30))
    assert said(room) == []


def test_a_screen_reader_finds_the_card_by_name_and_reads_all_of_it(room):
    press(Qt.Key.Key_I)
    read = QAccessible.queryAccessibleInterface(room.where_from.card)
    assert read.text(QAccessible.Text.Name) == "Where this is from"
    assert read.text(QAccessible.Text.Description).startswith("HbA1c 95 mmol/mol on 10 Nov 2026")


def test_nothing_stays_on_a_card_that_was_put_away(room, shell):
    press(Qt.Key.Key_I, Qt.Key.Key_Escape)
    (card,) = shell.findChildren(ProvenanceCard)
    assert (card.words.text(), card.accessibleDescription(), card.nhs_number) == ("", "", "")


def test_another_place_of_the_program_shows_no_card(room, shell):
    press(Qt.Key.Key_I)
    shell.screen_shown.left()
    assert said(room) == []


def test_the_key_is_on_the_list_of_keys(shell):
    _name, keys = section_of(shell.screen_shown)
    assert any(key == "I" and "where a number is from" in words for key, words in keys)
    assert any(key == "Z" and "enlarge" in words for key, words in keys)


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_whole_card_lies_in_the_window_and_beside_its_value(room, shell, size):
    shell.resize(*size)
    QTest.qWait(1)
    shown = (room.banner, *room.charts.charts, room.medicines, room.processes)
    for widget in (*shown, room.reasons.since, *room.reasons.rows):
        if not widget.isVisible():
            continue
        widget.setFocus()
        press(Qt.Key.Key_I)
        for _ in widget.values():
            card = room.where_from.card
            assert shell.rect().contains(card.geometry()), card.accessibleDescription()
            assert card.words.height() >= card.words.heightForWidth(card.words.width())
            assert is_mostly_seen(card.ring.geometry(), card.geometry())
            press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Escape)


def is_mostly_seen(value, card) -> bool:
    """In a small window there may be no room beside a long reason."""
    both = value.intersected(card)
    covered = both.width() * both.height() if both.isValid() else 0
    return covered < value.width() * value.height() / 3


class PaintWatch(QObject):
    """Notes whose card was over the window whenever anything was painted."""

    def __init__(self, room, shell):
        super().__init__()
        self._room, self._shell = room, shell
        self.wrong = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            for card in self._shell.findChildren(ProvenanceCard):
                if card.isVisible() and card.nhs_number != self._room.banner.nhs_number:
                    self.wrong.append(type(watched).__name__)
        return False


@contextmanager
def painting_watched(room, shell):
    """Whatever is painted meanwhile while somebody else's card is over the window."""
    watch, app = PaintWatch(room, shell), QApplication.instance()
    app.installEventFilter(watch)
    try:
        yield watch.wrong
    finally:
        app.removeEventFilter(watch)


def files_of(number: str) -> set[str]:
    """What a card about this person may name: file and row, in the files as they were written."""
    place = EVERYONE.index(number)
    results = {ADA: (2, 3, 4, 5), BRAM: (6,)}.get(number, (place + 5,))
    found = {f"patients.csv row {place + 2}"} | {f"results.csv row {row}" for row in results}
    later = {ADA: (2, 3), BRAM: (4,)}.get(number, ())
    found |= {f"later.csv row {row}" for row in later}
    return found | ({f"medicines.csv row {place + 2}"} if number in (ADA, BRAM) else set())


_PLACE = re.compile(r"(\w+\.csv),? row (\d+)")


def test_200_steps_with_cards_open_never_show_a_card_of_somebody_else(room, shell, two_threads):
    chance = Random(20261122)
    opened = set()
    widgets = [room.banner, *room.charts.charts, room.medicines, room.processes]

    def point_somewhere():
        widget = chance.choice([*widgets, *[r for r in room.reasons.rows if r.isVisible()]])
        values = widget.values()
        if values:
            point_at(widget, chance.choice(values).box.center())

    def step_somewhere():
        chance.choice(widgets).setFocus()
        press(Qt.Key.Key_I, chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home)))

    acts = (
        lambda: press(Qt.Key.Key_PageDown),
        lambda: press(Qt.Key.Key_PageUp),
        lambda: shell.open_person(chance.choice(EVERYONE)),
        point_somewhere,
        point_somewhere,
        step_somewhere,
        step_somewhere,
        lambda: press(Qt.Key.Key_Escape),
    )

    def step():
        before = room.banner.nhs_number
        chance.choice(acts)()
        if shell.screen_shown.is_ending:
            shell.screen_shown.open_person(chance.choice(EVERYONE))
        if room.banner.nhs_number != before:
            assert said(room) == [], "a card stayed when somebody else came"
        number = room.banner.nhs_number
        text = "\n".join(said(room))
        if text:
            opened.add(number)
            assert room.where_from.card.nhs_number == number
            named = {f"{file} row {row}" for file, row in _PLACE.findall(text)}
            assert named <= files_of(number)
        if chance.random() < 0.3:
            QTest.qWait(1)

    with painting_watched(room, shell) as wrong:
        for _ in range(200):
            step()
    assert wrong == []
    assert opened == set(EVERYONE)
