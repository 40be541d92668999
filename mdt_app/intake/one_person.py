"""Several rows for one number: whether they are one person's, and what they say together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from mdt_app.clinical.days import spoken
from mdt_app.clinical.names import are_clearly_different
from mdt_app.intake.cells import Unusable
from mdt_app.intake.people import KEPT, NUMBERS, PatientDraft, StoredPerson, Values
from mdt_app.intake.sections import PATIENTS

Told = tuple[PatientDraft, Unusable]
"""A row, and what to say of one of its cells."""

_MOST_NAMES = 20
"""Nobody's name is spelt in more ways than this."""
_CORRECT_THE_FILE = "Find out in the record which is right, correct the file and import it again."
_TWO_BIRTHS = "Find out in the record which of the two dates of birth is right; correct the file."
_UNCHANGED = "The person is unchanged. Find out which of the two dates of birth is right."
_WHOSE = "Find out in the record whose number this is, and correct it where it is wrong."


def grouped(drafts: Iterable[PatientDraft]) -> dict[str, list[PatientDraft]]:
    """Every row about each person, in the order of the files."""
    groups: dict[str, list[PatientDraft]] = {}
    for draft in drafts:
        groups.setdefault(draft.number, []).append(draft)
    return groups


# --- whether they are one person's -------------------------------------------------------


def disagreements(
    drafts: Sequence[PatientDraft], stored: StoredPerson | None, files: Mapping[int, str]
) -> list[Unusable]:
    """For each row why it is held back; nothing if all can be about the one person.

    `files` are the names of the files by batch.
    """
    among = _Among(drafts, files) if len(drafts) > 1 else None
    found = [(among and among.against(draft)) or _against_store(draft, stored) for draft in drafts]
    if not any(found):
        return []
    return [one or another_row_is_held(draft) for one, draft in zip(found, drafts, strict=True)]


def another_row_is_held(draft: PatientDraft) -> Unusable:
    """What to say of a row that is held only because of another."""
    return Unusable(
        "nhs_number",
        draft.cell("nhs_number"),
        "Another row for this NHS number is held back",
        "Settle that row and import again.",
        held=True,
    )


class _Among:
    """What the rows for one number say, each thing with the first row that says it."""

    def __init__(self, drafts: Sequence[PatientDraft], files: Mapping[int, str]) -> None:
        self._files = files
        self._births: dict[int, PatientDraft] = {}
        self._names: dict[tuple[str, str], PatientDraft] = {}
        self._in_file: dict[tuple[int, str], dict[str, PatientDraft]] = {}
        for draft in drafts:
            self._births.setdefault(draft.born, draft)
            self._names.setdefault(_name(draft.values), draft)
            for column in ("sex", "practice"):
                self._of_file(draft, column).setdefault(str(draft.values[column]), draft)
        self._births.pop(0, None)

    def _of_file(self, draft: PatientDraft, column: str) -> dict[str, PatientDraft]:
        return self._in_file.setdefault((draft.batch, column), {})

    def against(self, draft: PatientDraft) -> Unusable | None:
        """What the row says and another row says otherwise."""
        if draft.born:
            for born, other in islice(self._births.items(), 2):
                if born != draft.born:
                    return _other_birth(draft, born, self._where(draft, other), _TWO_BIRTHS)
        if len(self._names) > _MOST_NAMES:
            problem = f"More than {_MOST_NAMES} different names stand beside this NHS number"
            return _held(draft, "nhs_number", problem, _WHOSE)
        for name, other in self._names.items():
            if are_clearly_different(*_name(draft.values), *name):
                return _other_name(draft, name, self._where(draft, other))
        for column in ("sex", "practice"):
            mine = str(draft.values[column])
            for said, other in islice(self._of_file(draft, column).items(), 4):
                if said != mine and not {said, mine} & {"", "unknown"}:
                    where = self._where(draft, other)
                    problem = f"The {column} here is {mine}, {where} it is {said}"
                    return _held(draft, column, problem, _CORRECT_THE_FILE)
        return None

    def _where(self, draft: PatientDraft, other: PatientDraft) -> str:
        of_file = "" if draft.batch == other.batch else f" of {self._files[other.batch]}"
        return f"in row {other.row}{of_file}"


def _against_store(draft: PatientDraft, stored: StoredPerson | None) -> Unusable | None:
    if stored is None:
        return None
    born = int(stored.values["born_on"])
    if draft.born and draft.born != born:
        return _other_birth(draft, born, "in the store", _UNCHANGED)
    mine, theirs = _name(draft.values), _name(stored.values)
    if are_clearly_different(*mine, *theirs):
        return _other_name(draft, theirs, "in the store")
    return None


def _other_birth(draft: PatientDraft, born: int, where: str, hint: str) -> Unusable:
    mine, theirs = (spoken(date.fromordinal(day)) for day in (draft.born, born))
    problem = f"The date of birth here is {mine}, {where} it is {theirs}"
    return _held(draft, "born_on", problem, hint)


def _other_name(draft: PatientDraft, name: tuple[str, str], where: str) -> Unusable:
    mine, theirs = (f"{forename} {surname}" for surname, forename in (_name(draft.values), name))
    return _held(draft, "surname", f"The name here is {mine}, {where} it is {theirs}", _WHOSE)


def _held(draft: PatientDraft, column: str, problem: str, hint: str) -> Unusable:
    return Unusable(column, draft.cell(column), problem, hint, held=True)


def _name(values: Mapping[str, str | int]) -> tuple[str, str]:
    return str(values["surname"]), str(values["forename"])


# --- what they say together --------------------------------------------------------------


def joined(
    drafts: Sequence[PatientDraft], stored: StoredPerson | None
) -> tuple[Values, list[Told]]:
    """Later files over earlier ones and over the store; an empty cell never wipes a value.

    Where rows of one file say different things, the one with the later registration counts; if
    that does not tell, none of them does. The order of a file's rows never matters.
    """
    values: Values = dict(stored.values) if stored else {}
    torn: list[tuple[str, list[PatientDraft]]] = []
    for _batch, rows in groupby(drafts, attrgetter("batch")):
        of_file = list(rows)
        said, disputed = (of_file[0].values, []) if len(of_file) == 1 else _together(of_file)
        for column, value in said.items():
            if value or column not in values:
                values[column] = value
        torn += [(column, of_file) for column in disputed]
    for column in ("surname", "forename"):
        values[column] = values[column] or max(_texts(column, drafts), key=_fullness)
    odd = [told for column, of_file in torn for told in _left_out(column, of_file, values)]
    return values, odd


def _together(drafts: Sequence[PatientDraft]) -> tuple[Values, list[str]]:
    """What the rows of one file say, and the columns on which they disagree."""
    found = {column: _said(column, drafts) for column in KEPT}
    said: Values = {column: value for column, (value, _is_torn) in found.items()}
    return said, [column for column, (_value, is_torn) in found.items() if is_torn]


def _said(column: str, drafts: Sequence[PatientDraft]) -> tuple[str | int, bool]:
    """What the rows of one file say, '' or 0 if nothing tells; and whether they disagree."""
    said = {draft.values[column] for draft in drafts} - {"", 0}
    if column == "sex" and len(said) > 1:
        said.discard("unknown")
    if len(said) < 2:
        return next(iter(said), _nothing(column)), False
    saying = [draft for draft in drafts if draft.values[column]]
    registered = [int(draft.values["registered_on"]) for draft in saying]
    latest = {
        draft.values[column]
        for draft, day in zip(saying, registered, strict=True)
        if day == max(registered)
    }
    if len(latest) == 1 and all(registered):
        return latest.pop(), True
    return _nothing(column), True


def _nothing(column: str) -> str | int:
    return 0 if column in NUMBERS else ""


def _texts(column: str, drafts: Sequence[PatientDraft]) -> list[str]:
    return [str(draft.values[column]) for draft in drafts]


def _fullness(text: str) -> tuple[int, str]:
    return len(text), text


def _left_out(column: str, drafts: Sequence[PatientDraft], values: Values) -> Iterator[Told]:
    """Every row whose own value was not taken, with another row that says otherwise."""
    taken = values[column]
    hint = "Nothing tells which row is right, so what was known before stays."
    if taken and any(draft.values[column] == taken for draft in drafts):
        hint = f"{_shown(column, taken)} was taken in. Export each person once."
    for draft in drafts:
        mine = draft.values[column]
        if mine and mine != taken:
            other = next(one for one in drafts if one.values[column] not in (mine, "", 0))
            theirs = _shown(column, other.values[column])
            problem = f"Row {other.row} says otherwise of the same person: {theirs}"
            yield draft, Unusable(column, _shown(column, mine), problem, hint)


def _shown(column: str, value: str | int) -> str:
    if column in PATIENTS.days:
        return date.fromordinal(int(value)).isoformat()
    return str(value)


def further_rows(drafts: Sequence[PatientDraft]) -> Iterator[Told]:
    """Each row about a person who stands in its file before, and where."""
    for _batch, rows in groupby(drafts, attrgetter("batch")):
        first, *further = rows
        often = "twice" if len(further) == 1 else f"{len(further) + 1} times"
        for draft in further:
            problem = f"This person stands in the file {often}, also in row {first.row}"
            hint = "The rows were read as one person. Export each person once."
            yield draft, Unusable("nhs_number", draft.cell("nhs_number"), problem, hint)
