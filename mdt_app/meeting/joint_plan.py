"""The joint plan of specialist and GP about one person, and words for that person's letter.

Entered once for a person and a meeting, replaced as it changes. What is proposed from who was
there and what was agreed is only offered: nothing of it is printed before somebody keeps it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from mdt_app.meeting.values import Action, Attendee
from mdt_app.meeting.versions import JOINT_PLAN, content_of, standing, stepping
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_WORDS = (
    "specialist",
    "gp",
    "specialist_does",
    "gp_does",
    "person_does",
    "words_for_person",
)
_SPECIALISTS = ("Consultant diabetologist", "Diabetes specialist nurse", "Podiatrist", "Dietitian")


@dataclass(frozen=True, slots=True)
class JointPlan:
    """Who agreed it, who does what, and when it is looked at again."""

    nhs_number: str
    meeting: str
    specialist: str = ""
    gp: str = ""
    specialist_does: str = ""
    gp_does: str = ""
    person_does: str = ""
    review_on: date | None = None
    words_for_person: str = ""
    """What the letter to the person says besides, as somebody wrote it for them."""
    by: str = ""
    at: datetime | None = None

    @property
    def is_plan(self) -> bool:
        """Whether there is a plan to print, beside words for the person."""
        parts = (self.specialist, self.gp, self.specialist_does, self.gp_does, self.person_does)
        return any(parts) or self.review_on is not None


def plan_about(rows: Reading, nhs_number: str, meeting_id: str) -> JointPlan | None:
    """The plan that stands; of rivals the latest. None where none was kept."""
    found = standing(rows, JOINT_PLAN, about=nhs_number, meeting=meeting_id)
    return _as_plan(found[-1]) if found else None


def keep_plan(ws: Workspace, plan: JointPlan) -> JointPlan:
    """Keep a plan in place of the one before; the same again enters nothing."""
    content = _content(plan)
    with ws.vault.reading() as reading:
        old = standing(reading, JOINT_PLAN, about=plan.nhs_number, meeting=plan.meeting)
    if len(old) == 1 and content_of(old[0]) == content:
        return _as_plan(old[0])
    with stepping(ws, "joint plan changed" if old else "joint plan kept") as step:
        if old:
            return _as_plan(step.replace(old, content))
        about, meeting = plan.nhs_number, plan.meeting
        return _as_plan(step.begin(JOINT_PLAN, content, about=about, meeting=meeting))


def _content(plan: JointPlan) -> dict[str, Any]:
    words = {name: getattr(plan, name).strip() for name in _WORDS}
    return {**words, "review_on": plan.review_on.isoformat() if plan.review_on else ""}


def _as_plan(entry: Entry) -> JointPlan:
    held = entry.payload
    day = held.get("review_on", "")
    return JointPlan(
        entry.about,
        entry.meeting,
        **{name: held.get(name, "") for name in _WORDS},
        review_on=date.fromisoformat(day) if day else None,
        by=entry.recorded_by,
        at=entry.recorded_at,
    )


def proposed_plan(
    blank: JointPlan, practice: str, present: Sequence[Attendee], actions: Sequence[Action]
) -> JointPlan:
    """A plan to start from: who was there for each side, and what each of them took on.

    `practice` is the person's. Whom nobody can place is left to whoever keeps the plan.
    """
    specialist = _first(present, ("Consultant diabetologist", "Diabetes specialist nurse"), "")
    gp = _first(present, ("GP",), practice)
    theirs = [a.name.casefold() for a in present if a.role in _SPECIALISTS]
    theirs += [role.casefold() for role in _SPECIALISTS]
    for_specialist = [a for a in actions if any(name in a.owner.casefold() for name in theirs)]
    for_gp = [a for a in actions if a.owner and a not in for_specialist]
    days = [action.due_on for action in actions if action.due_on is not None]
    return replace(
        blank,
        specialist=specialist,
        gp=gp,
        specialist_does=_doing(for_specialist),
        gp_does=_doing(for_gp),
        review_on=max(days, default=None),
    )


def _first(present: Sequence[Attendee], roles: Sequence[str], practice: str) -> str:
    for role in roles:
        for each in present:
            if each.role == role and practice in ("", each.practice):
                return each.name
    return ""


def _doing(actions: Sequence[Action]) -> str:
    return "; ".join(action.words.rstrip(" .;") for action in actions)
