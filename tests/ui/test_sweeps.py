"""Every screen in every state: each control has a name, Tab comes to it, no word is cut off."""

import pytest
from PySide6.QtWidgets import QWidget

from mdt_app.demo.hands import Hands
from mdt_app.meeting.topics import Topic, plan_topics
from mdt_app.ui.focus_ring import FocusRing
from mdt_app.ui.parts import button, label
from tests.ui.every_state import State, box_around, clipped, every_state, named, stops
from tests.ui.meeting_room import desk_open
from tests.ui.sweeping import (
    SMALL_AND_LARGE,
    cut_off,
    must_hold,
    out_of_reach,
    unnamed,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(ws, meeting, two_threads, qtbot):
    """The whole window as it opens on a meeting, every place on the rail in it."""
    plan_topics(ws, meeting.id, [Topic(title="Sick days", presenter="B. Osei", after=99)])
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


def test_every_control_and_every_chart_has_a_name_in_every_state(desk, hands):
    must_hold([each for state in every_state(desk.shell, hands) for each in unnamed(state)])


def test_tab_comes_to_every_control_as_one_reads_and_it_is_seen_where_it_is(desk, hands):
    found = []
    for state in every_state(desk.shell, hands):
        reached = stops(state, hands)
        found += out_of_reach(state, reached, box_around(reached) or state.window)
        found += [f"{state.name}: nothing shows {each}" for each in unseen(state, reached, hands)]
    must_hold(found)


@pytest.mark.parametrize("drawn_at", SMALL_AND_LARGE[1:], indirect=True)
def test_no_word_is_cut_off_in_any_state(desk, hands, drawn_at):
    found = []
    for state in every_state(desk.shell, hands):
        assert (desk.shell.width(), desk.shell.height()) == drawn_at, state.name
        found += cut_off(state, state.window)
    must_hold(found)


def test_a_label_and_a_button_with_too_little_room_are_noticed(themed, qtbot):
    words, pressed = label("These are too many words"), button("Press this one")
    lines = label("These are too many words for one line of this room", wraps=True)
    for widget in (words, pressed, lines):
        qtbot.addWidget(widget)
        widget.show()
        assert not clipped(widget)
    words.setFixedWidth(40)
    pressed.setFixedWidth(40)
    lines.setFixedSize(60, 20)
    assert clipped(words)
    assert clipped(pressed)
    assert clipped(lines)


def unseen(state: State, reached: list[QWidget], hands: Hands) -> list[str]:
    """The stops that nothing on the screen marks while the keyboard is there."""
    ring = state.window.findChild(FocusRing)
    found = []
    for widget in reached:
        if ring is None or widget.property("ownFocus"):
            continue  # a dialog has the marks of its own fields
        widget.setFocus()
        hands.look(1)
        if not ring.isVisible():
            found.append(named(widget))
    return found
