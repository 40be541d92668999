"""What was agreed in one sentence: for the chair to read out, and for the minutes."""

from collections.abc import Iterator, Sequence

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.meeting.beside import Beside, beside_of
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.tiers import remit_words, tier_words
from mdt_app.meeting.values import Action, Decision

_MOST_LETTERS = 180
"""How much of the words the screen repeats; the whole stands above it."""


def read_back(decision: Decision, actions: Sequence[Action] = ()) -> str:
    """One sentence for the chair to read out before the next case.

    The choices first, then the words as they were typed, who does what by when, who tells the
    person, who looks after them from now on, and where views differed.
    """
    return sentence(decision.choices, decision.words, beside_of(decision), actions)


def sentence(
    choices: Sequence[str], words: str, beside: Beside, actions: Sequence[Action] = ()
) -> str:
    """The same of what is being agreed; nothing agreed is ''."""
    agreed = " — ".join(part for part in (joined_choices(choices), _ended(words)) if part)
    parts = [
        *([f"Agreed: {agreed}"] if agreed else []),
        *(_promise(action) for action in actions if action.state == "open"),
        *_beside(beside),
    ]
    return f"{_capital('; '.join(parts))}." if parts else ""


def repeated(words: str) -> str:
    """Words as the screen repeats them: long ones end with how many more there are."""
    if len(words) <= _MOST_LETTERS:
        return words
    shown = words[:_MOST_LETTERS].rsplit(maxsplit=1)[0]
    more = len(words[len(shown) :].split())
    return f"{shown} … ({counted(more, 'word')} more)"


def joined_choices(choices: Sequence[str]) -> str:
    """The choices in running text: `start SGLT2 inhibitor and refer to renal clinic`."""
    parts = [_lowered(choice_words(choice)) for choice in choices]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _beside(beside: Beside) -> Iterator[str]:
    if beside.told_by:
        yield f"{beside.told_by} tells the person"
    if beside.tier:
        yield f"from now on in {_lowered(tier_words(beside.tier))}"
    if beside.remit:
        yield f"specialist remit: {_lowered(remit_words(beside.remit))}"
    if beside.coordinator:
        yield f"co-ordinator: {beside.coordinator}"
    if beside.differed:
        yield f"views differed: {_ended(beside.differed)}"


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
