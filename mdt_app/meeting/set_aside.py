"""Flags set aside for one person: with a reason, and a day on which they are asked again.

Each is an entry of its own with the day from which it holds, so that any day can be asked about:
the latest before that day speaks. One that was entered the same day is replaced: a correction.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mdt_app.clinical.days import months_after, near, spoken
from mdt_app.errors import UserError
from mdt_app.meeting.entered_days import day_of_entering
from mdt_app.meeting.values import SetAside
from mdt_app.meeting.versions import SET_ASIDE, content_of, identity_of, standing, stepping
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

MOST_MONTHS = 24
LONGEST_REASON = 200
_SHORT = "A few words are enough: who is looking after it, or why it can wait."


def set_aside(
    ws: Workspace, nhs_number: str, rule: str, reason: str, ask_again_on: date, meeting: str = ""
) -> SetAside:
    """Set one flag of one person aside until the day before `ask_again_on`.

    It holds from today, or from the day of that meeting if that was earlier. The same again
    enters nothing.
    """
    with ws.vault.reading() as reading:
        holds_from, today = day_of_entering(reading, ws, meeting)
        now = set_aside_about(reading, nhs_number, holds_from).get(rule)
    words = check_setting_aside(reason, ask_again_on, today)
    if now is not None and (now.reason, now.ask_again_on) == (words, ask_again_on):
        return now
    act = "setting aside changed" if now is not None else "flag set aside"
    return _enter(ws, act, nhs_number, rule, holds_from, words, ask_again_on.isoformat(), meeting)


def take_up_again(ws: Workspace, nhs_number: str, rule: str, meeting: str = "") -> None:
    """The flag counts again from today on; that it was set aside stays on file."""
    with ws.vault.reading() as reading:
        from_day, _today = day_of_entering(reading, ws, meeting)
        now = set_aside_about(reading, nhs_number, from_day)
    if rule in now:
        _enter(ws, "flag taken up again", nhs_number, rule, from_day, "", "", meeting)


def _enter(
    ws: Workspace,
    act: str,
    nhs_number: str,
    rule: str,
    from_day: date,
    reason: str,
    ask_again_on: str,
    meeting: str,
) -> SetAside:
    content = {
        "rule": rule,
        "reason": reason,
        "ask_again_on": ask_again_on,
        "set_on": from_day.isoformat(),
        "by": ws.user,
    }
    with stepping(ws, act) as step:
        held = standing(step.rows, SET_ASIDE, about=nhs_number)
        same = [e for e in held if _is_of(e.payload, rule, content["set_on"])]
        if same:
            return as_set_aside(step.replace(same, content, meeting=meeting))
        return as_set_aside(step.begin(SET_ASIDE, content, about=nhs_number, meeting=meeting))


def _is_of(held: Mapping[str, Any], rule: str, set_on: str) -> bool:
    return bool(held["rule"] == rule and held["set_on"] == set_on)


def as_set_aside(entry: Entry) -> SetAside:
    """A setting aside from the entry that holds it; one that takes the flag up has no day."""
    held = content_of(entry)
    again = held["ask_again_on"]
    return SetAside(
        entry.about,
        held["rule"],
        held["reason"],
        date.fromisoformat(again) if again else None,
        date.fromisoformat(held["set_on"]),
        held.get("by") or entry.recorded_by,
        entry.recorded_at,
        identity_of(entry),
    )


def set_aside_about(rows: Reading, nhs_number: str, on: date) -> Mapping[str, SetAside]:
    """The flags of one person that are set aside on a day, by rule."""
    return _holding(standing(rows, SET_ASIDE, about=nhs_number), on).get(nhs_number, {})


def set_aside_by_person(rows: Reading, on: date) -> Mapping[str, Mapping[str, SetAside]]:
    """The flags of everyone that are set aside on a day, by NHS number and rule."""
    return _holding(standing(rows, SET_ASIDE), on)


def set_aside_counts(rows: Reading, on: date) -> Mapping[str, int]:
    """For how many people each rule is set aside on a day; rules set aside for nobody are absent.

    Whether the rule is raised for them on that day is not asked.
    """
    counts: dict[str, int] = {}
    for found in set_aside_by_person(rows, on).values():
        for rule in found:
            counts[rule] = counts.get(rule, 0) + 1
    return counts


def set_aside_history(rows: Reading, nhs_number: str, rule: str = "") -> list[SetAside]:
    """Every time a flag of one person was set aside or taken up again, the earliest first."""
    found = [as_set_aside(entry) for entry in standing(rows, SET_ASIDE, about=nhs_number)]
    return sorted((one for one in found if rule in ("", one.rule)), key=_by_day)


def set_aside_words(one: SetAside, on: date) -> str:
    """`set aside by N. Patel 3 Nov: seen by renal clinic · ask again 3 May 2027`."""
    if one.ask_again_on is None:
        return f"taken up again by {one.by} {near(one.on, on)}"
    again = spoken(one.ask_again_on)
    return f"set aside by {one.by} {near(one.on, on)}: {one.reason} · ask again {again}"


def _holding(entries: list[Entry], on: date) -> dict[str, dict[str, SetAside]]:
    latest: dict[tuple[str, str], SetAside] = {}
    for one in sorted(map(as_set_aside, entries), key=_by_day):
        if one.on <= on:
            latest[one.nhs_number, one.rule] = one
    found: dict[str, dict[str, SetAside]] = {}
    for (number, rule), one in latest.items():
        if one.ask_again_on is not None and on < one.ask_again_on:
            found.setdefault(number, {})[rule] = one
    return found


def _by_day(one: SetAside) -> date:
    return one.on


def check_setting_aside(reason: str, ask_again_on: date, today: date) -> str:
    """The reason as it is kept; refuses, in words, what cannot stand beside a flag."""
    words = " ".join(reason.split())
    if not words:
        raise UserError("Setting a flag aside needs a reason.", _SHORT)
    if len(words) > LONGEST_REASON:
        raise UserError("That reason is too long to stand beside the flag.", _SHORT)
    if ask_again_on <= today:
        raise UserError("The day to ask again has passed.", "Choose a day after today.")
    if ask_again_on > months_after(today, MOST_MONTHS):
        raise UserError(
            "A flag can be set aside for two years at most.",
            "Choose an earlier day; it can be set aside again then.",
        )
    return words
