"""What a column was taken for, in a nurse's words, and everything it can be taken for instead."""

from collections.abc import Mapping
from functools import cache

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE, Kind
from mdt_app.clinical.words import event_words, kind_words
from mdt_app.intake.columns.meanings import IGNORED, ColumnMeaning, meanings_in

Choice = tuple[str, str]
"""A code and the words it is shown by."""

NOT_NEEDED = "Not needed"
_PERSON: Mapping[str, str] = {
    "nhs_number": "NHS number",
    "surname": "Surname",
    "forename": "First name",
    "full_name": "Whole name",
    "title": "Title",
    "born_on": "Date of birth",
    "age": "Age",
    "sex": "Sex",
    "practice": "Practice code",
    "practice_name": "Practice name",
    "registered_on": "Registered on",
    "ethnic_category": "Ethnic category",
    "ethnic_origin": "Ethnic origin",
    "language": "Language",
    "interpreter": "Interpreter needed",
    "diabetes_type": "Diabetes type",
    "diagnosed_on": "Diabetes diagnosed on",
    "frailty": "Frailty",
    "housebound": "Housebound",
    "care_home": "Care home",
    "deprivation_decile": "Deprivation decile",
    "died_on": "Died on",
    "left_on": "Left the practice on",
}
_RESULT: Mapping[str, str] = {
    "value": "value",
    "date": "date",
    "unit": "unit",
    "comparator": "< or > sign",
    "systolic": "systolic",
    "diastolic": "diastolic",
    "systolic_date": "date of the systolic",
    "diastolic_date": "date of the diastolic",
    "setting": "clinic or home",
    "code": "code",
}
_EVENT: Mapping[str, str] = {"date": "date", "detail": "detail"}
_MEDICINE: Mapping[str, str] = {
    "name": "name",
    "class": "class",
    "dose": "dose",
    "started_on": "started on",
    "last_issued_on": "last issued on",
    "ended_on": "ended on",
    "current": "still taken",
}
_GROUP: Mapping[str, str] = {
    "date": "date",
    "code": "code",
    "term": "code term",
    "other_code": "code in another system",
    "other_term": "term in another system",
    "value": "value",
    "unit": "unit",
    "comparator": "< or > sign",
    "text": "free text",
    "setting": "clinic or home",
    "parent": "belongs to",
}
_ROW: Mapping[str, str] = {"deleted": "Deleted rows", "confidential": "Confidential rows"}
_CELLS: Mapping[str, str] = {
    "kind": "What it is",
    "setting": "Clinic or home",
    "current": "Still taken",
}
_UNLIKELY = ("systolic_date", "diastolic_date", "comparator", "setting", "code")
"""Read where a layout says so; too rare to be offered for every kind of result."""


def meaning_words(meaning: str) -> str:
    """`HbA1c: date` for `result.hba1c.date`; what is no meaning, as it stands.

    >>> meaning_words("result.hba1c.value@2")
    'HbA1c: value, set 2'
    """
    if not meaning:
        return "Not known"
    if meaning == IGNORED:
        return NOT_NEEDED
    try:
        return " and ".join(map(_words, meanings_in(meaning)))
    except ValueError:
        return meaning


def _words(meaning: ColumnMeaning) -> str:
    family, kind, role, number = meaning
    which = f", set {number}" if number > 1 else ""
    match family:
        case "person":
            return _PERSON.get(role, role)
        case "result":
            return f"{kind_title(kind)}: {_RESULT.get(role, role)}{which}"
        case "event":
            return f"{_capital(event_words(kind))}: {_EVENT.get(role, role)}{which}"
        case "medicine":
            return f"Medicine: {_MEDICINE.get(role, role)}{which}"
        case "group":
            return f"Coded entry: {_GROUP.get(role, role)}{which}"
    return _ROW.get(role, role)


@cache
def column_choices() -> tuple[Choice, ...]:
    """Everything one column can be, the likely first; 'Not needed' leads."""
    codes = [
        *(f"person.{name}" for name in _PERSON),
        *(f"result.{kind}.{role}" for kind in KIND_BY_CODE for role in _roles(kind)),
        *(f"group.{role}" for role in _GROUP),
        *(f"medicine.{role}" for role in _MEDICINE),
        *(f"event.{kind}.{role}" for kind in sorted(EVENT_KINDS) for role in _EVENT),
        *(f"row.{role}" for role in _ROW),
    ]
    return ((IGNORED, NOT_NEEDED), *((code, meaning_words(code)) for code in codes))


def _roles(kind: str) -> list[str]:
    is_pressure = kind == Kind.BLOOD_PRESSURE.code
    return [
        role
        for role in _RESULT
        if role not in _UNLIKELY and (is_pressure or role not in ("systolic", "diastolic"))
    ]


def kind_title(kind: str) -> str:
    """A kind of result as a choice begins: `HbA1c`, `Blood pressure`, `eGFR`."""
    words = kind_words(KIND_BY_CODE[kind])
    return words if any(letter.isupper() for letter in words.split()[0]) else _capital(words)


def choice_words(choice: str) -> str:
    """A choice of a question: a kind of result or event, a column's meaning, or not needed."""
    if choice in KIND_BY_CODE:
        return kind_title(choice)
    if choice in EVENT_KINDS:
        return _capital(event_words(choice))
    return meaning_words(choice)


def cell_words(section: str, name: str) -> str:
    """What a cell of the plain layout is called: `Date of birth`, `Taken on`.

    >>> cell_words("patients", "born_on"), cell_words("medicines", "last_issued_on")
    ('Date of birth', 'Last issued on')
    """
    if section == "patients" or name == "nhs_number":
        return _PERSON.get(name, name)
    return _CELLS.get(name) or _capital(name.replace("_", " "))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
