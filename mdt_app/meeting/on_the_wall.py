"""A case as the room may see it on the projector: the one way from a person to the wall.

What identifies anybody is left behind here: structured fields by never being copied, free text by
taking names, numbers and dates of birth out of it (`unnamed`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mdt_app.clinical.days import age_on, near
from mdt_app.flags.answers import Answer, Raised, Unknown
from mdt_app.flags.medicines import current_medicines, names
from mdt_app.flags.pack import Pack
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.decisions import read_back
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.unnamed import THE_PERSON, Unnamed, initials
from mdt_app.meeting.values import ROLES, Action, CasePage, Decision
from mdt_app.meeting.wall_trends import wall_trends
from mdt_app.meeting.wall_values import OnTheWall, WallAction, WallDecision, WallReason
from mdt_app.register.diagnosis import with_diagnosis
from mdt_app.register.values import Person

_BAND, _OLDEST = 5, 90
_YEARS = ((1, "under 1 year"), (5, "1–4 years"), (10, "5–9 years"), (15, "10–14 years"),
          (20, "15–19 years"), (30, "20–29 years"))  # fmt: skip
_TYPES = {"type 1": "Type 1", "type 2": "Type 2", "other": "Other type of diabetes"}
_LONGEST = 3000
_NO_OWNER, _NAMED_OWNER = "nobody yet", "owner named"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the case stands in the meeting, and what else of the meeting is needed to tell it.

    `roles` are the names of those in the room with their roles; `others` are the other people on
    the agenda, so that they can be left out of what is written about this one.
    """

    position: int
    total: int
    practice: str
    on: date
    roles: Mapping[str, str] = field(default_factory=dict)
    others: Sequence[Person] = ()
    pack: Pack | None = None
    as_initials: bool = False
    """Initials stand beside the case's number."""


def on_the_wall(
    page: CasePage,
    place: Place,
    decision: Decision | None = None,
    actions: Sequence[Action] = (),
    trends: Sequence[Trend] | None = None,
) -> OnTheWall:
    """What the room may see of a person's page. `decision` is what is being written now."""
    person = with_diagnosis(page.record.person, page.record.events, place.on)
    typed, told = Unnamed(person, place.others), _teller(person, place.on)
    raised = [answer for answer in page.answers if isinstance(answer, Raised)]
    return OnTheWall(
        case=case_words(person, place),
        position=place.position,
        total=place.total,
        age_band=age_band(person, place.on),
        sex="Sex not recorded" if person.sex in ("", "unknown") else person.sex.capitalize(),
        practice=place.practice,
        diabetes=diabetes_words(person, place.on),
        question=typed(page.nomination.question.strip()),
        what_matters=typed(page.nomination.what_matters.strip()),
        reasons=tuple(
            _reason(answer, page, told) for answer in raised if answer.rule not in page.set_aside
        ),
        besides=told(_besides(page.answers, len(page.set_aside))),
        trends=wall_trends(page, place.on, place.pack, trends, told),
        medicines=tuple(map(told, names([m for m, _ in current_medicines(page.record, place.on)]))),
        decision=wall_decision(person, place, decision, actions),
        until=place.on.toordinal(),
    )


def wall_decision(
    person: Person,
    place: Place,
    decision: Decision | None,
    actions: Sequence[Action] = (),
    caret: int | None = None,
) -> WallDecision:
    """What is being agreed. `caret` is where words are being typed: no name is shown half done."""
    typed = Unnamed(person, place.others)
    open_actions = [
        _unnamed_action(action, typed, place.roles) for action in actions if action.state == "open"
    ]
    shown = tuple(
        WallAction(action.words, action.owner, _due(action, place.on)) for action in open_actions
    )
    if decision is None:
        return WallDecision(actions=shown)
    written, caret = _end_of(decision.words, caret)
    words = typed(written) if caret is None else typed.while_typing(written, caret)
    choices = tuple(_unnamed_choice(choice, typed) for choice in decision.choices)
    return WallDecision(
        tuple(map(choice_words, choices)),
        words,
        shown,
        read_back(_unnamed_decision(decision, choices, words, typed, place), open_actions),
    )


def _end_of(words: str, caret: int | None) -> tuple[str, int | None]:
    """No more of a long text than a screen can hold, so that typing on stays quick."""
    over = len(words) - _LONGEST
    if over <= 0:
        return words, caret
    over = words.find(" ", over) if " " in words[over:] else over
    return f"…{words[over:]}", None if caret is None else max(1, caret - over + 1)


def case_words(person: Person, place: Place) -> str:
    """`Case 3`, or `Case 3 · SB` where initials are asked for."""
    words = f"Case {place.position}"
    return f"{words} · {initials(person)}" if place.as_initials else words


def age_band(person: Person, on: date) -> str:
    """Five years of age at a time: `55–59`; the oldest together."""
    age = age_on(person.born_on, on)
    if age >= _OLDEST:
        return f"{_OLDEST} or over"
    first = age - age % _BAND
    return f"{first}–{first + _BAND - 1}"


def diabetes_words(person: Person, on: date) -> str:
    """Type and how long, in bands: `Type 2 for 10–14 years`."""
    kind = _TYPES.get(person.diabetes_type, "Diabetes type not recorded")
    if person.diagnosed_on is None:
        return f"{kind}, duration not recorded"
    years = age_on(person.diagnosed_on, on)
    return f"{kind} for {next((w for below, w in _YEARS if years < below), '30 years or more')}"


def _teller(person: Person, on: date) -> Callable[[str], str]:
    """What the program itself says of a person, as the room may hear it: no age to the year."""
    unnamed, band = Unnamed(person), age_band(person, on)
    age = re.compile(rf"\b(age|aged) {age_on(person.born_on, on)}\b")

    def tell(text: str) -> str:
        return unnamed(age.sub(rf"\1 {band}", text))

    return tell


def _reason(answer: Raised, page: CasePage, told: Callable[[str], str]) -> WallReason:
    since = page.since.get(answer.rule)
    words = since.words if since is not None and not since.is_first else ""
    return WallReason(answer.severity, told(answer.headline), told(answer.detail), told(words))


def _besides(answers: Sequence[Answer], set_aside: int) -> str:
    """What is not among the reasons, with its count: nothing is left out unsaid."""
    unknown = sum(isinstance(answer, Unknown) for answer in answers)
    parts = [f"{unknown} question{'' if unknown == 1 else 's'} cannot be answered"] * bool(unknown)
    parts += [f"{set_aside} reason{'' if set_aside == 1 else 's'} set aside"] * bool(set_aside)
    return " · ".join(parts)


def _unnamed_action(action: Action, typed: Unnamed, roles: Mapping[str, str]) -> Action:
    return replace(action, words=typed(action.words), owner=_role(action.owner, typed, roles))


def _role(owner: str, typed: Unnamed, roles: Mapping[str, str]) -> str:
    """The role of an owner: people are named in the minutes, not on the wall."""
    owner = owner.strip()
    if not owner:
        return _NO_OWNER
    if owner in ROLES:
        return owner
    unnamed = typed(owner)
    return roles.get(owner) or (unnamed if unnamed == THE_PERSON else _NAMED_OWNER)


def _due(action: Action, on: date) -> str:
    return f"by {near(action.due_on, on)}" if action.due_on else "no date yet"


def _unnamed_choice(choice: str, typed: Unnamed) -> str:
    """The vocabulary's own words stay; only the detail was typed by somebody."""
    code, colon, detail = choice.partition(":")
    return f"{code}{colon}{typed(detail)}"


def _unnamed_decision(
    decision: Decision, choices: tuple[str, ...], words: str, typed: Unnamed, place: Place
) -> Decision:
    told_by = _role(decision.told_by, typed, place.roles) if decision.told_by.strip() else ""
    named = decision.coordinator
    return replace(
        decision,
        choices=choices,
        words=words,
        told_by=told_by,
        differed=typed(decision.differed),
        coordinator=_role(named, typed, place.roles) if named.strip() else "",
    )
