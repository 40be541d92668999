"""Steps on the way of an action. The action stays as it was agreed; each step is an entry."""

from collections import defaultdict
from collections.abc import Mapping

from mdt_app.errors import UserError
from mdt_app.meeting.actions import as_action
from mdt_app.meeting.values import Action, Progress
from mdt_app.meeting.versions import (
    ACTION,
    PROGRESS,
    content_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


def as_progress(entry: Entry) -> Progress:
    """A step from the entry that holds it."""
    held = entry.payload
    return Progress(entry.id, held["action"], held["words"], entry.recorded_by, entry.recorded_at)


def record_progress(ws: Workspace, action_id: str, words: str) -> Progress:
    """Keep how far an action has come, in words."""
    if not words.strip():
        raise UserError("Progress needs words.", "Say what was done or tried so far.")
    with stepping(ws, "progress noted") as step:
        action = _action(step.rows, action_id)
        content = {"action": action_id, "words": words.strip()}
        entry = step.begin(PROGRESS, content, about=action.nhs_number, meeting=action.meeting)
        return as_progress(entry)


def _action(rows: Reading, action_id: str) -> Action:
    now = [entry for entry in versions_now(rows, action_id) if entry.kind == ACTION]
    if not now:
        raise UserError("That action is not in this store any more.", "Choose another one.")
    return as_action(now[-1])


def strike_progress(ws: Workspace, progress: Progress) -> None:
    """Take a step back that was noted by mistake. It stays on file."""
    with stepping(ws, "progress struck out") as step:
        for entry in versions_now(step.rows, progress.id):
            step.replace([entry], {**content_of(entry), "undone": True})


def progress_by_action(rows: Reading) -> Mapping[str, tuple[Progress, ...]]:
    """Every step noted, by the id of its action, the earliest first."""
    found: dict[str, list[Progress]] = defaultdict(list)
    for entry in standing(rows, PROGRESS):
        progress = as_progress(entry)
        found[progress.action].append(progress)
    return {action: tuple(steps) for action, steps in found.items()}
