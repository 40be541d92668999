"""When each case was before the room: stretches of time, entered beside the case and never undone.

They are entries of their own, so that they never stand in the way of a change to the case, and
two laptops' stretches simply add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_app.meeting.versions import SPOKEN, standing, stepping
from mdt_app.vault.roles import MEET
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One stretch of time in which a case of a meeting was before the room."""

    meeting: str
    nhs_number: str
    began_at: datetime
    ended_at: datetime


def keep_spoken_of(ws: Workspace, stretches: Iterable[Spoken]) -> None:
    """Keep when cases were before the room. It is nothing that anybody would undo.

    Who only looks on keeps nothing, and is not told so at every case.
    """
    found = list(stretches)
    if not found or not ws.may(MEET):
        return
    with stepping(ws, "case spoken of") as step:
        for one in found:
            content = {"from": _written(one.began_at), "until": _written(one.ended_at)}
            step.begin(SPOKEN, content, about=one.nhs_number, meeting=one.meeting)


def stretches_of(rows: Reading, meeting_id: str) -> dict[str, list[Stretch]]:
    """When each person of a meeting was spoken of, the earliest first."""
    found: dict[str, list[Stretch]] = {}
    for entry in standing(rows, SPOKEN, meeting=meeting_id):
        stretch = (_read(entry.payload["from"]), _read(entry.payload["until"]))
        found.setdefault(entry.about, []).append(stretch)
    return {number: sorted(stretches) for number, stretches in found.items()}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)
