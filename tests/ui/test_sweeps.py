"""Every screen in every state: each control has a name, Tab comes to it, no word is cut off."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from mdt_app.demo.hands import Hands
from mdt_app.meeting.topics import Topic, plan_topics
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.focus_ring import FocusRing
from mdt_app.ui.parts import button, label
from mdt_app.ui.theme import change_looks
from tests.ui.every_state import (
    State,
    box_around,
    clipped,
    every_state,
    is_part_of_another,
    named,
    on_show,
    out_of_order,
    outside,
    said,
    stops,
    stops_wanted,
)
from tests.ui.meeting_room import desk_open

_KINDS = ("QPushButton", "QLineEdit", "QComboBox", "Button", "Widget", "Chart")


@pytest.fixture
def desk(ws, meeting, two_threads, qtbot):
    """The whole window as it opens on a meeting, every place on the rail in it."""
    plan_topics(ws, meeting.id, [Topic(title="Sick days", presenter="B. Osei", after=99)])
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


def test_every_control_and_every_chart_has_a_name_in_every_state(desk, hands):
    found = set()
    for state in every_state(desk.shell, hands):
        for widget in on_show(state.window):
            is_control = widget in stops_wanted(state.window) or isinstance(
                widget, (QAbstractButton, QAbstractItemView, Chart)
            )
            if not is_control or is_part_of_another(widget):
                continue
            name = said(widget).strip()
            if not name or name in _KINDS or name == type(widget).__name__:
                found.add(f"{state.name}: {named(widget)}")
            if isinstance(widget, Chart) and not widget.accessibleDescription():
                found.add(f"{state.name}: {named(widget)} has no sentence")
    assert not found, "\n".join(sorted(found))


def test_tab_comes_to_every_control_as_one_reads_and_it_is_seen_where_it_is(desk, hands):
    found = set()
    for state in every_state(desk.shell, hands):
        reached = stops(state, hands)
        box = box_around(reached)
        for widget in stops_wanted(state.window):
            is_wanted = box is None or box.isAncestorOf(widget)
            if is_wanted and widget not in reached and not _stands_for(widget, reached):
                found.add(f"{state.name}: Tab never comes to {named(widget)}")
        found |= {f"{state.name}: nothing shows {each}" for each in unseen(state, reached, hands)}
        for before, after in out_of_order(reached):
            found.add(f"{state.name}: from {named(before)} back to {named(after)}")
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(("size", "percent"), [((683, 384), 100), ((1366, 768), 200)])
@pytest.mark.usefixtures("looks_as_before")
def test_no_word_is_cut_off_in_any_state(desk, hands, themed, size, percent):
    change_looks(themed, "light", percent)
    desk.shell.resize(*size)
    hands.look(60)
    found = set()
    for state in every_state(desk.shell, hands):
        assert (desk.shell.width(), desk.shell.height()) == size, state.name
        for widget in on_show(state.window):
            if words := clipped(widget):
                found.add(f"{state.name}: {named(widget)}: {words}")
            elif isinstance(widget, QAbstractButton) and outside(widget):
                found.add(f"{state.name}: {named(widget)} lies outside")
    assert not found, "\n".join(sorted(found))


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


def _stands_for(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether Tab comes to one of a group that the arrows go on from."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    others = group.buttons() if group is not None and group.exclusive() else []
    if widget.autoExclusive() and widget.parentWidget() is not None:
        others += widget.parentWidget().findChildren(QAbstractButton)
    return any(other in reached for other in others)
