"""What a network's own pack does to the one below it, in words: to read before it is taken."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import kind_words
from mdt_app.flags.pack import Pack, pack_below
from mdt_app.flags.printed import wanted_line
from mdt_app.flags.rule_page import plain

if TYPE_CHECKING:
    from mdt_app.flags.schema import Target


def counted_changes(pack: Pack) -> str:
    """`43 rules, 1 switched off, 1 changed`; of a shipped pack only how many rules."""
    words = [f"{len(pack.rules)} rules"]
    for number, what in (
        (len(pack.off), "switched off"),
        (len(pack.changed), "changed"),
        (len(pack.added), "added"),
    ):
        words += [f"{number} {what}"] if number else []
    return ", ".join(words)


def new_holes(pack: Pack) -> list[str]:
    """Numbers that two neighbouring rules spoke about in the pack below and neither does here."""
    from mdt_app.flags.holes import holes

    below = pack_below(pack)
    known = set(holes(below.rules)) if below is not None else set()
    return [hole for hole in holes(pack.rules) if hole not in known]


def changes_page(pack: Pack) -> str:
    """Everything that differs, as a page."""
    below = pack_below(pack)
    lines = [f"## {plain(pack.called.words)}", ""]
    if below is not None:
        lines += [f"Based on {plain(below.called.words)}. {counted_changes(pack)}.", ""]
    for heading, found in (
        ("Look again", [plain(hole) for hole in new_holes(pack)]),
        ("Switched off", [f"{plain(off.title)}: {plain(off.reason)}" for off in pack.off]),
        ("Changed", list(_changed(pack, below)) if below is not None else []),
        ("Added", [_added(pack, rule) for rule in sorted(pack.added)]),
        ("Default targets", list(_targets(pack, below)) if below is not None else []),
        ("Where charts want a result", _wanted(pack, below) if below is not None else []),
    ):
        if found:
            lines += [f"### {heading}", "", *(f"- {each}" for each in found), ""]
    return "\n".join(lines)


def _changed(pack: Pack, below: Pack) -> Iterator[str]:
    rules, rules_below = pack.by_id(), below.by_id()
    for rule_id in pack.changed:
        now, before = rules[rule_id], rules_below[rule_id]
        versions = f"version {before.version} → {now.version}"
        was = before.when.in_words()
        same = now.when.in_words() == was
        condition = "the same condition" if same else f"{now.when.in_words()}; was: {was}"
        yield f"**{plain(now.title)}** ({versions}): {plain(condition)}"


def _added(pack: Pack, rule_id: str) -> str:
    rule = pack.by_id()[rule_id]
    return f"**{plain(rule.title)}**: {plain(rule.when.in_words())}"


def _targets(pack: Pack, below: Pack) -> Iterator[str]:
    for kind, now in pack.targets.items():
        before = below.targets.get(kind)
        if before is not None and _values(now) == _values(before):
            continue
        was = f", was {_spoken(before)}" if before is not None else ""
        yield f"{kind_words(KIND_BY_CODE[now.kind])}: {_spoken(now)}{was}"


def _wanted(pack: Pack, below: Pack) -> list[str]:
    before = [wanted_line(wanted) for wanted in below.wanted]
    lines = [wanted_line(wanted) for wanted in pack.wanted]
    return [plain(line.removeprefix("- ")) for line in lines if line not in before]


def _values(target: "Target") -> tuple[float, float, float]:
    return target.default, target.moderate_frailty, target.severe_frailty


def _spoken(target: "Target") -> str:
    return "default {:g}, moderate frailty {:g}, severe frailty {:g}".format(*_values(target))
