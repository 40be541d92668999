"""Who is reached and who is not: every measure by age, sex, ethnic group, deprivation, language,
interpreter, learning disability or severe mental illness, and housebound.

What somebody was asked and did not say ('not stated') stands apart from what nobody has recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.clinical.days import age_on
from mdt_app.measures.counting import Progress, each_record
from mdt_app.measures.disclosure import disclosed_parts
from mdt_app.measures.values import NETWORK, Figure
from mdt_app.register.queries import people
from mdt_app.register.values import Record
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.engine import Tally

NOT_RECORDED, NOT_STATED = "not recorded", "not stated"
_AGE_BANDS = ((39, "under 40"), (64, "40 to 64"), (79, "65 to 79"), (200, "80 or over"))
_SEXES = {"female": "female", "male": "male", "other": "other"}
_ETHNIC = {
    "ABC": "White",
    "DEFG": "Mixed",
    "HJKL": "Asian or Asian British",
    "MNP": "Black or Black British",
    "RS": "Chinese or other",
    "Z": NOT_STATED,
}
"""The letters of the 16+1 categories. Source: NHS Data Dictionary, ethnic category."""
_FIFTHS = {
    1: "1, the most deprived fifth",
    2: "2",
    3: "3",
    4: "4",
    5: "5, the least deprived fifth",
}
_SUPPORT = ("learning_disability", "severe_mental_illness")
_NO_ENGLISH = frozenset(["not", "no", "non", "cannot", "unable", "little", "poor", "limited"])


@dataclass(frozen=True, slots=True)
class CutFigure:
    """One measure among the people of one kind."""

    cut: str
    """What people are told apart by: `Age`, `Ethnic group`."""
    words: str
    """`65 to 79`, `not stated`."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of telling people apart, and its kinds in the order shown."""

    name: str
    kinds: tuple[str, ...]
    kind_of: Callable[[Record, date], str]


def age_band(record: Record, on: date) -> str:
    """The audit’s bands."""
    age = age_on(record.person.born_on, on)
    return next(words for last, words in _AGE_BANDS if age <= last)


def _sex(record: Record, on: date) -> str:  # noqa: ARG001 - the shape of a cut
    return _SEXES.get(record.person.sex, NOT_RECORDED)


def ethnic_group(record: Record, on: date) -> str:  # noqa: ARG001 - the shape of a cut
    """The group of the 16+1 category."""
    letter = record.person.ethnic_category
    return next(
        (words for each, words in _ETHNIC.items() if letter and letter in each), NOT_RECORDED
    )


def fifth(record: Record, on: date) -> str:  # noqa: ARG001 - the shape of a cut
    """Two deciles make a fifth: 1 and 2 the most deprived."""
    decile = record.person.deprivation_decile
    return _FIFTHS[(decile + 1) // 2] if decile else NOT_RECORDED


def _language(record: Record, on: date) -> str:  # noqa: ARG001 - the shape of a cut
    words = record.person.language.casefold().replace("-", " ").split()
    if not words:
        return NOT_RECORDED
    is_english = "english" in words or words[0] in ("en", "eng")
    return "English" if is_english and _NO_ENGLISH.isdisjoint(words) else "another language"


def _interpreter(record: Record, on: date) -> str:  # noqa: ARG001 - the shape of a cut
    needed = record.person.interpreter
    return NOT_RECORDED if needed is None else "needed" if needed else "not needed"


def _support(record: Record, on: date) -> str:
    known = {event[0] for event in record.events if event[1] <= on.toordinal()}
    return "either recorded" if known.intersection(_SUPPORT) else "neither recorded"


def _housebound(record: Record, on: date) -> str:
    """The latest event that says so or not; on one day, housebound; else the person's row."""
    said = [
        (event[1], event[0] == "housebound")
        for event in record.events
        if event[0] in ("housebound", "not_housebound") and event[1] <= on.toordinal()
    ]
    is_housebound = max(said)[1] if said else record.person.housebound
    if is_housebound is None:
        return NOT_RECORDED
    return "housebound" if is_housebound else "not housebound"


CUTS = (
    Cut("Age", tuple(words for _last, words in _AGE_BANDS), age_band),
    Cut("Sex", (*_SEXES.values(), NOT_RECORDED), _sex),
    Cut("Ethnic group", (*_ETHNIC.values(), NOT_RECORDED), ethnic_group),
    Cut("Deprivation", (*_FIFTHS.values(), NOT_RECORDED), fifth),
    Cut("Language", ("English", "another language", NOT_RECORDED), _language),
    Cut("Interpreter", ("needed", "not needed", NOT_RECORDED), _interpreter),
    Cut(
        "Learning disability or severe mental illness",
        ("either recorded", "neither recorded"),
        _support,
    ),
    Cut("Housebound", ("housebound", "not housebound", NOT_RECORDED), _housebound),
)


def equity(
    ws: Workspace,
    set_name: str,
    on: date,
    *,
    practice: str = NETWORK,
    measure: str = "",
    group: str | None = None,
    progress: Progress | None = None,
) -> tuple[CutFigure, ...]:
    """Every measure of a set (or one, or one group) by every cut, in the network or a practice.

    A kind in which nobody is counted is left out. Long: for the worker.
    """
    from mdt_app.measures.engine import Tally, prepared
    from mdt_app.measures.sets import load_set

    measure_set = load_set(set_name)
    ready, tallies = prepared(measure_set, on), [Tally(measure_set) for _ in CUTS]
    with ws.vault.reading() as reading:
        everyone = people(reading)
    for record in each_record(ws, everyone, progress):
        if practice not in (NETWORK, record.person.practice):
            continue
        said = ready.said_of(record)
        if said is not None:
            for cut, tally in zip(CUTS, tallies, strict=True):
                tally.add(cut.kind_of(record, on), said)
    return tuple(
        found
        for cut, tally in zip(CUTS, tallies, strict=True)
        for found in _of_cut(cut, tally, practice)
        if measure in ("", found.figure.measure) and group in (None, found.figure.group)
    )


def _of_cut(cut: Cut, tally: Tally, practice: str) -> list[CutFigure]:
    """The tally counts by kind where it else counts by practice."""
    return [
        CutFigure(cut.name, figure.practice, replace(figure, practice=practice))
        for figure in tally.figures(cut.kinds)
        if figure.practice != NETWORK and (figure.denominator or figure.excluded)
    ]


def disclosed_cuts(cuts: Sequence[CutFigure]) -> tuple[CutFigure, ...]:
    """The same as it may leave the practice: no small cell, and none to be had by subtraction."""
    tables: dict[tuple[str, str, str], list[CutFigure]] = {}
    for each in cuts:
        key = (each.cut, each.figure.measure, each.figure.group)
        tables.setdefault(key, []).append(each)
    shown = {
        id(each): replace(each, figure=figure)
        for table in tables.values()
        for each, figure in zip(table, disclosed_parts([t.figure for t in table]), strict=True)
    }
    return tuple(shown[id(each)] for each in cuts)
