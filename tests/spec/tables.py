"""Small tables that clinicians can read: one person a line, and what the rule must say.

A line is `sentence | record | answer | part of the message`. The record is a list of items
joined by `;`: results (`hba1c 87 2026-01-20`, `blood_pressure 150/90 home 2026-01-20`), events
(`dka 2025-06-01`), medicines (`medicine metformin issued 2026-01-20`) and the person
(`aged 80`, `frailty severe`, `type 1`). Unless said, the day is 4 March 2026 and the person is
aged 60 with type 2 diabetes since 2015; tables about another condition assume more than that, and
an item of the same word (`ckd_3_to_5 never`) goes instead of what is assumed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE, WORDS, Kind, Setting
from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.flags.engine import answers
from mdt_app.flags.entered import AgreedAction, Entered, OwnTarget
from mdt_app.flags.pack import DEFAULT_PACK, load_pack
from mdt_app.register.values import Event, Medicine, Person, Record, Result

TODAY = date(2026, 3, 4)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SETTINGS = {"home": Setting.HOME, "clinic": Setting.CLINIC}
_OUTCOMES = {Raised: "raised", Clear: "clear", Unknown: "unknown"}


@dataclass(frozen=True)
class Example:
    """One line of a table."""

    sentence: str
    record: str
    expected: str
    message: str


def examples_of(table: str) -> list[Example]:
    """The lines of a table, blank lines left out."""
    found = []
    for line in filter(None, map(str.strip, table.splitlines())):
        cells = [cell.strip() for cell in line.split("|")]
        assert 3 <= len(cells) <= 4, f"needs three or four cells: {line}"
        found.append(Example(cells[0], cells[1], cells[2], "".join(cells[3:])))
    return found


def spec(
    rule: str, table: str, pack: str = DEFAULT_PACK, assumed: str = ""
) -> Callable[[Example], None]:
    """A test of one rule, one case for each line."""
    lines = examples_of(table)

    @pytest.mark.parametrize("example", lines, ids=[line.sentence for line in lines])
    def test(example: Example) -> None:
        answer = answer_about(rule, example.record, pack, assumed)
        assert _OUTCOMES[type(answer)] == example.expected, answer
        assert example.message in message_of(answer)

    return test


def answer_about(rule: str, items: str, pack: str = DEFAULT_PACK, assumed: str = "") -> Answer:
    record, on, entered = record_from(items, assumed)
    found = answers(load_pack(pack), record, on, entered)
    return next(answer for answer in found if answer.rule == rule)


def message_of(answer: Answer) -> str:
    if isinstance(answer, Clear):
        return answer.reason
    if isinstance(answer, Unknown):
        return answer.message
    shown = "; ".join(f"{item.kind} {item.value}" for item in answer.evidence)
    return f"{answer.message} [{shown}]"


@dataclass
class _Draft:
    on: date = TODAY
    person: dict[str, Any] = field(default_factory=dict)
    results: dict[int, list[Result]] = field(default_factory=dict)
    medicines: list[Medicine] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    targets: list[OwnTarget] = field(default_factory=list)
    actions: list[AgreedAction] = field(default_factory=list)
    row: int = 1


_NOBODY = Person(
    1, "9990000018", "EXEMPLAR", "Ada", "", date(1966, 3, 4), "female", "A00001",
    diabetes_type="type 2", diagnosed_on=date(2015, 1, 1), registered_on=date(2010, 1, 1),
    frailty="none",
)  # fmt: skip


def record_from(items: str, assumed: str = "") -> tuple[Record, date, Entered]:
    draft = _Draft()
    given = _items(items)
    said = {item.partition(" ")[0] for item in given}
    beside = [item for item in _items(assumed) if item.partition(" ")[0] not in said]
    for item in (*beside, *given):
        draft.row += 1
        _take(draft, item)
    results = {
        kind: tuple(sorted(rows, key=lambda row: row.day)) for kind, rows in draft.results.items()
    }
    person = replace(_NOBODY, **draft.person)
    return (
        Record(person, results, tuple(draft.medicines), tuple(draft.events)),
        draft.on,
        Entered(tuple(draft.targets), tuple(draft.actions)),
    )


def _items(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _take(draft: _Draft, item: str) -> None:
    word, _, rest = item.partition(" ")
    if word in KIND_BY_CODE:
        _take_result(draft, KIND_BY_CODE[word], rest)
    elif word in EVENT_KINDS:
        day, _, detail = rest.partition(" ")
        if day == "never":
            return
        draft.events.append(Event(word, _ordinal(day), detail, 1, draft.row))
    elif word == "medicine":
        draft.medicines.append(_medicine(rest, draft.row))
    else:
        _take_fact(draft, word, rest)


def _take_fact(draft: _Draft, word: str, rest: str) -> None:
    columns = {"born": "born_on", "diagnosed": "diagnosed_on", "registered": "registered_on",
               "died": "died_on", "left": "left_on"}  # fmt: skip
    if word == "on":
        draft.on = date.fromisoformat(rest)
    elif word == "aged":
        draft.person["born_on"] = draft.on.replace(year=draft.on.year - int(rest))
    elif word in columns:
        draft.person[columns[word]] = date.fromisoformat(rest) if rest != "never" else None
    elif word == "type":
        draft.person["diabetes_type"] = {"none": "", "1": "type 1", "2": "type 2"}.get(rest, rest)
    elif word == "frailty":
        draft.person["frailty"] = "" if rest == "not recorded" else rest
    elif word in ("housebound-column", "care-home"):
        name = "housebound" if word == "housebound-column" else "care_home"
        draft.person[name] = rest == "yes"
    elif word == "target":
        draft.targets.append(_target(rest))
    elif word == "action":
        draft.actions.append(_action(rest))
    else:
        raise AssertionError(f"not understood: {word} {rest}")


def _take_result(draft: _Draft, kind: Kind, text: str) -> None:
    *value, day = text.split()
    setting = _SETTINGS.get(value[-1], Setting.NOT_STATED)
    words = " ".join(value[:-1] if setting else value)
    comparator = words[: len(words) - len(words.lstrip("<>="))]
    number, _, second = words.lstrip("<>=").partition("/")
    is_word = kind in WORDS
    draft.results.setdefault(kind, []).append(
        Result(
            kind,
            _ordinal(day),
            0 if is_word else float(number),
            float(second or 0),
            words if is_word else "",
            comparator,
            setting,
            words,
            "",
            0,
            1,
            draft.row,
        )
    )


def _medicine(text: str, row: int) -> Medicine:
    """`metformin issued 2026-01-01`, `sglt2 named Forxiga started 2025-01-01 current yes 2026-01-01`."""
    facts = dict(re.findall(r"(issued|started|ended|named|from) (\S+)", text))
    current = re.search(r"current (yes|no)", text)
    classes = text.split()[0]
    return Medicine(
        facts.get("named", classes), classes, "", _ordinal(facts.get("started", "")),
        _ordinal(facts.get("issued", "")), _ordinal(facts.get("ended", "")),
        current[1] if current else "", _ordinal(facts.get("from", "")), 1, row,
    )  # fmt: skip


def _target(text: str) -> OwnTarget:
    """`64`, `64 agreed 2026-01-01 until 2026-03-04`; 0 ends the one before."""
    value, *days = text.split()
    facts = dict(zip(days[::2], days[1::2]))
    agreed = _ordinal(facts.get("agreed", "2020-01-01"))
    return OwnTarget(Kind.HBA1C, float(value), agreed, _ordinal(facts.get("until", "")))


def _action(text: str) -> AgreedAction:
    """`agreed 2026-01-01 due 2026-02-01 closed 2026-02-03`."""
    words = text.split()
    facts = dict(zip(words[::2], words[1::2]))
    days = [_ordinal(facts.get(name, "")) for name in ("agreed", "due", "closed")]
    return AgreedAction("Book bloods", *days)


def _ordinal(day: str) -> int:
    assert not day or _DAY.fullmatch(day), day
    return date.fromisoformat(day).toordinal() if day else 0
