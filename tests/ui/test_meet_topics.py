"""Topics in the meeting, by keyboard: each in its turn, about nobody, in the room of no case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.topics import Topic, plan_topics, topics_of
from tests.ui.meeting_room import shell_with_meet
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
AUDIT = Topic(title="Foot checks", kind="audit", presenter="B. Osei", after=1)
TEACHING = Topic(title="Sick days", kind="education", minutes=15, after=1)
LAST = Topic(title="Dates for spring", after=6)


@pytest.fixture
def topics(ws, meeting):
    """Two before the second case, one after the last."""
    return plan_topics(ws, meeting.id, [AUDIT, TEACHING, LAST])


@pytest.fixture
def shell(ws, topics, two_threads, qtbot):
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def meet(shell):
    return shell.screen_shown


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(at_the_keyboard(), key, modifier)


def type_words(text):
    QTest.keyClicks(at_the_keyboard(), text)


def kept(ws, meeting):
    with ws.vault.reading() as reading:
        return {topic.title: topic for topic in topics_of(reading, meeting.id)}


def test_topics_come_up_one_after_another_before_their_case(meet, two_threads):
    press(Qt.Key.Key_PageDown)
    page = meet.topics.page
    assert page.isVisible()
    assert page.title.text() == "Audit result: Foot checks"
    assert not meet.room.isVisible()
    assert nameless(page) == []
    press(Qt.Key.Key_PageDown)
    assert page.title.text() == "Education: Sick days"
    press(Qt.Key.Key_PageDown)
    assert meet.room.isVisible()
    assert meet.controller.shown.nhs_number == BRAM
    press(Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == CLEO
    assert meet.room.isVisible()


def test_what_is_typed_about_a_topic_is_of_the_topic_and_of_nobody(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_PageDown)
    type_words("79 % had one. D E A P 1 2")
    press(Qt.Key.Key_Return, modifier=CTRL)
    assert meet.topics.page.title.text() == "Education: Sick days"
    assert meet.topics.page.words_edit.toPlainText() == ""
    two_threads.settle()
    topic = kept(ws, meeting)["Foot checks"]
    assert (topic.state, topic.words) == ("done", "79 % had one. D E A P 1 2")
    with ws.vault.reading() as reading:
        assert decisions_of(reading, meeting.id) == []
        assert actions_of(reading, meeting.id) == []
    assert meet.controller.agreeing.agreement.is_empty


def test_half_typed_words_stay_with_their_topic_and_come_back(ws, meeting, meet, two_threads):
    press(Qt.Key.Key_PageDown)
    type_words("half")
    press(Qt.Key.Key_PageDown)
    assert meet.topics.page.words_edit.toPlainText() == ""
    two_threads.settle()
    topic = kept(ws, meeting)["Foot checks"]
    assert (topic.state, topic.words) == ("waiting", "half")
    press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert meet.room.isVisible()
    meet.topics.show(topic.id)
    assert meet.topics.page.words_edit.toPlainText() == "half"
    press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    press(Qt.Key.Key_J, modifier=CTRL)
    assert meet.topics.page.title.text() == "Discussion: Dates for spring"


def test_an_action_of_a_topic_is_for_the_practices_and_undo_takes_it_back(
    ws, meeting, meet, shell, two_threads
):
    press(Qt.Key.Key_PageDown)
    page = meet.topics.page
    page.what_edit.setFocus()
    type_words("Repeat in March")
    page.owner_edit.setFocus()
    type_words("N. Patel")
    press(Qt.Key.Key_Return)
    two_threads.settle()
    with ws.vault.reading() as reading:
        (action,) = actions_of(reading, meeting.id)
    assert (action.nhs_number, action.audience, action.owner) == ("", "practice", "N. Patel")
    assert action.topic == page.topic.id
    meet.undo()
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert actions_of(reading, meeting.id) == []
    assert page.isVisible()


def test_the_room_sees_no_case_while_a_topic_is_spoken_about(meet, shell, qtbot):
    press(Qt.Key.Key_F5)
    window = meet.in_the_room.window
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: bool(window.case.head.text()))
    press(Qt.Key.Key_PageDown)
    assert meet.topics.is_open
    assert window.is_covered
    assert window.case.head.text() == ""
    press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "Case 2 of 6" in window.case.head.text())
    assert not window.is_covered
    window.hide()


def test_a_topic_after_the_last_case_comes_before_the_end(meet, two_threads):
    meet.controller.show_case(len(EVERYONE) - 1)
    press(Qt.Key.Key_PageDown)
    assert meet.topics.page.title.text() == "Audit result: Foot checks"
    press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert meet.topics.page.title.text() == "Discussion: Dates for spring"
    press(Qt.Key.Key_PageDown)
    two_threads.settle()
    assert meet.is_ending
    assert "Not come to, offered to the next meeting" in meet.ending_page.carried.text()


def test_going_back_and_jumping_meet_no_topic(meet):
    meet.controller.show_person(CLEO)
    assert meet.room.isVisible()
    press(Qt.Key.Key_PageUp)
    assert (meet.room.isVisible(), meet.controller.shown.nhs_number) == (True, BRAM)
    press(Qt.Key.Key_PageUp)
    assert (meet.room.isVisible(), meet.controller.shown.nhs_number) == (True, ADA)


def test_the_list_says_the_topics_and_leads_to_them(meet):
    lines = meet.room.agenda.rows.shown
    assert [line.words for line in lines if line.topic] == [
        "Audit result: Foot checks",
        "Education: Sick days",
        "Discussion: Dates for spring",
    ]
    assert lines[-1].detail == "after the cases · 10 min"
    meet.room.agenda.topic_chosen.emit(lines[-1].topic)
    assert meet.topics.page.title.text() == "Discussion: Dates for spring"
    assert meet.keys()[0] == ("Ctrl+Enter", "said, go on")
