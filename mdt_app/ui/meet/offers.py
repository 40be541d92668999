"""What a chosen decision offers for its action: words, owner, day. Pure; nobody has to take it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mdt_app.meeting.choices import choice_named, choice_words
from mdt_app.meeting.values import Action, Attendee

CASE, EDUCATION, PRACTICE_EDUCATION = "case", "education", "practice"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action as a choice suggests it, and what counts as done."""

    choice: str
    action: Action
    kind: str
    done_when: str


def offers_for(
    choices: Sequence[str],
    kind: str,
    blank: Action,
    on: date,
    here: Sequence[Attendee],
    practice: str,
) -> list[Offer]:
    """What the choices offer for an action of that kind; for education, either audience."""
    found = []
    for choice in choices:
        named = choice_named(choice)
        is_education = named.category == "education"
        if is_education is not (kind != CASE) or named.due_days is None:
            continue
        offered = replace(
            blank,
            words=choice_words(choice),
            owner=owner_for(named.owner_role, here, practice),
            due_on=named.due_on(on),
        )
        of_kind = PRACTICE_EDUCATION if named.audience == "practice" else EDUCATION
        done = named.done_when
        found.append(Offer(choice, offered, of_kind if is_education else CASE, done))
    return found


def usual_offer(kind: str, blank: Action, on: date) -> Offer:
    """What an action that no decision offers begins with: a day only, that of any other step."""
    return Offer("", replace(blank, due_on=choice_named("other").due_on(on)), kind, "")


def owner_for(role: str, here: Sequence[Attendee], practice: str) -> str:
    """The one in the room with that role, of the person's practice before others; or the role."""
    with_role = [one for one in here if one.role == role and one.is_present]
    of_practice = [one for one in with_role if one.practice == practice]
    for found in (of_practice, with_role if not _is_of_practices(with_role) else []):
        if len(found) == 1:
            return as_owner(found[0])
    return role


def _is_of_practices(found: Sequence[Attendee]) -> bool:
    """Whether they belong to practices, so that another practice's is not this person's."""
    return any(one.role in ("GP", "Practice nurse", "Pharmacist") for one in found)


def as_owner(one: Attendee) -> str:
    """`Dr S. Rahman, GP`."""
    return f"{one.name}, {one.role}" if one.role != "Other" else one.name
