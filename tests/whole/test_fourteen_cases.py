"""A meeting of fourteen cases by a chair who has only a keyboard, and how many keys a case took.

Free words (what was agreed, what is to be done, where to refer) are not counted; every other key
is, and each letter typed to find something. An ordinary case has up to two decisions and two
actions. The meeting is the demonstration's: nobody in it exists.
"""

from collections import Counter

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.demo.hands import Hands
from mdt_app.demo.seeding import PASSPHRASE, make_demonstration, on_the_agenda, story_name
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.choices import decision_choices
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.meetings import current_meeting
from tests.invented import TODAY

pytestmark = pytest.mark.slow

MOST_KEYS, MOST_OF_THE_FULLEST = 12, 18
_FOUND_BY = {
    "Preconception advice in person": "prec",
    "Sick-day rules, written": "si",
    "Sick-day rules in Bengali": "si",
    "Book online education course": "onl",
    "Ramadan fasting advice, one-to-one": "fa",
    "Hypo advice with his wife, interpreter booked": "hy",
}
"""A few letters of what is taught."""
_KEYS = {choice.code: choice for choice in decision_choices()}


class CountingHands(Hands):
    """Hands that have no mouse, and count."""

    def __init__(self, window) -> None:
        super().__init__(window, None)
        self.keys = Counter()
        self.case = ""

    def press(self, *keys: str) -> None:
        self.keys[self.case] += len(keys)
        super().press(*keys)

    def say(self, words: str) -> None:
        """Free words: typed, and not counted."""
        self.type(words)

    def click(self, _widget) -> None:
        raise AssertionError("there is no mouse")


@pytest.fixture
def no_mouse(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("there is no mouse")

    for name in ("mouseClick", "mousePress", "mouseDClick"):
        monkeypatch.setattr(QTest, name, refuse)


@pytest.fixture
def meeting(program, tmp_path, no_mouse):
    """The window at the first case of the demonstration's meeting, opened by keys."""
    made = make_demonstration(tmp_path / "demo", lambda: TODAY, is_rehearsed=False)
    made.ws.vault.lock()
    running = program(made.ws.vault.folder, lambda: TODAY)
    running.start()
    before = CountingHands(running.unlock_window)
    before.look(50)
    before.type(PASSPHRASE)
    before.press("Return")
    before.wait_for(lambda: running.shell is not None, "the window")
    running.shell.activateWindow()
    running.shell.resize(1366, 768)
    hands = CountingHands(running.shell)
    hands.press("Ctrl+2")
    screen = running.shell.screen_shown
    if screen.controller.shown is None:
        assert QApplication.focusWidget() is screen.start_page.start_button
        hands.press("Space")
    hands.wait_for(lambda: screen.controller.shown is not None, "the first case")
    yield running, hands, screen, {story_name(story): story for story in on_the_agenda()}
    running.shut_down()


def test_fourteen_cases_are_decided_by_keyboard_in_at_most_twelve_keys_each(meeting):
    running, hands, screen, stories = meeting
    told, is_ordinary = {}, {}
    for _ in range(len(stories)):
        shown = screen.controller.shown
        person = shown.page.record.person
        name = f"{person.surname.upper()}, {person.forename}"
        hands.case = name
        story = told[shown.nhs_number] = stories.pop(name)
        is_ordinary[name] = len(story.choices) <= 2 and len(story.planned) <= 2
        _discuss(hands, story)
        hands.wait_for(
            lambda before=shown: screen.is_ending or screen.controller.shown is not before,
            "the next case",
        )
    assert screen.is_ending
    took = {case: keys for case, keys in hands.keys.items() if case}
    assert len(took) == 14
    ordinary = {case: keys for case, keys in took.items() if is_ordinary[case]}
    assert len(ordinary) >= 10
    assert max(ordinary.values()) <= MOST_KEYS, took
    assert max(took.values()) <= MOST_OF_THE_FULLEST, took
    running.shell.keep_what_is_typed()
    _assert_all_is_kept(screen, told)


def _discuss(hands: CountingHands, story) -> None:
    """What an ordinary case needs: choices, actions as they are offered, words, the next one."""
    if story.defer:
        hands.press("W")
        hands.say(story.defer)
        hands.press("Return")
        return
    for code in story.choices:
        hands.press(_KEYS[code].key)
        if _KEYS[code].asks:
            hands.say(story.refer_to or "social prescriber")
            hands.press("Return")
    offered = len(story.choices)
    for action in story.planned:
        if action.category == "education":
            _educate(hands, action)
        elif offered:
            offered -= 1
            hands.press("A")
            hands.say(action.words)
            hands.press("Return")
        else:
            _ask_of_somebody(hands, action)
    hands.press("D")
    hands.say(story.words)
    hands.press("Ctrl+Return")


def _educate(hands: CountingHands, action) -> None:
    """Find what is taught by two letters; its action comes with owner and day."""
    hands.press("M", *_FOUND_BY[action.words], "Return", "E")
    hands.say(action.words)
    hands.press("Return")


def _ask_of_somebody(hands: CountingHands, action) -> None:
    """An action that no decision offers: its owner found among those here, its day as offered."""
    letters = action.owner.split()[-1][:2].lower()
    hands.press("A")
    hands.say(action.words)
    hands.press("Tab", *letters, "Down", "Return")


def _assert_all_is_kept(screen, told) -> None:
    """Every choice, every word and every action, each with an owner and a day, about its person."""
    with screen.controller.ws.vault.reading() as reading:
        held = current_meeting(reading)
        items = {item.nhs_number: item for item in agenda(reading, held.id)}
        decisions = {each.nhs_number: each for each in decisions_of(reading, held.id)}
        actions = actions_of(reading, held.id)
    for number, story in told.items():
        if story.defer:
            assert (items[number].state, items[number].reason) == ("deferred", story.defer)
            continue
        assert items[number].state == "discussed"
        decision = decisions[number]
        codes = [each.partition(":")[0] for each in decision.choices]
        assert codes[: len(story.choices)] == list(story.choices)
        assert decision.words == story.words
        own = [action for action in actions if action.nhs_number == number]
        assert [action.words for action in own] == [each.words for each in story.planned]
        for action in own:
            assert action.owner, f"nobody owns {action.words}"
            assert action.due_on is not None, f"no day for {action.words}"
