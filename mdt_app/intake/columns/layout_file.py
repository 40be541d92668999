"""Layouts as data: which headings a kind of file has, and what they mean.

A layout file says how a file is known (`needs`), what its own headings mean beyond those that
every layout knows (`columns`), and what its words stand for (`words`). All mistakes of a file
are told at once, each with the nearest name that would have been right.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.units import unit_named
from mdt_app.errors import UserError
from mdt_app.intake.columns.headings import normal
from mdt_app.intake.columns.meanings import (
    EVENT,
    GROUP,
    IGNORED,
    MEDICINE,
    PERSON,
    PERSON_FIELDS,
    RESULT,
    ROLES,
    ROW,
    is_meaning,
)
from mdt_app.resources import resource_path

_KEYS = frozenset(
    ("name", "title", "source", "order", "needs", "columns", "words", "read_by", "headings")
)
_KINDS: Sequence[tuple[str, type, str]] = (
    ("title", str, "a text"),
    ("read_by", str, "a text"),
    ("order", int, "a number"),
    ("words", dict, "a table"),
)
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file. `needs`: of each list one heading must be there; `*` stands for words."""

    name: str
    title: str
    needs: Sequence[Sequence[str]] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """By heading, or by place as `#17`: what the column means."""
    units: Mapping[str, str] = field(default_factory=dict)
    """By heading or place: the unit of its numbers, where no cell says one."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By meaning: what a cell's word stands for."""
    order: int = 100
    """Which layout is tried first: the one that asks for most."""
    read_by: str = ""
    """The reader that knows this kind, if it is no table like others."""
    headings: tuple[str, ...] = ()
    """Of a saved layout: the headings of the file it was made for, to tell what changed."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Headings of `columns` as somebody wrote them."""

    def of(self, place: int, heading: str) -> str | None:
        """What the layout says about a column; None if it says nothing."""
        said = self.columns.get(f"#{place}")
        return said if said is not None else self.columns.get(normal(heading))

    def unit_of(self, place: int, heading: str) -> str:
        return self.units.get(f"#{place}") or self.units.get(normal(heading), "")


def shipped_layouts() -> Mapping[str, Layout]:
    """The layouts that come with the program, by name, the most particular first."""
    return _shipped()


@cache
def _shipped() -> Mapping[str, Layout]:
    found = [
        layout_in(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(resource_path("layouts").glob("*.toml"))
    ]
    return {layout.name: layout for layout in sorted(found, key=_order)}


def _order(layout: Layout) -> tuple[int, str]:
    return layout.order, layout.name


def layout_at(path: Path) -> Layout:
    """The layout that a file on disk describes."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} is too large for a layout file.", "Check the name.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        raise UserError(
            f"The layout file {path.name} could not be read.", "Check the path and the file."
        ) from None
    return layout_in(text, path.name)


def layout_in(text: str, file_name: str) -> Layout:
    """The layout that a text describes. Refuses it with all its mistakes."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"{file_name} is not a layout file: {error}.", "Correct that line."
        ) from None
    mistakes = list(_mistakes(tables))
    if mistakes:
        raise UserError(
            f"{file_name} has {len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}: "
            + "; ".join(mistakes)
            + ".",
            "Correct them and try again.",
        )
    columns, units = _columns(tables.get("columns", {}))
    return Layout(
        name=tables["name"],
        title=tables.get("title", tables["name"]),
        needs=[[normal(one) for one in several] for several in tables.get("needs", [])],
        columns=columns,
        units=units,
        words={
            meaning: {str(word).casefold(): said for word, said in words.items()}
            for meaning, words in tables.get("words", {}).items()
        },
        order=tables.get("order", 100),
        read_by=tables.get("read_by", ""),
        headings=tuple(tables.get("headings", ())),
        names={normal(key): key for key in tables.get("columns", {})},
    )


def written_layout(layout: Layout) -> str:
    """The layout as the text of a layout file, for `layout_in` to read again."""
    lines = [f"name = {_quoted(layout.name)}", f"title = {_quoted(layout.title)}"]
    lines.append(f"headings = [{', '.join(map(_quoted, layout.headings))}]")
    lines += ["", "[columns]"]
    for key, meaning in layout.columns.items():
        unit = layout.units.get(key, "")
        said = (
            f"{{ is = {_quoted(meaning)}, unit = {_quoted(unit)} }}" if unit else _quoted(meaning)
        )
        lines.append(f"{_quoted(key)} = {said}")
    for meaning, words in layout.words.items():
        lines += ["", f"[words.{_quoted(meaning)}]"]
        lines += [f"{_quoted(word)} = {_quoted(said)}" for word, said in words.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(letter):04x}" if ord(letter) < 32 or letter in '"\\\x7f' else letter
        for letter in text
    )
    return f'"{escaped}"'


def _columns(said: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    meanings, units = {}, {}
    for key, value in said.items():
        name = normal(key)
        meanings[name] = value["is"] if isinstance(value, dict) else value
        if isinstance(value, dict) and value.get("unit"):
            units[name] = str(unit_named(value["unit"]))
    return meanings, units


# --- mistakes -----------------------------------------------------------------------------


def _mistakes(tables: Mapping[str, Any]) -> Iterator[str]:
    for key in tables:
        if key not in _KEYS:
            yield f"'{key}' is not part of a layout{_nearest(key, _KEYS)}"
    if not isinstance(tables.get("name"), str) or not tables["name"].strip():
        yield "it has no name"
    yield from _mistakes_of_kind(tables)
    yield from _mistakes_of_needs(tables.get("needs", []))
    columns = tables.get("columns", {})
    if not isinstance(columns, dict):
        yield "[columns] is not a table"
        columns = {}
    for key, said in columns.items():
        yield from _mistakes_of_column(key, said)
    words = tables.get("words", {})
    for meaning, pairs in words.items() if isinstance(words, dict) else ():
        if not is_meaning(str(meaning)):
            yield f"'{meaning}' is nothing a column can mean{_nearest_meaning(str(meaning))}"
        elif not isinstance(pairs, dict) or not all(isinstance(x, str) for x in pairs.values()):
            yield f"the words of '{meaning}' are not a table of texts"


def _mistakes_of_kind(tables: Mapping[str, Any]) -> Iterator[str]:
    for key, kind, words in _KINDS:
        if not isinstance(tables.get(key, kind()), kind):
            yield f"'{key}' is not {words}"
    headings = tables.get("headings", [])
    if not isinstance(headings, list) or not all(isinstance(one, str) for one in headings):
        yield "'headings' is not a list of texts"


def _mistakes_of_needs(needs: Any) -> Iterator[str]:
    is_good = isinstance(needs, list) and all(
        isinstance(several, list) and all(isinstance(one, str) for one in several)
        for several in needs
    )
    if not is_good:
        yield "'needs' is not a list of lists of headings"


def _mistakes_of_column(key: str, said: Any) -> Iterator[str]:
    if key.startswith("#") and not key[1:].isdigit():
        yield f"'{key}' is not a place such as #17"
    meaning = said.get("is", "") if isinstance(said, dict) else said
    if not isinstance(meaning, str) or not meaning or not is_meaning(meaning):
        yield f"'{meaning}' is nothing a column can mean{_nearest_meaning(str(meaning))}"
    if isinstance(said, dict):
        for name in said:
            if name not in ("is", "unit"):
                yield f"'{name}' is not part of a column{_nearest(name, ('is', 'unit'))}"
        if not unit_named(str(said.get("unit", "%"))):
            yield f"the unit '{said['unit']}' is not known"


def _nearest(word: str, known: Sequence[str] | frozenset[str]) -> str:
    found = get_close_matches(word, sorted(known), 1)
    return f" (is it '{found[0]}'?)" if found else ""


def _nearest_meaning(word: str) -> str:
    return _nearest(word.partition("@")[0], _all_meanings())


@cache
def _all_meanings() -> tuple[str, ...]:
    fixed = [f"{PERSON}.{name}" for name in PERSON_FIELDS]
    fixed += [f"{family}.{role}" for family in (MEDICINE, GROUP, ROW) for role in ROLES[family]]
    fixed += [f"{RESULT}.{kind}.{role}" for kind in KIND_BY_CODE for role in ROLES[RESULT]]
    fixed += [f"{EVENT}.{kind}.{role}" for kind in EVENT_KINDS for role in ROLES[EVENT]]
    return (*fixed, IGNORED)
