"""The demonstration's minutes, read back: all that was entered, and nobody else."""

import re
import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication, QImage

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import has_valid_check_digit, spaced
from mdt_app.demo.cohort import PRACTICES
from mdt_app.demo.rehearsal import hold_off_screen
from mdt_app.demo.seeding import PASSPHRASE, TEAM, on_the_agenda, story_name
from mdt_app.demo.stories import Story, stories
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.choices import decision_choices
from mdt_app.meeting.decisions import choice_words, decisions_of
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.values import Action
from mdt_app.register.queries import people
from mdt_app.vault.store import open_store
from tests.invented import TODAY

pytestmark = pytest.mark.slow

_NUMBER = re.compile(r"(?<!\d)\d{3} ?\d{3} ?\d{4}(?!\d)")
_FURNITURE = re.compile(r"CONFIDENTIAL: patient information .*? Page \d+ of \d+ ?")
"""What stands on every page: it must not break a sentence that runs over two pages."""
_NAMELESS = re.compile(r"[a-z-]+\.(png|pdf)")
PLANNED = on_the_agenda()


@dataclass
class Held:
    """The demonstration after it was held: its folder, its store, and the titles it showed."""

    folder: Path
    store: Path
    titles: set[str] = field(default_factory=set)
    text: str = ""
    """The minutes as one line of text."""

    def case_of(self, story: Story) -> str:
        """What the minutes say in the section of one person."""
        heading = re.compile(rf"Case \d+ · {re.escape(story_name(story))}\b")
        (section,) = [part for part in _sections(self.text) if heading.match(part)]
        return section


class Watched:
    """The program, its window titles noted and its store kept when it is shut down."""

    def __init__(self, inner, store: Path, held: Held) -> None:
        self._inner, self._store, self._held = inner, store, held
        self.unlock_window = inner.unlock_window
        QGuiApplication.instance().focusObjectChanged.connect(self._note_titles)

    @property
    def shell(self):
        return self._inner.shell

    def start(self) -> None:
        self._inner.start()

    def shut_down(self) -> None:
        QGuiApplication.instance().focusObjectChanged.disconnect(self._note_titles)
        self._inner.shut_down()
        shutil.copytree(self._store, self._held.store)

    def _note_titles(self, _focus: object) -> None:
        self._held.titles |= {window.title() for window in QGuiApplication.allWindows()}


@pytest.fixture(scope="module")
def held(program, tmp_path_factory):
    """The demonstration, held once off-screen as `mdt-app demo --to` holds it."""
    folder = tmp_path_factory.mktemp("demonstration")
    held = Held(folder / "out", folder / "store")

    def start(store: Path) -> Watched:
        return Watched(program(store, _today), store, held)

    minutes = hold_off_screen(held.folder, _today, start)
    held.text = _text_of(minutes)
    return held


def _today() -> date:
    return TODAY


@pytest.fixture
def expected_warnings():
    """The rehearsal mistypes the passphrase and drops a letter among the files."""
    return ["shown to user"]


@pytest.fixture(scope="module")
def entered(held):
    """What stands in the store after the meeting: agenda, decisions, actions, everyone's names."""
    vault, _ = open_store(held.store, PASSPHRASE)
    with vault, vault.reading() as reading:
        meeting = max(meetings(reading), key=lambda each: each.held_on)
        yield {
            "meeting": meeting,
            "agenda": agenda(reading, meeting.id),
            "decisions": decisions_of(reading, meeting.id),
            "actions": actions_of(reading, meeting.id),
            "people": {person.nhs_number: person for person in people(reading)},
        }


def _text_of(path: Path) -> str:
    pages = PdfReader(path).pages
    whole = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(_FURNITURE.findall(whole)) == len(pages)
    return _FURNITURE.sub("", whole)


def _sections(text: str) -> list[str]:
    cases, _, _ = text.partition("Carried over to the next meeting")
    return re.split(r"(?=Case \d+ · )", cases)[1:]


def _row(action: Action) -> str:
    """An action as the minutes print it, in its own table."""
    place = f" {PRACTICES[action.practice]}" if not action.nhs_number else ""
    return f"{action.words}{place} {action.owner} {spoken(action.due_on)}"


def _choice_words(story: Story) -> list[str]:
    words = {choice.code: choice.words for choice in decision_choices()}
    return [words[code] for code in story.choices]


@pytest.mark.parametrize("story", [s for s in PLANNED if not s.defer], ids=story_name)
def test_the_minutes_say_all_that_was_agreed_about(held, story):
    case = held.case_of(story)
    for words in (story.words, story.question, story.what_matters, *_choice_words(story)):
        assert words in case, words
    for action in story.planned:
        due = spoken(TODAY + timedelta(action.due_in_days))
        assert f"{action.words} {action.owner} {due}" in case


@pytest.mark.parametrize("story", [s for s in PLANNED if s.defer], ids=story_name)
def test_the_minutes_carry_over_with_its_reason(held, story):
    _, _, carried = held.text.partition("Carried over to the next meeting")
    carried, _, _ = carried.partition("Education and actions for practices")
    assert re.search(rf"{re.escape(story_name(story))}.*{re.escape(story.defer)}", carried)


def test_what_is_in_the_store_is_in_the_minutes(held, entered):
    assert len(entered["decisions"]) == sum(not story.defer for story in PLANNED)
    assert len(entered["actions"]) > sum(len(story.planned) for story in PLANNED)
    for decision in entered["decisions"]:
        for words in (decision.words, *map(choice_words, decision.choices)):
            assert words in held.text
    for action in entered["actions"]:
        assert _row(action) in held.text


def test_what_was_planned_is_in_the_store(entered):
    """The keys and clicks arrived: nothing of the plan is missing, and nothing was added."""
    by_name = {
        f"{person.surname.upper()}, {person.forename}": number
        for number, person in entered["people"].items()
        if number in {item.nhs_number for item in entered["agenda"]}
    }
    decided = {decision.nhs_number: decision for decision in entered["decisions"]}
    assert set(by_name) == {story_name(story) for story in PLANNED}
    for story in (story for story in PLANNED if not story.defer):
        number = by_name[story_name(story)]
        codes = [choice.partition(":")[0] for choice in decided[number].choices]
        assert (sorted(codes), decided[number].words) == (sorted(story.choices), story.words)
        about = [a for a in entered["actions"] if a.nhs_number == number]
        assert {(a.words, a.owner, a.due_on) for a in about} == {
            (a.words, a.owner, TODAY + timedelta(a.due_in_days)) for a in story.planned
        }


def test_everybody_who_came_or_sent_apologies_is_named(held):
    apologies = held.text.index("Apologies")
    for attendee in TEAM:
        assert f"{attendee.name} {attendee.role}" in held.text
        if not attendee.is_present:
            assert held.text.index(attendee.name, apologies) > apologies


def test_nobody_is_in_the_minutes_who_was_not_on_the_agenda(held, entered):
    listed = {item.nhs_number for item in entered["agenda"]}
    assert len(entered["people"]) > 2000
    named = {"".join(found.split()) for found in _NUMBER.findall(held.text)}
    assert {number for number in named if has_valid_check_digit(number)} == listed
    for number in listed:
        assert spaced(number) in held.text


def test_no_case_is_named_in_the_outline_or_the_title_of_the_document(held):
    document = PdfReader(held.folder / "minutes.pdf")
    said = str(document.metadata) + str([entry.title for entry in document.outline])
    for story in stories():
        assert story.surname not in said


def test_the_screens_are_there_at_the_size_of_a_small_laptop(held):
    pictures = sorted(held.folder.glob("*.png"))
    whole = [p for p in pictures if QImage(str(p)).size().toTuple() == (1366, 768)]
    assert len(whole) >= 10
    assert len({path.read_bytes() for path in whole}) == len(whole), "the same picture twice"


def test_no_file_and_no_window_is_named_after_anybody(held):
    assert held.titles >= {"MDT"}
    for story in stories():
        for title in held.titles:
            assert story.surname not in title
    for path in held.folder.iterdir():
        assert _NAMELESS.fullmatch(path.name), path.name
