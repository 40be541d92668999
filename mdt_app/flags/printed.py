"""The specification as a page: every rule, what raises it, and people it would flag or not."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.flags.pack import Pack

if TYPE_CHECKING:
    from mdt_app.flags.conditions.base import Condition
    from mdt_app.flags.schema import Rule

_FLAGGED = {"raised": "flagged", "clear": "not flagged", "unknown": "not known"}


class PrintedExample(NamedTuple):
    """One line of a rule's table: what it shows, the record, and the answer."""

    sentence: str
    record: str
    answer: str


def printed_specification(
    pack: Pack,
    examples: Mapping[str, Sequence[PrintedExample]] | None = None,
    about_examples: str = "",
) -> str:
    """The whole pack as Markdown; with examples by rule, the people beside each rule."""
    lines = [
        f"# {pack.title}: the flags",
        "",
        f"Pack `{pack.name}`, version {pack.version}. Made from the rule file and the specification"
        " tables; not to be edited by hand.",
        "A flag is a filter over recorded values: no score, no dose, no decision."
        " Missing is never normal: where the record cannot answer, the answer is *not known*.",
        *(["", about_examples] if about_examples else []),
        "",
    ]
    for rule in pack.rules:
        lines += [*_rule(rule), *_people(rule.id, examples or {})]
    return "\n".join(lines).rstrip() + "\n"


def _rule(rule: "Rule") -> list[str]:
    lines = [
        f"## {rule.title}",
        "",
        f"`{rule.id}` · **{rule.severity}** · version {rule.version}"
        f" · reviewed {spoken(rule.reviewed)}",
        "",
        "Flagged when:",
        *_tree(rule.when, 0),
    ]
    if rule.unless:
        lines += ["", "Never, and looked at first, when:"]
        lines += [line for each in rule.unless for line in _tree(each, 0)]
    if rule.grace:
        lines += ["", "Not in the first months after diagnosis or registration."]
    return [*lines, "", f"Cleared by: {_plain(rule.would_clear)}", "", f"Source: {rule.source}", ""]


def _plain(template: str) -> str:
    """A message without anybody's values in it."""
    return template.format_map(_Unfilled())


class _Unfilled(dict[str, str]):
    """Stands in for the values a message would name."""

    def __missing__(self, name: str) -> str:
        return "the person's own limit"


def _tree(condition: "Condition", depth: int) -> list[str]:
    """A condition as a list: parts that must all hold, or any of which will do."""
    indent = "  " * depth
    joining, parts = condition.parts()
    if not parts:
        return [f"{indent}- {condition.in_words()}"]
    return [f"{indent}- {joining}", *(line for part in parts for line in _tree(part, depth + 1))]


def _people(rule: str, examples: Mapping[str, Sequence[PrintedExample]]) -> list[str]:
    lines = examples.get(rule, ())
    if not lines:
        return []
    head = ["| this person | on the record | is |", "|---|---|---|"]
    cells = ((e.sentence, e.record, _FLAGGED[e.answer]) for e in lines)
    return [*head, *(f"| {' | '.join(map(_cell, row))} |" for row in cells), ""]


def _cell(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;") or "nothing"
