"""Reads a file of rules or measures strictly: every problem at once, the nearest name beside it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mdt_app.errors import UserError
from mdt_app.flags.conditions.logic import CONDITIONS, NO_SUCH_CONDITION, no_such_condition
from mdt_app.flags.names import nearest

Whole = TypeVar("Whole", bound=BaseModel)
_NAMED = ("rule", "measure", "group", "target", "off", "change")
"""The lists of a file, and the field that says which one of a list it is."""
_NAMES = ("id", "name", "rule", "kind")


def read_strictly(
    whole: type[Whole],
    text: str,
    file_name: str,
    what: str,
    tables: Mapping[str, type[BaseModel]],
) -> Whole:
    """A file as its model, or one error that lists everything wrong with it.

    `what` is what the file is called in a problem: `pack`, `set`. `tables` are the models of the
    file's tables by the names they stand under; those of conditions are known.
    """
    raw = toml_of(text, file_name)
    found, problems = checked(whole, raw, what, tables)
    if found is None:
        raise refused(file_name, problems)
    return found


def toml_of(text: str, file_name: str) -> dict[str, Any]:
    """What is written in a file, not yet checked."""
    try:
        return {name: _frozen(value) for name, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file_name} is not a readable rule file.", str(error)) from None


def checked(
    whole: type[Whole], raw: Mapping[str, Any], what: str, tables: Mapping[str, type[BaseModel]]
) -> tuple[Whole | None, list[str]]:
    """The model, or None and everything wrong with it, each on one line with its place."""
    try:
        return whole.model_validate(raw), []
    except ValidationError as error:
        names = _Names(whole, {**tables, **CONDITIONS})
        problems = [_problem(raw, found, what, names) for found in _told(error.errors())]
        return None, list(dict.fromkeys(problems))


def refused(file_name: str, problems: Iterable[str]) -> UserError:
    """The one error that lists them all."""
    return UserError(f"{file_name} cannot be used as it is.", "\n".join(dict.fromkeys(problems)))


def name_of(table: Any, key: str) -> str:
    """What a table is called under that key; '' where it is no table or that is no name."""
    name = table.get(key) if isinstance(table, dict) else ""
    return name if isinstance(name, str) else ""


def _frozen(raw: Any) -> Any:
    """TOML's lists as tuples, which cannot change either."""
    if isinstance(raw, list):
        return tuple(_frozen(item) for item in raw)
    if isinstance(raw, dict):
        return {name: _frozen(item) for name, item in raw.items()}
    return raw


class _Names:
    """The names a table may hold, by the way that leads to it."""

    def __init__(self, whole: type[BaseModel], tables: Mapping[str, type[BaseModel]]) -> None:
        self._whole = whole
        self._tables = tables

    def at(self, place: list[Any]) -> list[str]:
        named = [step for step in place if isinstance(step, str) and step in self._tables]
        model = self._tables[named[-1]] if named else self._whole
        return [field.alias or name for name, field in model.model_fields.items()]


_TABLE = "write it as a table, for example { age = { at_least = 80 } }"
_INSTEAD: Mapping[str, str] = {
    "model_type": _TABLE,
    "dict_type": _TABLE,
    "too_short": "it is empty; write at least one",
    "string_type": "write words in quotation marks",
    "int_type": "write a whole number, without quotation marks",
    "float_type": "write a number, without quotation marks",
    "bool_type": "write true or false, without quotation marks",
    "date_type": "write a day such as 2026-11-20, without quotation marks",
    "tuple_type": "write a list, in square brackets",
}
"""What to do instead, by what the reader calls the mistake."""


def _problem(raw: Mapping[str, Any], found: Mapping[str, Any], what: str, names: _Names) -> str:
    """One line: where it is, what is wrong, and the nearest known name."""
    place = list(found["loc"])
    wrong = _INSTEAD.get(found["type"]) or _in_words(str(found["msg"]))
    if found["type"] == "extra_forbidden":
        name = str(place.pop())
        wrong = f"'{name}' is not known here{nearest(name, names.at(place))}"
    elif found["type"] == NO_SUCH_CONDITION:
        wrong = no_such_condition(found["input"])
    elif found["type"] == "missing":
        wrong = f"'{place.pop()}' is missing"
    elif found["type"] == "tuple_type" and len(place) == 1:
        wrong = f"write [[{place[0]}]] above each"
    elif found["type"] == "literal_error":
        wrong = f"write {found['ctx']['expected']}"
    elif found["type"] == "string_pattern_mismatch":
        wrong = f"write {_letters(found['ctx']['pattern'])}"
    return f"{_where(raw, place, what)}: {wrong}"


def _in_words(said: str) -> str:
    """What the reader says, without its own words for what it reads."""
    return said.removeprefix("Value error, ").replace("Input should be", "it must be")


def _letters(pattern: str) -> str:
    """What a name may be made of."""
    if "_" in pattern:
        return "small letters, with single underscores between words"
    size = "" if "A-Z" in pattern else "small "
    return f"{size}letters and digits, with single hyphens between words"


def _where(raw: Mapping[str, Any], place: Iterable[Any], what: str) -> str:
    """The rule, measure or group by its id, then the way into it."""
    way = list(place)
    if len(way) > 1 and isinstance(way[1], int) and way[0] in _NAMED:
        table = raw.get(way[0], ())[way[1]]
        name = next((name for key in _NAMES if (name := name_of(table, key))), "")
        what, way = f"{way[0]} {name or way[1] + 1}", way[2:]
    steps = [str(step + 1) if isinstance(step, int) else step for step in way]
    return " > ".join([what, *steps])


def _told(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """All but that a list is empty where it is its items that are wrong."""
    ways = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short" or not any(_is_in(error["loc"], way) for way in ways)
    ]


def _is_in(place: tuple[int | str, ...], way: tuple[int | str, ...]) -> bool:
    return way != place and way[: len(place)] == place
