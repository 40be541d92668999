"""The measures as pages: every set and measure, of whom, what counts, and people it would count.

Markdown of the same few shapes as the flags': printed into `docs/` for all measures together, and
shown in the program for one.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.flags.printed import cell, tree
from mdt_app.measures.sets import Measure, MeasureSet

if TYPE_CHECKING:
    from mdt_app.flags.conditions.base import Condition


class PrintedPerson(NamedTuple):
    """One line of a measure's table: what it shows, the record, and the answer."""

    sentence: str
    record: str
    answer: str


People = Mapping[tuple[str, str], Sequence[PrintedPerson]]
"""The tables by set and measure."""
_RULES = (
    "Every set stands alone: measures of different sets are never mixed.",
    "All counts are for people with a code for the condition, registered and alive on the day"
    " asked. 'Within 15 months' is later than the same calendar day 15 months before. What is"
    " missing, and a comparator that cannot answer, is not achieved.",
    "Exclusions are looked at after success, in the order given: whoever achieves is counted, and"
    " each person left out is counted once, under the first that applies.",
    "A network's figure pools its people; it is never the mean of its practices.",
)


def printed_measures(
    sets: Sequence[MeasureSet], people: People | None = None, about: str = ""
) -> str:
    """Every set as one page, with the people beside each measure."""
    made = "Made from the measure sets and the specification tables; not to be edited by hand."
    lines = ["# The measures", "", made, "", *_paragraphs((*_RULES, about))]
    for measure_set in sets:
        lines += set_lines(measure_set)
        for measure in measure_set.measures:
            lines += measure_lines(measure)
            lines += _table((people or {}).get((measure_set.name, measure.id), ()))
    return "\n".join(lines).rstrip() + "\n"


def set_lines(measure_set: MeasureSet) -> list[str]:
    """What a set is: whom it counts, since when, who says so, and what to be careful about."""
    until = f" to {spoken(measure_set.in_force_until)}" if measure_set.in_force_until else ""
    counted = f"{measure_set.people} aged {measure_set.aged_at_least} or over"
    groups = [name for name in measure_set.group_names if name]
    apart = f", reported apart: {'; '.join(groups)}" if groups else ""
    return [
        f"## {measure_set.title}",
        "",
        f"`{measure_set.name}` · version {measure_set.version}"
        f" · reviewed {spoken(measure_set.reviewed)}"
        f" · in force from {spoken(measure_set.in_force_from)}{until}",
        "",
        *_paragraphs((f"Counted: {counted}{apart}.", measure_set.caveat)),
        f"Source: {measure_set.source}",
        "",
    ]


def measure_lines(measure: Measure) -> list[str]:
    """One measure: its definition in words, then exactly as the program asks it."""
    lines = [f"### {measure.words}", "", _facts(measure), ""]
    lines += _paragraphs((measure.definition(),))
    lines += _tree("Of whom:", measure.denominator)
    lines += _tree("Achieved when:", measure.numerator)
    if measure.exclusions:
        lines += ["Left out unless achieved, looked at in this order:"]
        for each in measure.exclusions:
            lines += [f"- {each.name}", *tree(each.when, 1)]
        lines += [""]
    return [*lines, f"Source: {measure.source}", ""]


def _facts(measure: Measure) -> str:
    facts = [f"`{measure.id}`", f"**{measure.way}**"]
    if measure.target is not None:
        facts.append(f"target {measure.target:g} {measure.unit} ({measure.target_source})")
    if measure.weight is not None:
        facts.append(f"weight {measure.weight:g} % of the incentive")
    if (scale := measure.thresholds) is not None:
        facts.append(f"{scale.points:g} points, {scale.lower:g} to {scale.upper:g} %")
    return " · ".join(facts)


def _paragraphs(texts: Sequence[str]) -> list[str]:
    return [line for text in texts if text for line in (text, "")]


def _tree(heading: str, condition: "Condition | None") -> list[str]:
    return [heading, *tree(condition, 0), ""] if condition is not None else []


def _table(people: Sequence[PrintedPerson]) -> list[str]:
    if not people:
        return []
    rows = (f"| {' | '.join(map(cell, person))} |" for person in people)
    return ["| this person | on the record | is |", "|---|---|---|", *rows, ""]
