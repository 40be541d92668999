"""Targets agreed with a person: what, by whom, when, why, and until when.

Each agreement is an entry of its own with the day from which it holds, so that any day can be
asked about: of those agreed by then the latest speaks, and once it has ended the default is back.
One agreed on the same day is replaced: a correction.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mdt_app.clinical.days import near
from mdt_app.clinical.kinds import KIND_BY_CODE, Kind
from mdt_app.errors import UserError
from mdt_app.meeting.entered_days import day_of_entering
from mdt_app.meeting.typed_targets import read_target
from mdt_app.meeting.values import AgreedTarget
from mdt_app.meeting.versions import (
    OWN_TARGET,
    content_of,
    identity_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

THE_PERSON = "the person"
LONGEST_WORDS = 200
_TOLD_FOR_DAYS = 366
"""How long the screen says that a target has ended."""


def as_target(entry: Entry) -> AgreedTarget:
    """A target from the entry that holds it."""
    held = content_of(entry)
    return AgreedTarget(
        entry.about,
        KIND_BY_CODE[held["kind"]],
        held["value"],
        held["agreed_by"],
        date.fromisoformat(held["agreed_on"]),
        held["why"],
        date.fromisoformat(held["until"]) if held["until"] else None,
        held.get("by") or entry.recorded_by,
        entry.recorded_at,
        held.get("typed", ""),
        identity_of(entry),
    )


def targets_about(rows: Reading, nhs_number: str) -> list[AgreedTarget]:
    """Every target agreed with one person, the earliest agreed first; ended ones are here too."""
    found = [as_target(entry) for entry in standing(rows, OWN_TARGET, about=nhs_number)]
    return sorted(found, key=_by_day)


def _by_day(target: AgreedTarget) -> date:
    return target.agreed_on


def agree_target(
    ws: Workspace,
    nhs_number: str,
    kind: Kind,
    value: str,
    agreed_by: str,
    agreed_on: date,
    why: str = "",
    until: date | None = None,
    meeting: str = "",
) -> AgreedTarget:
    """Keep a target as typed (`58`, `7.5 %`), from its day on. The same again enters nothing."""
    read = read_target(kind, value)
    check_agreement(agreed_by, agreed_on, why, until, _today(ws, meeting))
    content = _content(kind, read.value, agreed_by, agreed_on, why, until, ws.user)
    if read.typed:
        content["typed"] = read.typed
    return _keep(ws, "own target agreed", nhs_number, content, meeting)


def end_target(
    ws: Workspace,
    nhs_number: str,
    kind: Kind,
    ended_on: date,
    why: str = "",
    meeting: str = "",
) -> AgreedTarget | None:
    """From that day the default is back; None if no own target of the kind holds then."""
    with ws.vault.reading() as reading:
        found = targets_about(reading, nhs_number)
    if target_on(found, kind, ended_on) is None:
        return None
    check_agreement(ws.user, ended_on, why, None, _today(ws, meeting))
    content = _content(kind, 0, ws.user, ended_on, why, None, ws.user)
    return _keep(ws, "own target ended", nhs_number, content, meeting)


def take_back_target(ws: Workspace, target: AgreedTarget, meeting: str = "") -> None:
    """It was entered by mistake: what held before it holds again. It stays on file."""
    with ws.vault.reading() as reading:
        now = versions_now(reading, target.id)
    if any(not entry.payload.get("undone", False) for entry in now):
        with stepping(ws, "own target taken back") as step:
            step.replace(now, {**content_of(now[-1]), "undone": True}, meeting=meeting)


def _content(
    kind: Kind,
    value: float,
    agreed_by: str,
    agreed_on: date,
    why: str,
    until: date | None,
    by: str,
) -> dict[str, Any]:
    return {
        "kind": kind.code,
        "value": value,
        "agreed_by": " ".join(agreed_by.split()),
        "agreed_on": agreed_on.isoformat(),
        "why": " ".join(why.split()),
        "until": until.isoformat() if until else "",
        "by": by,
    }


def _keep(
    ws: Workspace, act: str, nhs_number: str, content: dict[str, Any], meeting: str
) -> AgreedTarget:
    with ws.vault.reading() as reading:
        same = _same_day(reading, nhs_number, content)
    if len(same) == 1 and {**content_of(same[0]), "by": ""} == {**content, "by": ""}:
        return as_target(same[0])
    if same and content["value"]:
        act = "own target changed"
    with stepping(ws, act) as step:
        same = _same_day(step.rows, nhs_number, content)
        if same:
            return as_target(step.replace(same, content, meeting=meeting))
        return as_target(step.begin(OWN_TARGET, content, about=nhs_number, meeting=meeting))


def _same_day(rows: Reading, nhs_number: str, content: dict[str, Any]) -> list[Entry]:
    """What stands of that kind and day: one, none, or rivals, which are settled together."""
    fields = ("kind", "agreed_on")
    found = standing(rows, OWN_TARGET, about=nhs_number)
    return [e for e in found if all(e.payload[name] == content[name] for name in fields)]


def _today(ws: Workspace, meeting: str) -> date:
    with ws.vault.reading() as reading:
        return day_of_entering(reading, ws, meeting)[1]


def check_agreement(
    agreed_by: str, agreed_on: date, why: str, until: date | None, today: date
) -> None:
    """Refuse, in words, what cannot have been agreed by `today`."""
    if not agreed_by.strip():
        raise UserError("Who agreed the target is missing.", "Name the person and who asked.")
    if agreed_on > today:
        raise UserError("That target is agreed in the future.", "Give the day it was agreed.")
    if until is not None and until < agreed_on:
        raise UserError(
            "That target would end before it begins.",
            "Give a later last day, or none to keep it until it is changed.",
        )
    if any(len(words) > LONGEST_WORDS for words in (agreed_by, why)):
        raise UserError("That is too long to stand beside a target.", "Say it in a few words.")


def target_on(found: Sequence[AgreedTarget], kind: Kind, on: date) -> AgreedTarget | None:
    """Of a person's targets the one that holds on a day, if any does."""
    agreed = [one for one in found if one.kind is kind and one.agreed_on <= on]
    return agreed[-1] if agreed and agreed[-1].holds_on(on) else None


def target_words(found: Sequence[AgreedTarget], kind: Kind, on: date, whom: str = "them") -> str:
    """`own target 48, set 12 Mar with her`; `own target 64 ended 1 Mar`; '' where there is none.

    That one has ended is said for a year.
    """
    agreed = [one for one in found if one.kind is kind and one.agreed_on <= on]
    now = target_on(agreed, kind, on)
    if now is not None:
        until = f", until {near(now.until, on)}" if now.until else ""
        return f"own target {now.value:g}, set {near(now.agreed_on, on)} {_with(now, whom)}{until}"
    ended = _ended(agreed)
    if ended is None or (on - ended[1]).days > _TOLD_FOR_DAYS:
        return ""
    return f"own target {ended[0]:g} ended {near(ended[1], on)}"


def history_words(found: Sequence[AgreedTarget], on: date) -> list[str]:
    """Every agreement in a line, the latest first: value, day, by whom, why, until when."""
    return [_told(one, on) for one in reversed(found)]


def _told(one: AgreedTarget, on: date) -> str:
    day = near(one.agreed_on, on)
    why = f": {one.why}" if one.why else ""
    if not one.value:
        return f"ended {day} by {one.by}{why}"
    until = f", until {near(one.until, on)}" if one.until else ""
    return f"{one.value:g}, {day}, {one.agreed_by}{until}{why}"


def _ended(agreed: Sequence[AgreedTarget]) -> tuple[float, date] | None:
    """The value and last day of the latest target, all of them being over."""
    if not agreed:
        return None
    last = agreed[-1]
    if last.value:
        return (last.value, last.until) if last.until else None
    before = [one for one in agreed if one.value]
    if not before:
        return None
    over = before[-1].until
    is_over_before = over is not None and over < last.agreed_on
    return before[-1].value, over if over is not None and is_over_before else last.agreed_on


def _with(target: AgreedTarget, whom: str) -> str:
    is_with = target.agreed_by.casefold().startswith(THE_PERSON)
    return f"with {whom}" if is_with else f"by {target.agreed_by}"
