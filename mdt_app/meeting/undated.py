"""What is known of a person with only its year or month: told in words, drawn on no chart. Pure."""

from collections.abc import Iterable
from datetime import date

from mdt_app.clinical.events import FUTURE_EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import event_words, kind_words, unit_words
from mdt_app.clinical.written_days import first_and_last_day
from mdt_app.register.provenance import inferred_mark, part_words
from mdt_app.register.values import Undated


def undated_until(facts: Iterable[Undated], on: date) -> tuple[Undated, ...]:
    """Those that may have been so by that day; the latest first."""
    known = [fact for fact in facts if _first_day(fact) <= on or fact.kind in FUTURE_EVENT_KINDS]
    return tuple(sorted(known, key=_first_day, reverse=True))


def _first_day(fact: Undated) -> date:
    return first_and_last_day(fact.said)[0]


def undated_words(fact: Undated) -> str:
    """`HbA1c 58 mmol/mol in 2019`, `DKA in Mar 2018`; what was inferred is said."""
    kind = KIND_BY_CODE.get(fact.kind) if fact.section == "results" else None
    name = event_words(fact.kind) if kind is None else kind_words(kind)
    home = "at home" if fact.setting == "home" else ""
    told = (
        name,
        fact.value,
        unit_words(fact.unit),
        home,
        f"in {part_words(fact.said)}",
        inferred_mark(fact.inferred),
    )
    return " ".join(filter(None, told))
