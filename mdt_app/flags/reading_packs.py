"""Reads pack files: a whole pack, or what a network changes in one that the program ships.

A network's own file is laid over the file it is based on, table by table, and the result is
checked as strictly as any other. Nothing of a file with a mistake is used.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.flags.conditions.base import Condition, Table
from mdt_app.flags.conditions.logic import CONDITIONS
from mdt_app.flags.names import nearest
from mdt_app.flags.pack import Pack, PackName, PackTexts, SwitchedOff, shipped_packs
from mdt_app.flags.schema import PackFile, Rule, pack_tables
from mdt_app.flags.strict_file import checked, name_of, refused, toml_of

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)")
_PLACE = re.compile(r"(rule|target) \d+(?=:| >)")
_HEAD = ("name", "title", "version", "reviewed")
_TEXTS = ("title", "headline", "detail", "would_clear", "source")

RawTable = dict[str, Any]
"""A table as it is written, not yet checked."""
Tables = list[RawTable]


class Off(Table):
    """A rule that the network does not want, and why."""

    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class OwnPackFile(Table):
    """A network's own file: what it switches off, changes and adds."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    version: str = Field(min_length=1)
    reviewed: date
    based_on: str
    off: tuple[Off, ...] = ()
    change: tuple[dict[str, Any], ...] = ()
    rule: tuple[dict[str, Any], ...] = ()
    target: tuple[dict[str, Any], ...] = ()
    wanted: tuple[dict[str, Any], ...] = ()


class _Own(NamedTuple):
    """The lists of an own file as they are written."""

    off: Tables
    change: Tables
    rule: Tables
    target: Tables
    wanted: Tables


class _Laid(NamedTuple):
    """The rules and targets of both files, one over the other, as raw tables."""

    raw: RawTable
    changed: dict[str, int]
    added: frozenset[str]
    places: Mapping[str, str]
    """Of a table without a name: where it stands in `raw`, and where in the network's own file."""


def whole_pack(texts: PackTexts) -> Pack:
    """A pack from one file, or a UserError that lists every problem."""
    raw = toml_of(texts.text, texts.file_name)
    read, problems = checked(PackFile, raw, "pack", pack_tables())
    if read is None:
        raise refused(texts.file_name, problems)
    return _pack(read, texts)


def base_named(text: str, file_name: str) -> str:
    """The shipped pack that an own file is based on, or a UserError that lists every problem."""
    raw = toml_of(text, file_name)
    based_on, known = raw.get("based_on"), shipped_packs()
    if isinstance(based_on, str) and based_on in known:
        return based_on
    _, problems = checked(OwnPackFile, raw, "pack", {"off": Off, **pack_tables()})
    if isinstance(based_on, str):
        wrong = f"pack > based_on: no pack is called '{based_on}'{nearest(based_on, known)}"
        problems.append(wrong)
    raise refused(file_name, problems)


def own_pack(texts: PackTexts) -> Pack:
    """A pack from a network's file and the one below it; every problem of the file at once."""
    raw = toml_of(texts.text, texts.file_name)
    own, problems = checked(OwnPackFile, raw, "pack", {"off": Off, **pack_tables()})
    base_raw = toml_of(texts.base_text, texts.base_file_name)
    base = whole_pack(PackTexts(texts.base_file_name, texts.base_text))
    tables = _Own(*(_tables(raw, name) for name in _Own._fields))
    laid = _laid(raw, tables, base_raw, base)
    read, more = checked(PackFile, laid.raw, "pack", pack_tables())
    more = [_placed(problem, laid.places) for problem in more]
    problems += [*_about_names(raw, tables, base), *more, *_about_changes(laid, base)]
    if problems or own is None or read is None:
        raise refused(texts.file_name, problems)
    off = {each.rule: each.reason for each in own.off}
    switched_off = tuple(
        SwitchedOff(rule.id, rule.title, off[rule.id]) for rule in base.rules if rule.id in off
    )
    return _pack(read, texts, base.called, switched_off, laid)


def _tables(raw: Mapping[str, Any], name: str) -> Tables:
    """The tables of a list, whatever else is wrong with the file."""
    found = raw.get(name)
    return [table for table in found if isinstance(table, dict)] if isinstance(found, tuple) else []


def _pack(
    read: PackFile,
    texts: PackTexts,
    based_on: PackName | None = None,
    off: tuple[SwitchedOff, ...] = (),
    laid: _Laid | None = None,
) -> Pack:
    return Pack(
        read.name,
        read.title,
        read.version,
        read.reviewed,
        read.register_rule,
        {int(KIND_BY_CODE[target.kind]): target for target in read.target},
        read.wanted,
        read.rule,
        texts,
        based_on,
        off,
        laid.changed if laid else {},
        laid.added if laid else frozenset(),
    )


# -- laying one over the other --------------------------------------------------------------


def _laid(raw: RawTable, own: _Own, base_raw: RawTable, base: Pack) -> _Laid:
    off = {name_of(each, "rule") for each in own.off}
    rules = {table["id"]: table for table in base_raw["rule"] if table["id"] not in off}
    versions = {rule.id: rule.version for rule in base.rules if rule.id in rules}
    changed: dict[str, int] = {}
    for table in own.change:
        rule_id = name_of(table, "rule")
        if rule_id in versions:
            changed[rule_id] = versions[rule_id]
            rules[rule_id] = _over(rules[rule_id], table, raw.get("reviewed"))
    added: list[RawTable] = []
    places: dict[str, str] = {}
    for number, table in enumerate(own.rule, start=1):
        rule_id = name_of(table, "id")
        if rule_id in versions and rule_id not in changed:
            changed[rule_id] = versions[rule_id]
            rules[rule_id] = table
        else:
            added.append(table)
            if not rule_id:
                places[f"rule {len(rules) + len(added)}"] = f"rule {number}"
    laid = {name: raw[name] for name in _HEAD if name in raw}
    laid["register"] = base_raw["register"]
    laid["target"] = _targets(own, base_raw, places)
    laid["wanted"] = _wanted(own, base_raw)
    laid["rule"] = (*rules.values(), *added)
    return _Laid(laid, changed, frozenset(name_of(table, "id") for table in added), places)


def _over(rule: Mapping[str, Any], change: Mapping[str, Any], reviewed: Any) -> RawTable:
    """The fields that differ over those that do not.

    A `when` that names no kind of condition is laid over the one below; one that does is the
    whole condition, so that no limit below stays in force unseen. Who changes a rule has
    reviewed it, on the day of the file unless the change says another.
    """
    differs = {name: value for name, value in change.items() if name != "rule"}
    laid = {**rule, "reviewed": reviewed or rule.get("reviewed"), **differs}
    below, over = rule.get("when"), change.get("when")
    is_part = isinstance(over, dict) and not any(word in over for word in CONDITIONS)
    if isinstance(below, dict) and isinstance(over, dict) and is_part:
        laid["when"] = {**below, **over}
    return laid


def _targets(own: _Own, base_raw: RawTable, places: dict[str, str]) -> tuple[RawTable, ...]:
    targets = {table.get("kind"): table for table in base_raw.get("target", ())}
    for number, table in enumerate(own.target, start=1):
        here = f"target {number}"
        kind = name_of(table, "kind") or here
        targets[kind] = {**targets.get(kind, {}), **table}
        if kind == here:
            places[f"target {len(targets)}"] = here
    return tuple(targets.values())


def _placed(problem: str, places: Mapping[str, str]) -> str:
    """A problem of both files in one, with its place as it is counted in the network's own."""
    place = _PLACE.match(problem)
    return places.get(place[0], place[0]) + problem[place.end() :] if place else problem


def _wanted(own: _Own, base_raw: RawTable) -> tuple[RawTable, ...]:
    """Of each kind either the network's own, all of them, or those below."""
    kinds = {name_of(table, "kind") for table in own.wanted}
    below = [table for table in base_raw.get("wanted", ()) if table.get("kind") not in kinds]
    return (*own.wanted, *below)


# -- what a right table may still get wrong -------------------------------------------------


def _about_names(raw: RawTable, own: _Own, base: Pack) -> Iterator[str]:
    """Rules that are not there, or named twice, and a name that is taken."""
    if raw.get("name") in shipped_packs():
        yield f"pack > name: '{raw['name']}' is a shipped pack; give yours a name of its own"
    known, seen = [rule.id for rule in base.rules], set()
    for what, tables in (("off", own.off), ("change", own.change), ("rule", own.rule)):
        for number, table in enumerate(tables, start=1):
            field = "id" if what == "rule" else "rule"
            rule = name_of(table, field)
            place = f"{what} {rule or number}"
            if not rule:
                if what == "change":
                    yield f"{place}: no name" if field in table else f"{place}: 'rule' is missing"
                continue
            if what != "rule" and rule not in known:
                yield f"{place}: no rule is called '{rule}'{nearest(rule, known)}"
            if rule in seen:
                yield f"{place}: already switched off or changed above; say it once"
            if what == "change" and "id" in table:
                yield f"{place}: 'id' cannot change; switch the rule off and add one"
            if what != "rule":
                seen.add(rule)


def _about_changes(laid: _Laid, base: Pack) -> Iterator[str]:
    """A changed rule has another version, and its texts name no number that it gave up."""
    for table in laid.raw["rule"]:
        before = base.rule(table.get("id", ""))
        if before is None or before.id not in laid.changed:
            continue
        try:
            now = Rule.model_validate(table)
        except ValidationError:  # already told, with its place
            continue
        if now.version <= before.version:
            yield (
                f"rule {now.id} > version: give it one above {before.version}, so that old"
                " minutes stay readable"
            )
        gone = _numbers(_conditions(before)) - _numbers(_conditions(now))
        for name in _TEXTS:
            for number in sorted(gone & _numbers([getattr(now, name)])):
                yield f"rule {now.id} > {name}: still says {number}; write it for the new limit"


def _conditions(rule: Rule) -> Iterable[str]:
    conditions: tuple[Condition, ...] = (rule.when, *rule.unless)
    return (condition.in_words() for condition in conditions)


def _numbers(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in _NUMBER.findall(text)}
