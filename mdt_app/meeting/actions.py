"""Actions: what is to be done by a named owner by a day, for a person or for a practice."""

from dataclasses import replace
from datetime import date
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.values import AUDIENCES, CATEGORIES, Action
from mdt_app.meeting.versions import (
    ACTION,
    identity_of,
    revise,
    standing,
    stepping,
)
from mdt_app.register.queries import person_by_number
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_WORDS = ("words", "owner", "category", "audience", "practice", "state", "note")


def as_action(entry: Entry) -> Action:
    """An action from the entry that holds it."""
    held = entry.payload
    return Action(
        identity_of(entry),
        entry.meeting,
        entry.about,
        **{name: held[name] for name in _WORDS},
        due_on=_day(held["due_on"]),
        done_on=_day(held["done_on"]),
        topic=held.get("topic", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _content(action: Action) -> dict[str, Any]:
    return {
        **{name: getattr(action, name).strip() for name in _WORDS},
        "due_on": action.due_on.isoformat() if action.due_on else "",
        "done_on": action.done_on.isoformat() if action.done_on else "",
        **({"topic": action.topic} if action.topic else {}),
    }


def actions_of(rows: Reading, meeting_id: str) -> list[Action]:
    """The actions one meeting agreed, in the order of their first entry; rivals are both here."""
    found = [as_action(entry) for entry in standing(rows, ACTION, meeting=meeting_id)]
    return sorted(found, key=_by_entry)


def actions_about(rows: Reading, nhs_number: str) -> list[Action]:
    """The actions about one person in every meeting."""
    found = [as_action(entry) for entry in standing(rows, ACTION, about=nhs_number)]
    return sorted(found, key=_by_entry)


def _by_entry(action: Action) -> str:
    return action.id


def open_actions(rows: Reading) -> list[Action]:
    """Every open action of every meeting: the earliest due first, those without a day last."""
    found = [as_action(entry) for entry in standing(rows, ACTION)]
    return sorted((action for action in found if action.state == "open"), key=_by_due)


def all_actions(rows: Reading) -> list[Action]:
    """Every action that was not undone: open, done and withdrawn, in the same order."""
    return sorted((as_action(entry) for entry in standing(rows, ACTION)), key=_by_due)


def _by_due(action: Action) -> tuple[date, str]:
    return action.due_on or date.max, action.id


def is_overdue(action: Action, on: date) -> bool:
    """Whether an open action is past its day. On the day itself it is not."""
    return action.state == "open" and action.due_on is not None and action.due_on < on


def agree_action(ws: Workspace, action: Action) -> Action:
    """Keep a new action; its id is given here. The practice is the person's unless stated.

    Owner and day may still be missing: the end of the meeting asks for them.
    """
    _check(action)
    with stepping(ws, "action agreed") as step:
        asked = replace(
            action, state="open", practice=action.practice or _practice(step.rows, action)
        )
        entry = step.begin(ACTION, _content(asked), about=action.nhs_number, meeting=action.meeting)
        return as_action(entry)


def _practice(rows: Reading, action: Action) -> str:
    person = person_by_number(rows, action.nhs_number) if action.nhs_number else None
    return person.practice if person else ""


def amend_action(ws: Workspace, action: Action) -> Action:
    """Change an action's words, owner, day, kind or practice; the version before stays on file."""
    _check(action)
    changed = _content(action)
    kept = {name: changed[name] for name in changed if name not in ("state", "done_on")}
    return as_action(revise(ws, "action changed", action.id, kept))


def complete_action(
    ws: Workspace, action_id: str, done_on: date | None = None, note: str = ""
) -> Action:
    """The action was done, today unless another day is given."""
    day = (done_on or ws.today()).isoformat()
    return as_action(
        revise(ws, "action done", action_id, {"state": "done", "done_on": day, "note": note})
    )


def reopen_action(ws: Workspace, action_id: str, note: str = "") -> Action:
    """The action was not done after all, or is wanted again."""
    return as_action(
        revise(ws, "action reopened", action_id, {"state": "open", "done_on": "", "note": note})
    )


def withdraw_action(ws: Workspace, action_id: str, note: str = "") -> Action:
    """The action is no longer wanted. It stays on file, struck out, with the reason."""
    return as_action(
        revise(
            ws, "action withdrawn", action_id, {"state": "withdrawn", "done_on": "", "note": note}
        )
    )


def _check(action: Action) -> None:
    if not action.words.strip():
        raise UserError("An action needs words.", "Say what is to be done.")
    if action.category not in CATEGORIES or action.audience not in AUDIENCES:
        raise ValueError("an action's category or audience is not one that exists")
