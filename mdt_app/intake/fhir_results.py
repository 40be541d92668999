"""FHIR Observations as rows of results, with blood pressure and retinal grades put together."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from mdt_app.intake.codes import Coded, coded, is_known_unit, plain_unit
from mdt_app.intake.fhir_elements import (
    Json,
    codings,
    concept_words,
    element,
    elements,
    first_day,
    is_partial,
    text,
)
from mdt_app.intake.fhir_pairs import Half, Pairs
from mdt_app.intake.fhir_stream import Entry
from mdt_app.intake.rows import PlainRow, Problem

_SECTION = "results"
_USABLE = frozenset(["", "final", "amended", "corrected", "preliminary", "unknown"])
_NUMBER_WITH_UNIT = re.compile(r"(?P<number>(?:[<>]=?)?\s*-?\d+(?:\.\d+)?)\s*(?P<unit>\D.*)?$")
_HALVES = ("systolic", "diastolic")
_LARGEST_EXPONENT = 20
Found = PlainRow | Problem


class Value:
    """A value as the file states it: text for the cell, unit in plain spelling, and as it came."""

    __slots__ = ("problem", "raw", "unit", "value")

    def __init__(self, value: str = "", unit: str = "", raw: str = "", problem: str = "") -> None:
        self.value = value
        self.unit = unit
        self.raw = raw
        self.problem = problem


def stated_value(holder: Json) -> Value:
    """The value of an Observation or of one of its components, empty where there is none."""
    if "valueQuantity" in holder:
        return _quantity(element(holder["valueQuantity"]))
    for name in ("valueString", "valueInteger"):
        if text(holder.get(name)):
            return _written(text(holder[name]))
    other = next((name for name in holder if name.startswith("value") and holder[name]), "")
    if not other or holder.get("dataAbsentReason"):
        return Value()
    words = concept_words(holder[other]) or other.removeprefix("value")
    return Value(words, "", words)


def _quantity(quantity: Json) -> Value:
    number = _plain_number(text(quantity.get("value")))
    if not number:
        return Value()
    code, written = text(quantity.get("code")), text(quantity.get("unit"))
    raw = f"{text(quantity.get('comparator'))}{text(quantity.get('value'))} {written or code}"
    value = f"{text(quantity.get('comparator'))}{number}"
    by_code, by_text = plain_unit(code), plain_unit(written)
    if is_known_unit(code) and is_known_unit(written) and by_code != by_text:
        return Value(value, by_text, raw, "Its unit says two different things.")
    return Value(value, by_code if is_known_unit(code) else by_text or by_code, raw.strip())


def _plain_number(written: str) -> str:
    """The number without an exponent, otherwise just as it was written."""
    if "e" not in written.lower():
        return written
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    return f"{number:f}" if abs(number.adjusted()) < _LARGEST_EXPONENT else written


def _written(words: str) -> Value:
    found = _NUMBER_WITH_UNIT.match(words)
    if not found:
        return Value(words, "", words)
    return Value(found["number"].replace(" ", ""), plain_unit(found["unit"] or ""), words)


class ResultReader:
    """Turns one file's Observations into results; halves wait here for their other half."""

    def __init__(self) -> None:
        self._pairs = Pairs()

    def rows(self, entry: Entry, number: str) -> Iterator[Found]:
        """The results an Observation states about the person with this NHS number.

        Only for an Observation of whose codes at least one means a result.
        """
        observation = entry.resource
        status = text(observation.get("status"))
        taken_on = first_day(
            observation.get("effectiveDateTime"),
            observation.get("effectiveInstant"),
            element(observation.get("effectivePeriod")).get("start"),
        )
        if status not in _USABLE:
            yield _problem(entry, "", status, f"Its status is {status}, so it is no result.", "")
        elif not taken_on or is_partial(taken_on):
            yield _problem(
                entry,
                "taken_on",
                taken_on,
                "The day of the result is not stated.",
                "Add the day where the file was made, and export again.",
            )
        else:
            yield from self._stated(entry, number, taken_on)

    def remaining(self) -> Iterator[Found]:
        """At the end of the file: pairs put together, and halves that stayed alone."""
        yield from self._pairs.put_together()

    def _stated(self, entry: Entry, number: str, taken_on: str) -> Iterator[Found]:
        row = RowMaker(entry, number, taken_on)
        own = [found for found in meanings(entry.resource) if found.meaning.role != "event"]
        if len({found.meaning.kind for found in own}) > 1 and own[0].meaning.role != "eye":
            yield row.problem("kind", own[0].code, "Its codes mean different kinds of result.")
        elif not own or own[0].meaning.role == "panel":
            yield from self._components(entry, row, own[0] if own else None)
        elif own[0].meaning.role in _HALVES:
            yield from self._half(entry, row, own[0])
        elif own[0].meaning.role == "eye":
            self._pairs.add_eyes(entry.row, number, taken_on, own)
        else:
            yield from _single(row, own, entry.resource)

    def _half(self, entry: Entry, row: "RowMaker", found: Coded) -> Iterator[Found]:
        value = stated_value(entry.resource)
        if value.problem:
            yield row.problem("unit", value.raw, value.problem)
        else:
            self._pairs.add_half(_half_of(entry, row, found, value))

    def _components(self, entry: Entry, row: "RowMaker", panel: Coded | None) -> Iterator[Found]:
        halves: dict[str, list[tuple[Coded, Value]]] = {"systolic": [], "diastolic": []}
        for component in elements(entry.resource.get("component")):
            for found in coded(codings(component.get("code")))[:1]:
                if found.meaning.role in _HALVES:
                    halves[found.meaning.role].append((found, stated_value(component)))
                elif panel is None:
                    yield from _single(row, [found], component)
        if any(halves.values()):
            yield _blood_pressure(row, panel, halves["systolic"], halves["diastolic"])
        elif panel is not None:
            yield from self._bare_panel(entry, row, panel)

    def _bare_panel(self, entry: Entry, row: "RowMaker", panel: Coded) -> Iterator[Found]:
        members = [text(m.get("reference")) for m in elements(entry.resource.get("hasMember"))]
        if members:
            self._pairs.add_members(entry.row, members)
        else:
            yield row.result(panel, stated_value(entry.resource))


def meanings(observation: Json) -> list[Coded]:
    """What the codes of an Observation mean; an answer code counts where the question is none."""
    found = coded(codings(observation.get("code")))
    if any(one.meaning.role not in ("event", "trait", "unclear") for one in found):
        return [one for one in found if one.meaning.role not in ("trait", "unclear")]
    return found


def is_result(observation: Json) -> bool:
    """Whether any code of an Observation, or of its components, is that of a result."""
    roles = {found.meaning.role for found in coded(codings(observation.get("code")))}
    for component in elements(observation.get("component")):
        roles |= {found.meaning.role for found in coded(codings(component.get("code")))}
    return not roles.isdisjoint(("result", "panel", "question", "word", "eye", *_HALVES))


class RowMaker:
    """The parts that every row of one Observation shares."""

    __slots__ = ("_entry", "_number", "taken_on")

    def __init__(self, entry: Entry, number: str, taken_on: str) -> None:
        self._entry = entry
        self._number = number
        self.taken_on = taken_on

    @property
    def number(self) -> str:
        return self._number

    def result(self, found: Coded, value: Value, *, setting: str = "") -> PlainRow:
        implied = found.meaning.unit if value.value and not value.unit else ""
        cells = {
            "nhs_number": self._number,
            "kind": found.meaning.kind,
            "taken_on": self.taken_on,
            "value": value.value,
            "unit": value.unit or implied,
            "setting": setting or found.meaning.setting,
            "code": found.code,
        }
        is_inferred = bool(implied) and found.meaning.kind != "hba1c"
        return PlainRow(_SECTION, self._entry.row, cells, value.raw, is_inferred)

    def problem(self, column: str, value: str, problem: str, hint: str = "") -> Problem:
        return _problem(self._entry, column, value, problem, hint)


def _problem(entry: Entry, column: str, value: str, problem: str, hint: str) -> Problem:
    said = hint or "Correct it where the file was made, and export again."
    return Problem(entry.row, column, value[:80], problem, said, _SECTION)


def _single(row: RowMaker, own: list[Coded], holder: Json) -> Iterator[Found]:
    """One number, or one answer in words."""
    found = own[0]
    if found.meaning.role == "result":
        value = stated_value(holder)
        if value.problem:
            yield row.problem("unit", value.raw, value.problem)
        else:
            yield row.result(found, value)
    elif found.meaning.role == "word":
        yield row.result(found, Value(found.meaning.word, "", found.term))
    elif found.meaning.role == "question":
        yield _answer(row, found, holder)


def _answer(row: RowMaker, question: Coded, holder: Json) -> Found:
    concept = holder.get("valueCodeableConcept")
    for answer in coded(codings(concept)):
        if answer.meaning.role == "word" and answer.meaning.kind == question.meaning.kind:
            words = concept_words(concept)
            return row.result(answer, Value(answer.meaning.word, "", words))
    return row.result(question, stated_value(holder))


def _blood_pressure(
    row: RowMaker,
    panel: Coded | None,
    systolic: list[tuple[Coded, Value]],
    diastolic: list[tuple[Coded, Value]],
) -> Found:
    if len(systolic) > 1 or len(diastolic) > 1:
        return row.problem("value", "", "It holds several blood pressures in one.")
    (above, upper) = systolic[0] if systolic else (None, Value())
    (below, lower) = diastolic[0] if diastolic else (None, Value())
    code = panel or above or below
    assert code is not None
    if not upper.value and not lower.value:
        return row.result(code, Value())
    raw = f"{upper.value}/{lower.value} {upper.unit or lower.unit}".strip()
    if not upper.value or not lower.value:
        missing = "systolic" if not upper.value else "diastolic"
        return row.problem("value", raw, f"Half a blood pressure: the {missing} is missing.")
    if upper.problem or lower.problem or upper.unit != lower.unit:
        return row.problem("unit", raw, "The two halves are in different units.")
    setting = (above.meaning.setting if above else "") or (below.meaning.setting if below else "")
    return row.result(code, Value(f"{upper.value}/{lower.value}", upper.unit, raw), setting=setting)


def _half_of(entry: Entry, row: RowMaker, found: Coded, value: Value) -> Half:
    observation = entry.resource
    own_id = text(observation.get("id"))
    moment = text(observation.get("effectiveDateTime")) or row.taken_on
    return Half(
        row=entry.row,
        side=found.meaning.role,
        number=row.number,
        taken_on=row.taken_on,
        moment=moment,
        setting=found.meaning.setting,
        encounter=text(element(observation.get("encounter")).get("reference")),
        keys=tuple(filter(None, (entry.full_url, own_id and f"Observation/{own_id}"))),
        value=value.value,
        unit=value.unit,
        code=found.code,
    )
