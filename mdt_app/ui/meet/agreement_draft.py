"""What is being agreed beside the words, as text: kept as a draft until it is recorded."""

import json
from dataclasses import asdict

from mdt_app.meeting.beside import NOTHING_BESIDE, Beside, beside_of
from mdt_app.meeting.values import Decision

Waiting = tuple[tuple[str, ...] | None, Beside | None]
"""The choices and what is beside the words, where they differ from what is recorded; or None."""


def as_draft(choices: tuple[str, ...], beside: Beside, recorded: Decision | None) -> str:
    """What differs from what is recorded; '' where nothing does.

    >>> from_draft(as_draft(("refer:renal",), Beside(told_by="N. Patel"), None))[0]
    ('refer:renal',)
    """
    held: dict[str, object] = {}
    if choices != (recorded.choices if recorded is not None else ()):
        held["choices"] = choices
    if beside != (beside_of(recorded) if recorded is not None else NOTHING_BESIDE):
        held["beside"] = asdict(beside)
    return json.dumps(held, ensure_ascii=False) if held else ""


def from_draft(text: str) -> Waiting:
    """The same from text."""
    held = json.loads(text) if text else {}
    choices = tuple(held["choices"]) if "choices" in held else None
    if "beside" not in held:
        return choices, None
    beside = held["beside"]
    return choices, Beside(**{**beside, "considered": tuple(beside["considered"])})
