"""A hundred times killed at a random moment of a meeting: nothing acknowledged is ever lost.

A scripted meeting runs in a process of its own. It says through a pipe what has been saved, only
after it has been saved, and is killed while it works.
"""

import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.entries import all_entries
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE
from tests.killing import processes, rest_of
from tests.vault.how_many import keep_figures, times
from tests.vault.writing_meeting import PLACE, hold

ROUNDS = times(100, 200)
MOST_SAID, MOST_S = 10, 0.05


@dataclass
class Said:
    """What the meeting had said was saved when it was killed."""

    decided: list[str]
    typed: str = ""


def _killed_meeting(folder: Path, round_number: int, *, is_careless: bool = False) -> Said:
    """A meeting killed a moment after it has decided a few things, however slow the machine is."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    args = (str(folder), str(round_number), is_careless, theirs)
    meeting = processes().Process(target=hold, args=args, daemon=True)
    meeting.start()
    theirs.close()
    assert ours.recv() == ("ready", "")
    told = [ours.recv() for _ in range(random.randrange(MOST_SAID))]
    if is_careless:  # it has just said so, and is about to save it
        told += _until_decided(ours)
    else:
        time.sleep(random.uniform(0, MOST_S))
    meeting.kill()
    meeting.join()
    told += rest_of(ours)
    said = Said([])
    for kind, text in told:
        if kind == "decided":
            said.decided.append(text)
        elif kind == "typed":
            said.typed = text
    return said


def _until_decided(ours: Connection) -> Iterator[tuple[str, str]]:
    """What is said up to the next decision."""
    said = ("", "")
    while said[0] != "decided":
        said = ours.recv()
        yield said


def _must_hold(vault: Vault, said: Said) -> None:
    with vault.reading() as reading:
        entries = all_entries(reading)
    ids = {entry.id for entry in entries}
    assert set(said.decided) <= ids
    decisions = [entry.payload["words"] for entry in entries if entry.kind == "decision"]
    actions = [entry.payload["words"] for entry in entries if entry.kind == "action"]
    assert decisions == actions, "a decision without its action, or the other way round"
    if said.typed:
        draft = kept_draft(vault, PLACE)
        assert draft is not None
        assert _number(draft.text) >= _number(said.typed)
        assert draft.caret == len(draft.text)


def _number(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in words.split("-"))


@pytest.mark.slow
def test_a_hundred_kills_lose_no_decision_and_no_typed_word(store_folder: Path) -> None:
    saved: list[str] = []
    for round_number in range(ROUNDS):
        said = _killed_meeting(store_folder, round_number)
        saved += said.decided
        with open_store(store_folder, PASSPHRASE)[0] as vault:
            _must_hold(vault, said)
            if round_number % 10 == 9:
                assert check_store(vault) == []
                _must_hold(vault, Said(saved))
    keep_figures("kills of a writing program", tried=ROUNDS, acknowledged=len(saved), lost=0)
    assert len(saved) > ROUNDS, "the meetings were killed before they had begun"


@pytest.mark.slow
def test_a_program_that_speaks_before_it_has_saved_does_lose(store_folder: Path) -> None:
    """Or the test above would prove nothing."""
    lost = 0
    for round_number in range(40):
        if lost:
            break
        said = _killed_meeting(store_folder, round_number, is_careless=True)
        with open_store(store_folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
            lost += len(set(said.decided) - {entry.id for entry in all_entries(reading)})
    assert lost > 0
