"""What was entered about the person beside the list: own target, flags set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mdt_app.clinical.days import near
from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.advice import advice_about
from mdt_app.meeting.nominations import wants_easy_read
from mdt_app.meeting.own_targets import target_words, targets_about
from mdt_app.meeting.set_aside import set_aside_about
from mdt_app.meeting.values import Advice, SetAside
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class EnteredAbout:
    """`own_target` in words, '' where none is or was lately; the flags set aside, by rule."""

    on: date = date.min
    own_target: str = ""
    set_aside: Mapping[str, SetAside] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    """What is different about a flag since the last meeting, in a word, by rule."""
    advice: str = ""
    """What was asked last between meetings, and the answer; '' where nothing was."""
    wants_easy_read: bool = False
    """As the person said last, at whichever meeting."""


NOTHING_ENTERED = EnteredAbout()


def read_entered_about(
    rows: Reading, nhs_number: str, on: date, whom: str, since: Mapping[str, str]
) -> EnteredAbout:
    """The same as the store has it now; `since` is known already."""
    words = target_words(targets_about(rows, nhs_number), Kind.HBA1C, on, whom)
    return EnteredAbout(
        on,
        words[:1].upper() + words[1:],
        set_aside_about(rows, nhs_number, on),
        since,
        _advice_words(advice_about(rows, nhs_number), on),
        wants_easy_read(rows, nhs_number),
    )


def _advice_words(found: Sequence[Advice], on: date) -> str:
    if not found:
        return ""
    last = found[-1]
    more = f" · {len(found) - 1} before" if len(found) > 1 else ""
    return f"Advice {near(last.asked_on, on)}. {last.asked_words} — {last.answer_words}{more}"
