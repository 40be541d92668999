"""A hundred times killed at a random moment of a meeting held through the real window.

Nothing that the screen said was saved is ever lost, and of what was typed at most a second.
"""

import json
import multiprocessing
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.meetings import current_meeting
from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.entries import all_entries
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE
from tests.killing import processes, rest_of
from tests.ui.meeting_room import begin
from tests.vault.how_many import keep_figures, times
from tests.whole.scripted_meeting import ACTION, WORDS, Agreed, Decided, Typed, hold

STORES, KILLS_EACH = 2, times(50, 100)
MAY_BE_LOST_S, LONGER = 1, times(1, 3)
"""A full run takes long and shares the machine: its meetings are slower, and live longer."""
_AT_MOST_S = 60


@dataclass
class Killed:
    """What one meeting had said when it was killed, and when that was."""

    said: list[object]
    at: float


def _killed_meeting(store: Path, number: int, chance: Random) -> Killed:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    args = (str(store), number, _types_on(number), theirs)
    process = processes().Process(target=hold, args=args, daemon=True)
    process.start()
    theirs.close()
    assert ours.poll(_AT_MOST_S)
    assert ours.recv() == "ready"
    said: list[object] = []
    until = time.monotonic() + _life_s(number, chance)
    while (left := until - time.monotonic()) > 0:
        if ours.poll(left):
            said.append(ours.recv())
    at = time.monotonic()
    process.kill()
    process.join()
    return Killed(said + rest_of(ours), at)


def _types_on(number: int) -> bool:
    """In one meeting of five somebody types without a pause."""
    return number % 5 == 0


def _life_s(number: int, chance: Random) -> float:
    """Most meetings end soon; some last until there is typing more than a second old."""
    if _types_on(number):
        return LONGER * chance.uniform(1.1, 2.0)
    return LONGER * (chance.uniform(1.0, 1.4) if number % 5 == 1 else chance.uniform(0, 0.5))


def _must_hold(vault: Vault, killed: Killed) -> None:
    decided = [each for each in killed.said if isinstance(each, Decided)]
    agreed = [each for each in killed.said if isinstance(each, Agreed)]
    with vault.reading() as reading:
        entries = [entry for entry in all_entries(reading) if entry.kind == "decision"]
        meeting = current_meeting(reading)
        actions = {(a.nhs_number, a.words) for a in actions_of(reading, meeting.id)}
    recorded = {(e.about, tuple(sorted(_codes(e))), e.payload["words"]) for e in entries}
    for one in decided:
        assert (one.about, tuple(sorted(one.choices)), one.words.strip()) in recorded
    for one in agreed:
        assert (one.about, one.words) in actions
    for one in _old_enough(killed):
        kept = _kept(vault, meeting.id, one)
        assert any(text.startswith(one.text.strip()) for text in kept), (
            f"{killed.at - one.at:.2f} s old"
        )


def _codes(entry) -> list[str]:
    return [choice.partition(":")[0] for choice in entry.payload["choices"]]


def _old_enough(killed: Killed) -> list[Typed]:
    """What stood in each field a second before the end."""
    latest: dict[tuple[str, str], Typed] = {}
    for one in killed.said:
        if isinstance(one, Typed) and one.at <= killed.at - MAY_BE_LOST_S:
            latest[one.about, one.field] = one
    return list(latest.values())


def _kept(vault: Vault, meeting: str, typed: Typed) -> list[str]:
    """Every text that is in the file for that person's field: half typed, or recorded."""
    draft = kept_draft(vault, f"meet/{meeting}/{typed.about}/{typed.field}")
    with vault.reading() as reading:
        if typed.field == WORDS:
            found = [decision.words for decision in decisions_about(reading, typed.about, meeting)]
            return found + ([draft.text] if draft else [])
        found = [a.words for a in actions_of(reading, meeting) if a.nhs_number == typed.about]
    return found + ([json.loads(draft.text)["words"]] if draft else [])


def _kill_again_and_again(store: Path, first: int) -> list[Killed]:
    chance = Random(first)
    meetings = []
    for number in range(first, first + KILLS_EACH):
        killed = _killed_meeting(store, number, chance)
        meetings.append(killed)
        with open_store(store, PASSPHRASE)[0] as vault:
            _must_hold(vault, killed)
            if number % 10 == 9:
                assert check_store(vault) == []
    with open_store(store, PASSPHRASE)[0] as vault:
        for killed in meetings:
            _must_hold(vault, Killed([s for s in killed.said if not isinstance(s, Typed)], 0))
    return meetings


@pytest.fixture
def stores(ws, tmp_path) -> list[Path]:
    """Copies of a store with an open meeting about six people."""
    begin(ws, tmp_path / "files")
    ws.vault.lock()
    copies = [tmp_path / f"copy{number}" for number in range(STORES)]
    for copy in copies:
        shutil.copytree(ws.vault.folder, copy)
    return copies


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_acknowledged_and_a_second_of_typing_at_most(stores):
    with ThreadPoolExecutor(STORES) as side_by_side:
        firsts = [number * KILLS_EACH for number in range(STORES)]
        rounds = side_by_side.map(_kill_again_and_again, stores, firsts)
        meetings = [killed for each in rounds for killed in each]
    assert len(meetings) == STORES * KILLS_EACH
    said = [each for killed in meetings for each in killed.said]
    keep_figures(
        "kills of the window",
        tried=len(meetings),
        acknowledged=sum(not isinstance(each, Typed) for each in said),
        lost=0,
    )
    for kind in (Decided, Agreed, Typed):
        assert sum(isinstance(each, kind) for each in said) > len(meetings) // 4, kind
    old_enough = [one.field for killed in meetings for one in _old_enough(killed)]
    assert {WORDS, ACTION} == set(old_enough), "typing was never put to the test"
    assert len(old_enough) > len(meetings) // 4
