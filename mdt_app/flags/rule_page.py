"""One rule as a page of the program: the printed specification, and what it says of somebody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.flags.examples import examples_of
from mdt_app.flags.pack import Pack, SwitchedOff, pack_below
from mdt_app.flags.printed import rule_lines, targets_lines

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*|"})


def rule_page(pack: Pack, rule: "Rule", about: Sequence[str] = ()) -> str:
    """The page as Markdown. `about` stands first: what the rule says of one person.

    A rule that the network changed is followed by the one below it.
    """
    page = [*_opening(pack, rule, _origin(pack, rule)), ""]
    if about:
        page += ["### The person shown", "", *about, "", "### The rule", ""]
    page += _rest(pack, rule)
    below = pack_below(pack)
    before = below.rule(rule.id) if below is not None and rule.id in pack.changed else None
    if below is not None and before is not None:
        page += ["", f"### As it is in {plain(below.called.words)}", ""]
        page += [*_opening(below, before)[2:3], "", *_rest(below, before)]
    return "\n".join(page) + "\n"


def page_of_off(pack: Pack, off: SwitchedOff) -> str:
    """The page of a rule that the network switched off: why, and what it would ask."""
    below = pack_below(pack)
    rule = below.rule(off.rule) if below is not None else None
    if below is None or rule is None:
        return ""
    why = f"**The network switched this rule off**: {plain(off.reason)}"
    return "\n".join([*_opening(pack, rule, why), "", *_rest(below, rule)]) + "\n"


def page_of_targets(pack: Pack) -> str:
    """The page of the targets; '' where the pack has none."""
    if not (lines := targets_lines(pack)):
        return ""
    title, *rest = lines
    return "\n".join([title, "", _spoken_by(pack), *rest]) + "\n"


def _opening(pack: Pack, rule: "Rule", origin: str = "") -> list[str]:
    """Title, severity and version, and whose rule it is."""
    title, _, meta, *_ = rule_lines(rule)
    return [title, "", meta, "", _spoken_by(pack), *(["", origin] if origin else [])]


def _spoken_by(pack: Pack) -> str:
    words = f"Pack: {plain(pack.called.words)} (`{pack.name}`)."
    if pack.based_on is not None:
        words += f" Based on {plain(pack.based_on.words)}."
    return words


def _rest(pack: Pack, rule: "Rule") -> list[str]:
    examples = examples_of(pack)
    lines = rule_lines(rule, examples)[4:]
    return [*lines, "", examples.about] if examples.of(rule) else lines


def _origin(pack: Pack, rule: "Rule") -> str:
    """What a network made of it, or ''."""
    if rule.id in pack.changed:
        return f"**The network changed this rule** (version {pack.changed[rule.id]} below)."
    return "**The network added this rule.**" if rule.id in pack.added else ""


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
