"""Undo and redo by name: entries that take back or restore, so that nothing is ever erased."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.queries import entered_here_by, entries_of_step
from mdt_app.meeting.versions import (
    ACTION,
    ADVICE,
    ATTENDEE,
    BREAK,
    DECISION,
    ITEM,
    JOINT_PLAN,
    LEARNING_POINT,
    MEETING,
    NOMINATION,
    OWN_TARGET,
    PROGRESS,
    SET_ASIDE,
    TOPIC,
    Step,
    content_of,
    identity_of,
    replaced_by,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_KINDS = (
    DECISION,
    ACTION,
    ITEM,
    NOMINATION,
    ATTENDEE,
    MEETING,
    OWN_TARGET,
    SET_ASIDE,
    LEARNING_POINT,
    BREAK,
    PROGRESS,
    JOINT_PLAN,
    TOPIC,
    ADVICE,
)


class ChangedSinceError(UserError):
    """What a step left is not there any more."""

    def __init__(self) -> None:
        super().__init__("That was changed since, so it cannot be undone.", "Change it by hand.")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was undone or redone: the words of the act, and the NHS numbers it was about."""

    words: str
    about: tuple[str, ...]
    named: tuple[str, ...] = ()
    """The names of those whose attendance it was."""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class _Past:
    """The steps that stand and those undone, the latest last. `lasting` ones stop undo."""

    done: list[Sequence[Entry]] = field(default_factory=list)
    undone: list[Sequence[Entry]] = field(default_factory=list)


def undo_last(
    ws: Workspace,
    meeting_id: str | None = None,
    *,
    since: int | None = None,
    actions_since: int | None = None,
) -> TakenBack | None:
    """Take back the last thing this person entered here, or say None when there is nothing.

    `meeting_id` keeps to one meeting, '' to what is prepared before one, None to neither; with
    `actions_since` what became of earlier meetings' actions is among it. `since` and
    `actions_since` are numbers of entries made here: what came after them.
    A meeting's start and end are never taken back by this, nor is anything before them.
    """
    with ws.vault.reading() as reading:
        done = _past(reading, ws.user, meeting_id, since, actions_since).done
    if not done:
        return None
    taken = done[-1]
    with stepping(ws, f"undone: {taken[0].act}", undoes=_step_of(taken[0])) as step:
        for entry in taken:
            _take_back(step, entry)
    return _said(taken)


def redo_last(
    ws: Workspace,
    meeting_id: str | None = None,
    *,
    since: int | None = None,
    actions_since: int | None = None,
) -> TakenBack | None:
    """Restore what was last undone, unless something else was entered since."""
    with ws.vault.reading() as reading:
        undone = _past(reading, ws.user, meeting_id, since, actions_since).undone
    if not undone:
        return None
    restored = undone[-1]
    with stepping(ws, f"redone: {restored[0].act}", redoes=_step_of(restored[0])) as step:
        for entry in restored:
            _restore(step, entry)
    return _said(restored)


def undo_and_redo_words(
    ws: Workspace, meeting_id: str | None = None, *, since: int | None = None
) -> tuple[str, str]:
    """What undo and redo would do now, in words; '' where there is nothing to do."""
    with ws.vault.reading() as reading:
        past = _past(reading, ws.user, meeting_id, since)
    return (
        past.done[-1][0].act if past.done else "",
        past.undone[-1][0].act if past.undone else "",
    )


def reopen_meeting(ws: Workspace, meeting_id: str) -> None:
    """Take back the end of a meeting: its cases wait again, and its questions are open again.

    Refused when the next meeting has started, or its list has been worked on since.
    """
    with ws.vault.reading() as reading:
        if any(other.state == "open" for other in meetings(reading)):
            raise UserError("A meeting is open already.", "End that meeting first.")
        now = versions_now(reading, meeting_id)
        if not now or now[-1].payload["state"] != "ended":
            raise UserError("That meeting has not ended.", "Choose one that has.")
        ending = entries_of_step(reading, _step_of(now[-1]))
    try:
        with stepping(ws, "meeting reopened", lasting=True) as step:
            for entry in reversed(ending):
                _take_back(step, entry)
    except ChangedSinceError as error:
        raise UserError(
            "The list has been worked on since that meeting ended, so it stays ended.",
            "What is missing can be put on the next meeting's list.",
        ) from error


def _said(entries: Sequence[Entry]) -> TakenBack:
    about = dict.fromkeys(entry.about for entry in entries if entry.about)
    named = dict.fromkeys(e.payload["name"] for e in entries if e.kind == ATTENDEE)
    return TakenBack(entries[0].act, tuple(about), tuple(named))


def _past(
    rows: Reading,
    who: str,
    meeting_id: str | None,
    since: int | None,
    actions_since: int | None = None,
) -> _Past:
    past = _Past()
    found = entered_here_by(rows, who, _KINDS, meeting_id, actions_since)
    for entries in _steps(found):
        first = entries[0]
        if "undoes" in first.payload:
            _shift(past.done, past.undone, first.payload["undoes"])
        elif "redoes" in first.payload:
            _shift(past.undone, past.done, first.payload["redoes"])
        elif "settles" in first.payload:
            _shift(past.done, [], first.payload["settles"])
        elif "lasting" in first.payload:
            _stop_at(past, entries)
        elif since is None or first.sequence > since:
            past.done.append(entries)
            past.undone.clear()
    return past


def _steps(found: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """What was entered, step by step, in the order it was entered."""
    for _, entries in groupby(found, key=_step_of):
        yield tuple(entries)


def _step_of(entry: Entry) -> str:
    return str(entry.payload.get("step", entry.id))


def _shift(source: list[Sequence[Entry]], target: list[Sequence[Entry]], step: str) -> None:
    for place in reversed(range(len(source))):
        if _step_of(source[place][0]) == step:
            target.append(source.pop(place))
            return


def _stop_at(past: _Past, entries: Iterable[Entry]) -> None:
    """Forget what went before in the meetings that a lasting step is about."""
    meetings = {entry.meeting for entry in entries if entry.meeting}
    if any(entry.kind == NOMINATION for entry in entries):
        meetings.add("")  # what was prepared for the meeting that has ended
    past.undone.clear()
    past.done[:] = [step for step in past.done if step[0].meeting not in meetings]


def _take_back(step: Step, entry: Entry) -> None:
    now = _standing_as(step.rows, [identity_of(entry)], [_state(entry)])
    before = replaced_by(step.rows, entry)
    if not before:
        step.replace(now, _blank(entry), meeting=entry.meeting)
    for old in before:
        step.replace(now, content_of(old), identity=identity_of(old), meeting=old.meeting)


def _restore(step: Step, entry: Entry) -> None:
    before = replaced_by(step.rows, entry)
    expected = [_state(old) for old in before] or [(entry.meeting, _blank(entry))]
    identities = [identity_of(old) for old in before] or [identity_of(entry)]
    now = _standing_as(step.rows, identities, expected)
    step.replace(now, content_of(entry), identity=identity_of(entry), meeting=entry.meeting)


def _standing_as(rows: Reading, identities: Iterable[str], expected: Sequence[Any]) -> list[Entry]:
    """The versions that stand now, if they are what the step left; else somebody changed them."""
    found = [version for identity in identities for version in versions_now(rows, identity)]
    now = list({version.id: version for version in found}.values())
    states = [_state(version) for version in now]
    if len(states) != len(expected) or any(state not in expected for state in states):
        raise ChangedSinceError()
    return now


def _state(entry: Entry) -> tuple[str, dict[str, Any]]:
    return entry.meeting, content_of(entry)


def _blank(entry: Entry) -> dict[str, Any]:
    return {**content_of(entry), "undone": True}
