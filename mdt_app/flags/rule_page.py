"""One rule as a page of the program: the printed specification, and what it says of somebody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.flags.examples import examples_of
from mdt_app.flags.pack import Pack
from mdt_app.flags.printed import rule_lines

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*|"})


def rule_page(pack: Pack, rule: "Rule", about: Sequence[str] = ()) -> str:
    """The page as Markdown. `about` stands first: what the rule says of one person."""
    examples = examples_of(pack)
    title, *lines = rule_lines(rule, examples)
    page = [title, *lines[:2], "", _spoken(pack, rule), ""]
    if about:
        page += ["### The person shown", "", *about, "", "### The rule", ""]
    page += lines[2:]
    if examples.of(rule):
        page += ["", examples.about]
    return "\n".join(page) + "\n"


def _spoken(pack: Pack, rule: "Rule") -> str:
    """Whose rule it is: the pack's with its version, and what a network made of it."""
    words = f"Pack: {plain(pack.called.words)} (`{pack.name}`)."
    below = pack.based_on
    if below is None:
        return words
    words += f" Based on {plain(below.words)}."
    if rule.id in pack.changed:
        was = f"version {pack.changed[rule.id]} there"
        return (
            f"{words} **The network changed this rule** ({was}); its table is of the shipped one."
        )
    return f"{words} **The network added this rule.**" if rule.id in pack.added else words


def about_person(answer: Answer, on_words: str, evidence: Sequence[str]) -> list[str]:
    """What the rule says of somebody on a day, with everything it rests on."""
    match answer:
        case Raised():
            lines = [f"**Flagged** on {on_words}: {plain(answer.message)}", ""]
            lines += [f"- {plain(each)}" for each in evidence]
            return [*lines, "", f"Cleared by: {plain(answer.would_clear)}"]
        case Unknown():
            message = f"**Not known** on {on_words}: {plain(answer.message)}"
            return [message, "", plain(answer.would_clear)]
        case Clear():
            why = f": {plain(answer.reason)}" if answer.reason else ""
            return [f"**Not flagged** on {on_words}{why}."]


def plain(text: str) -> str:
    """Words that are nobody's Markdown: a file's name may hold any sign."""
    return text.translate(_MARKS)
