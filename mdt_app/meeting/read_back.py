"""What was agreed in one sentence: for the chair to read out, and for the minutes."""

from collections.abc import Iterator, Sequence

from mdt_app.clinical.days import spoken
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.tiers import remit_words, tier_words
from mdt_app.meeting.values import Action, Decision


def read_back(decision: Decision, actions: Sequence[Action] = ()) -> str:
    """One sentence for the chair to read out before the next case.

    The choices first, then the words as they were typed, who does what by when, who tells the
    person, who looks after them from now on, and where views differed.
    """
    chosen = joined_choices(decision.choices)
    agreed = " — ".join(part for part in (chosen, _ended(decision.words)) if part)
    parts = [
        *([f"Agreed: {agreed}"] if agreed else []),
        *(_promise(action) for action in actions if action.state == "open"),
        *_beside(decision),
    ]
    return f"{_capital('; '.join(parts))}." if parts else ""


def joined_choices(choices: Sequence[str]) -> str:
    """The choices in running text: `start SGLT2 inhibitor and refer to renal clinic`."""
    parts = [_lowered(choice_words(choice)) for choice in choices]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _beside(decision: Decision) -> Iterator[str]:
    if decision.told_by:
        yield f"{decision.told_by} tells the person"
    if decision.tier:
        yield f"from now on in {_lowered(tier_words(decision.tier))}"
    if decision.remit:
        yield f"specialist remit: {_lowered(remit_words(decision.remit))}"
    if decision.differed:
        yield f"views differed: {_ended(decision.differed)}"


def _promise(action: Action) -> str:
    day = f" by {spoken(action.due_on)}" if action.due_on else ", no date yet"
    return f"{action.owner or 'nobody yet'}: {_ended(action.words)}{day}"


def _ended(words: str) -> str:
    """Without the full stop that the sentence has itself."""
    return words.strip().rstrip(" .")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    """Lower case at its start, but not where a name or an abbreviation begins it."""
    first = words.split(" ", 1)[0]
    return words if any(letter.isupper() for letter in first[1:]) else words[:1].lower() + words[1:]
