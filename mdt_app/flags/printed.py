"""The specification as pages: every rule, what raises it, and people it would flag or not.

A page is Markdown of a few shapes (headings, paragraphs, nested lists, tables): printed into
`docs/` for all rules together, and shown in the program for one.
"""

from typing import TYPE_CHECKING

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import KIND_BY_CODE, Kind, unit_of
from mdt_app.clinical.words import kind_words, unit_words
from mdt_app.flags.examples import NO_EXAMPLES, Examples
from mdt_app.flags.pack import Pack

if TYPE_CHECKING:
    from mdt_app.flags.conditions.base import Condition
    from mdt_app.flags.schema import Rule, Wanted

_FLAGGED = {"raised": "flagged", "clear": "not flagged", "unknown": "not known"}


def printed_specification(pack: Pack, examples: Examples = NO_EXAMPLES) -> str:
    """The whole pack as one page, with the people beside each rule."""
    lines = [
        f"# {pack.title}: the flags",
        "",
        f"Pack `{pack.name}`, version {pack.version}. Made from the rule file and the specification"
        " tables; not to be edited by hand.",
        "A flag is a filter over recorded values: no score, no dose, no decision."
        " Missing is never normal: where the record cannot answer, the answer is *not known*."
        " So it is where a result given only as < or > could lie on either side of a limit.",
        *(["", examples.about] if examples.about else []),
        "",
    ]
    lines += targets_lines(pack)
    for rule in pack.rules:
        lines += rule_lines(rule, examples)
    return "\n".join(lines).rstrip() + "\n"


def targets_lines(pack: Pack) -> list[str]:
    """The default targets, and where charts want a result to be."""
    if not pack.targets and not pack.wanted:
        return []
    lines = ["## Targets", "", "A target agreed with the person goes before all of these.", ""]
    for kind, target in pack.targets.items():
        frail = (
            f"{target.moderate_frailty:g} with moderate and {target.severe_frailty:g} with severe"
        )
        unit = unit_words(unit_of(Kind(kind)))
        lines.append(
            f"- {kind_words(kind)}: {target.default:g} {unit}, {frail} frailty. {target.source}"
        )
    if pack.wanted:
        lines += [""] if pack.targets else []
        lines += ["Charts and sentences hold other results against the first that applies:", ""]
        lines += [wanted_line(wanted) for wanted in pack.wanted]
    return [*lines, ""]


def wanted_line(wanted: "Wanted") -> str:
    """Where charts want one kind of result to be, for whom, and who says so."""
    limits = (
        ("below", wanted.below_both),
        ("below", wanted.below),
        ("at most", wanted.at_most),
        ("at least", wanted.at_least),
    )
    limit = next(
        f"{word} {value if isinstance(value, str) else f'{value:g}'}"
        for word, value in limits
        if value is not None
    )
    home = f" ({wanted.home_lower_by} lower at home)" if wanted.home_lower_by else ""
    who = f", {wanted.when.in_words()}" if wanted.when else ""
    kind = KIND_BY_CODE[wanted.kind]
    unit = unit_words(unit_of(kind))
    return f"- {kind_words(kind)}{who}: {limit} {unit}{home}. {wanted.source}"


def rule_lines(rule: "Rule", examples: Examples = NO_EXAMPLES) -> list[str]:
    """One rule: what raises it, what does not, and its table."""
    lines = [
        f"## {rule.title}",
        "",
        f"`{rule.id}` · **{rule.severity}** · version {rule.version}"
        f" · reviewed {spoken(rule.reviewed)}",
        "",
        "Flagged when:",
        *tree(rule.when, 0),
    ]
    if rule.unless:
        lines += ["", "Never, and looked at first, when:"]
        lines += [line for each in rule.unless for line in tree(each, 0)]
    if rule.grace:
        lines += ["", "Not in the first months after diagnosis or registration."]
    lines += ["", *_unknown(rule)]
    if rule.follows is not None:
        kind = kind_words(KIND_BY_CODE[rule.follows])
        lines += ["", f"Worse at the next meeting when the latest {kind} is {rule.worse_when}."]
    lines += ["", f"Cleared by: {_plain(rule.would_clear)}", "", f"Source: {rule.source}", ""]
    return [*lines, *_people(rule, examples)]


def _unknown(rule: "Rule") -> list[str]:
    """What must be missing for the answer to be not known."""
    if not (lacking := rule.when.lacking()):
        return ["Never not known: no record is clear."]
    return ["Not known, where that alone decides, when there is:", *(f"- {w}" for w in lacking)]


def _plain(template: str) -> str:
    """A message without anybody's values in it."""
    return template.format_map(_Unfilled())


class _Unfilled(dict[str, str]):
    """Stands in for the values a message would name."""

    def __missing__(self, name: str) -> str:
        return "the person's own limit"


def tree(condition: "Condition", depth: int) -> list[str]:
    """A condition as a list: parts that must all hold, or any of which will do."""
    indent = "  " * depth
    joining, parts = condition.parts()
    if not parts:
        return [f"{indent}- {condition.in_words()}"]
    return [f"{indent}- {joining}", *(line for part in parts for line in tree(part, depth + 1))]


def _people(rule: "Rule", examples: Examples) -> list[str]:
    lines = examples.of(rule)
    if not lines:
        return []
    head = ["| this person | on the record | is |", "|---|---|---|"]
    cells = ((e.sentence, e.record, _FLAGGED[e.answer]) for e in lines)
    return [*head, *(f"| {' | '.join(map(cell, row))} |" for row in cells), ""]


def cell(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;") or "nothing"
