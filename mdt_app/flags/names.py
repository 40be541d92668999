"""The names a rule file may use, checked, with the nearest known name for a slip."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from mdt_app.clinical.events import EVENT_KINDS, MEDICINE_CLASSES
from mdt_app.clinical.kinds import KIND_BY_CODE, Kind


def kind_of(code: str) -> Kind:
    """The kind behind a checked name."""
    return KIND_BY_CODE[code]


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'hba1c'?`, or '' when nothing known is near."""
    found = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{found[0]}'?" if found else ""


def _one_of(what: str, known: Iterable[str]) -> Callable[[str], str]:
    names = sorted(known)

    def checked(name: str) -> str:
        if name not in names:
            raise PydanticCustomError(
                "unknown_name",
                "no {what} is called '{name}'{nearest}",
                {"what": what, "name": name, "nearest": nearest(name, names)},
            )
        return name

    return checked


KindName = Annotated[str, AfterValidator(_one_of("kind of result", KIND_BY_CODE))]
EventName = Annotated[str, AfterValidator(_one_of("event", EVENT_KINDS))]
ClassName = Annotated[str, AfterValidator(_one_of("medicine class", MEDICINE_CLASSES))]
