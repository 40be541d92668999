"""Whatever is decided, changed, undone and redone: all of it stays on file, and all is true."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mdt_app.meeting.actions import actions_of, agree_action, complete_action, withdraw_action
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed, park, wait
from mdt_app.meeting.decisions import decisions_about, decisions_of, record_decision
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import Action, Meeting
from mdt_app.meeting.versions import content_of
from mdt_app.register.network import set_up_network
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER
from tests.meeting.conftest import ADA, BRAM, put_person

PEOPLE = st.sampled_from([ADA, BRAM])
CODES = st.lists(st.sampled_from(["intensify", "refer:renal clinic", "continue"]), max_size=2)
WORDS = st.text(alphabet="abc ", max_size=3)
MOVES = {"waiting": wait, "discussed": discussed, "parked": park}
STATES = (*MOVES, "deferred")


@dataclass(frozen=True)
class Expected:
    """What ought to stand now: decisions and item states by person, action states by words."""

    decisions: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)


class AnyMeeting(RuleBasedStateMachine):
    """Decides, amends, undoes and redoes in any order beside a model that just copies itself."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        vault = create_store(self.folder / "store", USER, PASSPHRASE, cost=LEAST_COST)
        self.ws = Workspace(vault, USER, lambda: TODAY)
        set_up_network(self.ws, NETWORK, PRACTICES)
        self.expected = Expected()
        self.done: list[Expected] = []
        self.undone: list[Expected] = []
        self.acknowledged: dict[str, tuple[tuple[str, ...], str]] = {}

    @initialize()
    def plan(self) -> None:
        for number in (ADA, BRAM):
            put_person(self.ws, number)
        self.meeting = plan_meeting(self.ws, Meeting("", "MDT", TODAY))
        items = build_agenda(self.ws, self.meeting.id, [ADA, BRAM])
        self.items = {item.nhs_number: item for item in items}
        self._step(items=dict.fromkeys(self.items, "waiting"))

    def _step(self, **changed: object) -> None:
        after = replace(self.expected, **changed)
        if after != self.expected:
            self.done.append(self.expected)
            self.undone.clear()
            self.expected = after

    @rule(number=PEOPLE, choices=CODES, words=WORDS)
    def decide(self, number: str, choices: list[str], words: str) -> None:
        if not choices and not words.strip():
            return
        kept = record_decision(self.ws, self.meeting.id, number, choices, words)
        self.acknowledged[kept.id] = (kept.choices, kept.words)
        said = (tuple(choices), words.strip())
        self._step(decisions={**self.expected.decisions, number: said})

    @rule(number=PEOPLE, state=st.sampled_from(STATES))
    def move(self, number: str, state: str) -> None:
        if number not in self.expected.items:
            return
        item = self.items[number]
        if state == "deferred":
            defer(self.ws, item, "bloods awaited")
        else:
            MOVES[state](self.ws, item)
        self._step(items={**self.expected.items, number: state})

    @rule(number=PEOPLE)
    def agree(self, number: str) -> None:
        words = f"action {len(self.expected.actions)} after {len(self.done)}"
        agree_action(self.ws, Action(meeting=self.meeting.id, nhs_number=number, words=words))
        self._step(actions={**self.expected.actions, words: "open"})

    @rule(is_done=st.booleans(), place=st.integers(0, 5))
    def settle(self, is_done: bool, place: int) -> None:
        with self.ws.vault.reading() as reading:
            there = actions_of(reading, self.meeting.id)
        if not there:
            return
        action = there[place % len(there)]
        (complete_action if is_done else withdraw_action)(self.ws, action.id)
        state = "done" if is_done else "withdrawn"
        self._step(actions={**self.expected.actions, action.words: state})

    @rule()
    def undo(self) -> None:
        assert (undo_last(self.ws, self.meeting.id) is not None) == bool(self.done)
        if self.done:
            self.undone.append(self.expected)
            self.expected = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (redo_last(self.ws, self.meeting.id) is not None) == bool(self.undone)
        if self.undone:
            self.done.append(self.expected)
            self.expected = self.undone.pop()

    @invariant()
    def what_stands_is_what_was_last_said(self) -> None:
        if not hasattr(self, "meeting"):
            return
        with self.ws.vault.reading() as reading:
            for number in (ADA, BRAM):
                stands = [(d.choices, d.words) for d in decisions_about(reading, number)]
                said = self.expected.decisions.get(number)
                assert stands == ([said] if said else [])
            assert {i.nhs_number: i.state for i in agenda(reading, self.meeting.id)} == (
                self.expected.items
            )
            assert {a.words: a.state for a in actions_of(reading, self.meeting.id)} == (
                self.expected.actions
            )
            assert len(decisions_of(reading, self.meeting.id)) == len(self.expected.decisions)

    @invariant()
    def every_decision_ever_acknowledged_is_on_file(self) -> None:
        with self.ws.vault.reading() as reading:
            entries = all_entries(reading)
        on_file = {e.id: content_of(e) for e in entries if e.kind == "decision"}
        for decision_id, (choices, words) in self.acknowledged.items():
            assert on_file[decision_id] == {"choices": list(choices), "words": words}
        assert [e.previous for e in entries[1:]] == [e.digest for e in entries[:-1]]

    def teardown(self) -> None:
        self.ws.vault.lock()
        shutil.rmtree(self.folder)


AnyMeeting.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyMeeting = AnyMeeting.TestCase
