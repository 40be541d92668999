"""Which columns of a table belong together: a value and its day, a term and its value.

Groups are told apart by what their headings say ("Previous HbA1c"), and those of one name by
their order: a new group begins where a heading comes again. Where that leaves more than one
way to read them, nothing is guessed: the columns are asked about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mdt_app.intake.columns.headings import heading_at
from mdt_app.intake.columns.meanings import (
    EVENT,
    GROUP,
    MEDICINE,
    PERSON,
    RESULT,
    ROW,
    ColumnMeaning,
)
from mdt_app.register.values import Inferred

_SAYS_WHAT = frozenset(("code", "term"))
_CODED = _SAYS_WHAT | {"value"}
_DATES = frozenset(("date", "systolic_date", "diastolic_date"))


@dataclass(slots=True)
class Column:
    """One column on its way to a group."""

    place: int
    """Counted from 1."""
    heading: str
    meanings: tuple[ColumnMeaning, ...] = ()
    unit: str = ""
    which: str = ""
    setting: str = ""
    label: tuple[ColumnMeaning, ...] = ()
    """What a label above the headings says the column is about."""
    is_passed_over: bool = False
    """Whether somebody said that it is not needed."""


@dataclass(slots=True)
class ColumnGroup:
    """Columns that together say one thing about the person of a row."""

    family: str
    kind: str
    number: int
    places: dict[str, int] = field(default_factory=dict)
    """Role → place of the column, counted from 1."""
    unit: str = ""
    setting: str = ""
    inferred: int = 0

    @property
    def first(self) -> int:
        return min(self.places.values())

    def named(self, headings: Sequence[str], plain: Mapping[str, str]) -> dict[str, str]:
        """The file's own headings by the names of the plain layout; `plain` has those of roles
        that are called otherwise there."""
        return {
            plain.get(role, role): heading_at(headings, place)
            for role, place in self.places.items()
        }

    @property
    def has_date(self) -> bool:
        return not _DATES.isdisjoint(self.places)

    @property
    def lacks(self) -> str:
        """`date` or `value`, where only that keeps it from being read; else ''."""
        if self.family == RESULT and self.has_date:
            return "" if _says_something(self) else "value"
        is_coded = self.family == GROUP and not _CODED.isdisjoint(self.places)
        return "date" if (is_coded or self.family == RESULT) and not self.has_date else ""


@dataclass(slots=True)
class Grouped:
    """What the columns of a table were taken for."""

    person: dict[str, int] = field(default_factory=dict)
    row: dict[str, int] = field(default_factory=dict)
    groups: list[ColumnGroup] = field(default_factory=list)
    asked: list[ColumnGroup] = field(default_factory=list)
    """Groups of which nobody can tell what they are, or what belongs to what."""
    meanings: dict[int, list[ColumnMeaning]] = field(default_factory=dict)
    """By place, with the number of the group."""


def grouped(columns: Sequence[Column]) -> Grouped:
    """The columns as groups."""
    found = Grouped()
    gathering = _Gathering()
    for column in columns:
        for meaning in column.meanings:
            if meaning.family == PERSON:
                found.person.setdefault(meaning.role, column.place)
            elif meaning.family == ROW:
                found.row.setdefault(meaning.role, column.place)
            else:
                gathering.add(column, meaning)
    groups = _named_by_labels(gathering.groups, columns)
    groups = _with_loose_dates(groups, found)
    _tell_unclear(groups, found)
    found.groups.sort(key=_by_first)
    for group in (*found.groups, *found.asked):
        for role, place in group.places.items():
            meaning = ColumnMeaning(group.family, group.kind, role, group.number)
            found.meanings.setdefault(place, []).append(meaning)
    for family, places in ((PERSON, found.person), (ROW, found.row)):
        for role, place in places.items():
            found.meanings.setdefault(place, []).append(ColumnMeaning(family, "", role))
    return found


def _by_first(group: ColumnGroup) -> int:
    return group.first


class _Gathering:
    """Puts columns into groups, one after another."""

    def __init__(self) -> None:
        self.groups: list[ColumnGroup] = []
        self._open: dict[tuple[str, str, str, int], ColumnGroup] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._codings: dict[tuple[int, str], str] = {}

    def _is_other_coding(self, group: ColumnGroup, column: Column, meaning: ColumnMeaning) -> bool:
        """Whether the column says the same as one before it, in another system of codes."""
        before = self._codings.get((id(group), meaning.role), "")
        coding = _coding_in(column.heading)
        return bool(before and coding) and before != coding

    def add(self, column: Column, meaning: ColumnMeaning) -> None:
        key = (meaning.family, meaning.kind, column.which, meaning.number)
        group = self._open.get(key)
        if group is not None and self._is_other_coding(group, column, meaning):
            meaning = meaning._replace(role=f"other_{meaning.role}")
        if group is None or meaning.role in group.places:
            if group is not None and meaning.number:
                return  # a saved layout names the same column twice: the first counts
            group = self._open[key] = self._new(meaning)
        group.places[meaning.role] = column.place
        if meaning.role in _SAYS_WHAT:
            self._codings[id(group), meaning.role] = _coding_in(column.heading)
        group.unit = group.unit or column.unit
        group.setting = group.setting or column.setting

    def _new(self, meaning: ColumnMeaning) -> ColumnGroup:
        of = (meaning.family, meaning.kind)
        number = meaning.number or self._numbers.get(of, 0) + 1
        self._numbers[of] = max(number, self._numbers.get(of, 0))
        group = ColumnGroup(meaning.family, meaning.kind, number)
        self.groups.append(group)
        return group


def _coding_in(heading: str) -> str:
    """The system of codes that a heading names, or ''."""
    words = heading.casefold()
    return next((name for name in ("snomed", "ctv3", "read") if name in words), "")


# --- labels above the headings ---------------------------------------------------------------


def _named_by_labels(groups: Sequence[ColumnGroup], columns: Sequence[Column]) -> list[ColumnGroup]:
    """A group whose label names a result or an event is of that kind."""
    labels = {column.place: column.label for column in columns if column.label}
    numbers: dict[str, int] = {}
    for group in groups:
        if group.family != GROUP or not _SAYS_WHAT.isdisjoint(group.places):
            continue
        said = {labels.get(place, ()) for place in group.places.values()}
        label = next(iter(said)) if len(said) == 1 else ()
        if len(label) != 1:
            continue
        if label[0].family == RESULT and "value" in group.places:
            group.family, group.kind = RESULT, label[0].kind
            group.inferred |= Inferred.COLUMN
            numbers[group.kind] = group.number = numbers.get(group.kind, 0) + 1
    return list(groups)


# --- dates that stand alone ------------------------------------------------------------------


def _with_loose_dates(groups: list[ColumnGroup], found: Grouped) -> list[ColumnGroup]:
    """Give values without a day of their own the day that stands beside them."""
    loose = [group for group in groups if group.family == GROUP and set(group.places) == {"date"}]
    dateless = [group for group in groups if group.family == RESULT and not group.has_date]
    if not loose or not dateless:
        return groups
    if len(loose) == 1:
        for group in dateless:
            group.places["date"] = loose[0].first
        return [group for group in groups if group is not loose[0]]
    pairs = _beside(loose, dateless)
    if pairs is None:
        found.asked += dateless
        return [group for group in groups if group not in dateless]
    for group, date in pairs:
        group.places["date"] = date.first
        group.inferred |= Inferred.COLUMN
    used = {id(date) for _group, date in pairs}
    return [group for group in groups if id(group) not in used]


def _beside(
    loose: Sequence[ColumnGroup], dateless: Sequence[ColumnGroup]
) -> list[tuple[ColumnGroup, ColumnGroup]] | None:
    """Each group with the date right behind it, or each with the one right before; else None."""
    by_place = {date.first: date for date in loose}
    for edge, step in ((max, 1), (min, -1)):
        pairs = []
        for group in dateless:
            beside = edge(group.places.values()) + step
            if beside in by_place:
                pairs.append((group, by_place[beside]))
        if len(pairs) == len(dateless) == len(loose):
            return pairs
    return None


# --- what cannot be told ---------------------------------------------------------------------


def _tell_unclear(groups: Sequence[ColumnGroup], found: Grouped) -> None:
    for several in _same_name(groups).values():
        is_torn = any(not _says_something(group) for group in several) and any(
            not group.has_date for group in several
        )
        for group in several:
            if (is_torn and group.family == RESULT) or _is_unnamed(group):
                found.asked.append(group)
            else:
                found.groups.append(group)


def _same_name(
    groups: Sequence[ColumnGroup],
) -> Mapping[tuple[str, str], list[ColumnGroup]]:
    named: dict[tuple[str, str], list[ColumnGroup]] = {}
    for group in groups:
        named.setdefault((group.family, group.kind), []).append(group)
    return named


def _is_unnamed(group: ColumnGroup) -> bool:
    """A day and a value, and nothing that says of what."""
    return (
        group.family == GROUP
        and _SAYS_WHAT.isdisjoint(group.places)
        and group.has_date
        and "value" in group.places
    )


def usable(groups: Sequence[ColumnGroup]) -> Iterator[ColumnGroup]:
    """The groups that can give rows: those with a day and something to say."""
    return filter(_is_usable, groups)


def _is_usable(group: ColumnGroup) -> bool:
    if group.family == MEDICINE:
        return "name" in group.places
    if group.family == EVENT:
        return "date" in group.places
    return group.has_date and _says_something(group)


def _says_something(group: ColumnGroup) -> bool:
    """Whether it holds more than days."""
    return not _DATES.issuperset(group.places)
