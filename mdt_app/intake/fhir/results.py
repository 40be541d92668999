"""FHIR Observations as rows of results."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdt_app.intake.fhir.elements import (
    Json,
    codings,
    concept_words,
    element,
    elements,
    first_day,
    text,
)
from mdt_app.intake.fhir.pairs import Half, Pairs
from mdt_app.intake.fhir.stream import Entry
from mdt_app.intake.fhir.values import NO_VALUE, Value, is_denied, stated_value
from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.vocabulary.codes import Coded, coded
from mdt_app.register.values import Inferred

_SECTION = "results"
_USABLE = frozenset(["", "final", "amended", "corrected", "preliminary", "unknown"])
_HALVES = ("systolic", "diastolic")
_ROLES = frozenset(["result", "panel", "question", "word", "eye", *_HALVES])
_ANSWERS = frozenset(["word", "eye"])
_CORRECT_IT = "Correct it where the file was made, and export again."
Found = PlainRow | Problem


def result_codes(observation: Json) -> list[Coded]:
    """What an Observation's codes mean as results; its answer counts where its code says none."""
    own = [one for one in coded(codings(observation.get("code"))) if one.meaning.role in _ROLES]
    answer = coded(codings(observation.get("valueCodeableConcept")))
    return own or [one for one in answer if one.meaning.role in _ANSWERS]


def is_result(observation: Json) -> bool:
    """Whether any code of an Observation, or of its components, is that of a result."""
    return bool(result_codes(observation)) or any(
        result_codes(component) for component in elements(observation.get("component"))
    )


class ResultReader:
    """Turns one file's Observations into results; halves wait here for their other half."""

    def __init__(self) -> None:
        self._pairs = Pairs()

    def rows(self, entry: Entry, number: str) -> Iterator[Found]:
        """The results that an Observation states about the person with this NHS number."""
        observation = entry.resource
        status = text(observation.get("status"))
        taken_on = first_day(
            observation.get("effectiveDateTime"),
            observation.get("effectiveInstant"),
            element(observation.get("effectivePeriod")).get("start"),
        )
        row = _RowMaker(entry, number, taken_on)
        if status not in _USABLE:
            problem = f"Its status is {status[:40]}, so it is not a result"
            yield row.problem("value", status, problem, "Nothing needs doing if so.")
        elif not taken_on:
            yield row.problem("taken_on", taken_on, "The day of the result is not stated")
        else:
            yield from self._stated(row, result_codes(observation))

    def remaining(self) -> Iterator[Found]:
        """At the end of the file: pairs put together, and halves that stayed alone."""
        yield from self._pairs.put_together()

    def _stated(self, row: "_RowMaker", own: Sequence[Coded]) -> Iterator[Found]:
        role = own[0].meaning.role if own else ""
        if role == "eye":
            self._pairs.add_eyes(row.entry.row, row.number, row.taken_on, own)
        elif len({found.meaning.kind for found in own}) > 1:
            yield row.problem("kind", own[0].code, "Its codes mean different kinds of result")
        elif not own or role == "panel":
            yield from self._components(row, own[0] if own else None)
        elif role in _HALVES:
            yield from self._half(row, own[0])
        else:
            yield _single(row, own, row.entry.resource)

    def _half(self, row: "_RowMaker", found: Coded) -> Iterator[Found]:
        value = stated_value(row.entry.resource)
        if value.problem:
            yield row.problem("unit", value.raw, value.problem)
        else:
            self._pairs.add_half(_half_of(row, found, value))

    def _components(self, row: "_RowMaker", panel: Coded | None) -> Iterator[Found]:
        halves = _Halves([], [])
        for component in elements(row.entry.resource.get("component")):
            found = result_codes(component)
            role = found[0].meaning.role if found else ""
            if role in _HALVES:
                halves.of(role).append((found[0], stated_value(component)))
            elif role == "eye":
                self._pairs.add_eyes(row.entry.row, row.number, row.taken_on, found)
            elif role and (role != "panel" or panel is None):
                yield _single(row, found, component)
        if halves.systolic or halves.diastolic:
            yield _blood_pressure(row, panel, halves)
        elif panel is not None:
            yield from self._bare_panel(row, panel)

    def _bare_panel(self, row: "_RowMaker", panel: Coded) -> Iterator[Found]:
        """A panel without components: it points at its halves, or holds `142/86`, or nothing."""
        members = elements(row.entry.resource.get("hasMember"))
        if members:
            self._pairs.add_panel(
                row.entry.row, [text(member.get("reference")) for member in members]
            )
        else:
            yield row.result(panel, stated_value(row.entry.resource))


@dataclass(frozen=True, slots=True)
class _RowMaker:
    """The parts that every row of one Observation shares."""

    entry: Entry
    number: str
    taken_on: str

    def result(self, found: Coded, value: Value, *, setting: str = "") -> PlainRow:
        implied = found.meaning.unit if value.value and not value.unit else ""
        cells = {
            "nhs_number": self.number,
            "kind": found.meaning.kind,
            "taken_on": self.taken_on,
            "value": value.value,
            "unit": value.unit or implied,
            "setting": setting or found.meaning.setting,
            "code": found.code,
        }
        is_inferred = bool(implied) and found.meaning.kind != "hba1c"
        inferred = Inferred.UNIT if is_inferred else 0
        return PlainRow(_SECTION, self.entry.row, cells, value.raw, inferred)

    def problem(self, column: str, value: str, problem: str, hint: str = _CORRECT_IT) -> Problem:
        return Problem(self.entry.row, column, value[:80], problem, hint, _SECTION)


def _single(row: _RowMaker, own: Sequence[Coded], holder: Json) -> Found:
    """One number, or one answer in words."""
    found = own[0]
    match found.meaning.role:
        case "word" if is_denied(holder):
            return row.problem("value", found.term, "It says that this is not so")
        case "word":
            return row.result(found, Value(found.meaning.word, "", found.term))
        case "question":
            return _answer(row, found, holder)
    value = stated_value(holder)
    if value.problem:
        return row.problem("unit", value.raw, value.problem)
    units = {one.meaning.unit for one in own}
    return row.result(found._replace(meaning=found.meaning._replace(unit=_only(units))), value)


def _only(units: set[str]) -> str:
    """The unit that codes imply if they agree; codes on different scales imply none."""
    return units.pop() if len(units) == 1 else ""


def _answer(row: _RowMaker, question: Coded, holder: Json) -> Found:
    concept = holder.get("valueCodeableConcept")
    for answer in coded(codings(concept)):
        if answer.meaning.role == "word" and answer.meaning.kind == question.meaning.kind:
            return row.result(answer, Value(answer.meaning.word, "", concept_words(concept)))
    return row.result(question, stated_value(holder))


# --- blood pressure ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Halves:
    """The components of one blood pressure, each with what its code means."""

    systolic: list[tuple[Coded, Value]]
    diastolic: list[tuple[Coded, Value]]

    def of(self, role: str) -> list[tuple[Coded, Value]]:
        return self.systolic if role == "systolic" else self.diastolic


def _blood_pressure(row: _RowMaker, panel: Coded | None, halves: _Halves) -> Found:
    if len(halves.systolic) > 1 or len(halves.diastolic) > 1:
        return row.problem("value", "", "It holds several blood pressures in one")
    both = [*halves.systolic, *halves.diastolic]
    upper = halves.systolic[0][1] if halves.systolic else NO_VALUE
    lower = halves.diastolic[0][1] if halves.diastolic else NO_VALUE
    code = panel or both[0][0]
    raw = f"{upper.value}/{lower.value} {upper.raw_unit or lower.raw_unit}".strip()
    if not upper.value and not lower.value:
        return row.result(code, NO_VALUE)
    if not upper.value or not lower.value:
        missing = "diastolic" if upper.value else "systolic"
        return row.problem("value", raw, f"Half a blood pressure: the {missing} is missing")
    if upper.problem or lower.problem or upper.unit != lower.unit:
        return row.problem("unit", raw, "The two halves are in different units")
    setting = next((one.meaning.setting for one, _ in both if one.meaning.setting), "")
    return row.result(code, Value(f"{upper.value}/{lower.value}", upper.unit, raw), setting=setting)


def _half_of(row: _RowMaker, found: Coded, value: Value) -> Half:
    observation = row.entry.resource
    own_id = text(observation.get("id"))
    keys = (row.entry.full_url, own_id and f"Observation/{own_id}")
    return Half(
        row=row.entry.row,
        side=found.meaning.role,
        number=row.number,
        taken_on=row.taken_on,
        moment=text(observation.get("effectiveDateTime")) or row.taken_on,
        setting=found.meaning.setting,
        encounter=text(element(observation.get("encounter")).get("reference")),
        keys=tuple(filter(None, keys)),
        value=value,
        code=found.code,
    )
