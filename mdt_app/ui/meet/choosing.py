"""What stands chosen after a key, a detail or something found. Pure: choices in, choices out."""

from collections.abc import Sequence

from mdt_app.meeting.choices import vocabulary


def toggled(choices: Sequence[str], code: str, detail: str | None) -> tuple[str, ...]:
    """The choices with one more or one fewer. A detail is put on a choice that stands.

    Where details are known, a semicolon parts two: two referrals are two choices.

    >>> toggled(("intensify",), "refer", None), toggled(("refer",), "refer", "renal clinic")
    (('intensify', 'refer'), ('refer:renal clinic',))
    """
    chosen = [choice for choice in choices if choice.partition(":")[0] == code]
    if detail is None:
        others = tuple(choice for choice in choices if choice not in chosen)
        return others if chosen else (*others, code)
    if not chosen:
        return tuple(choices)
    place = list(choices).index(chosen[0])
    before = [choice for choice in choices[:place] if choice not in chosen]
    after = [choice for choice in choices[place:] if choice not in chosen]
    return (*before, *_completed(code, detail), *after)


def _completed(code: str, detail: str) -> list[str]:
    parts = detail.split(";") if vocabulary().details_of(code) else [detail]
    wholes = [f"{code}:{part.strip()}" for part in parts if part.strip()]
    return list(dict.fromkeys(wholes)) or [code]


def with_found(choices: Sequence[str], choice: str) -> tuple[str, ...]:
    """The choices with exactly this one more, or without it. It completes one without a detail.

    >>> with_found(("refer:renal clinic",), "refer:podiatry")
    ('refer:renal clinic', 'refer:podiatry')
    """
    code, _, detail = choice.partition(":")
    if not detail:
        return toggled(choices, code, None)
    if choice in choices:
        return tuple(one for one in choices if one != choice)
    if code in choices:
        return tuple(choice if one == code else one for one in choices)
    return (*choices, choice)
