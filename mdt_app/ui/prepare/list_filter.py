"""Which people of the list are shown, and in which order: plain functions over plain rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mdt_app.meeting.readiness import READY
from mdt_app.ui.prepare.haystacks import Haystacks
from mdt_app.ui.prepare.lines import CaseLine

SEGMENTS = ("flagged", "chosen", "noted", "not_reached", "everyone")
SortKey = Callable[[CaseLine], Any]
UNKNOWN_LAST = float("inf")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the person at the screen wants to see. '' is any."""

    segment: str = "flagged"
    words: str = ""
    rule: str = ""
    practice: str = ""
    new_only: bool = False


@dataclass(frozen=True, slots=True)
class SegmentCounts:
    """How many people each segment holds, before any other filter."""

    flagged: int = 0
    chosen: int = 0
    noted: int = 0
    not_reached: int = 0
    everyone: int = 0


def in_segment(line: CaseLine, segment: str) -> bool:
    """Whether a person belongs to a segment of the list."""
    if segment == "flagged":
        return line.is_flagged
    if segment == "chosen":
        return line.is_chosen
    if segment == "noted":
        return line.is_to_note
    if segment == "not_reached":
        return line.is_not_reached
    return True


def counted(lines: Iterable[CaseLine]) -> SegmentCounts:
    """The numbers beside the segments' names."""
    flagged = chosen = noted = not_reached = everyone = 0
    for line in lines:
        everyone += 1
        flagged += line.is_flagged
        chosen += line.is_chosen
        noted += line.is_to_note
        not_reached += line.is_not_reached
    return SegmentCounts(flagged, chosen, noted, not_reached, everyone)


def admitted(lines: Iterable[CaseLine], wanted: ListFilter) -> bytes:
    """For each line 1 if it passes everything but the words, else 0."""
    return bytes([_is_admitted(line, wanted) for line in lines])


def _is_admitted(line: CaseLine, wanted: ListFilter) -> bool:
    if not in_segment(line, wanted.segment):
        return False
    if wanted.practice and line.case.person.practice != wanted.practice:
        return False
    if wanted.rule and wanted.rule not in line.rules:
        return False
    return not wanted.new_only or bool(line.case.new)


def holding_all(places: Sequence[int], words: str, haystacks: Haystacks) -> Sequence[int]:
    """The places where every word is somewhere in the line, in the order given."""
    for word in words.casefold().split():
        places = haystacks.holding(places, word)
    return places


def more_words(before: ListFilter, wanted: ListFilter) -> str:
    """What was typed on, where nothing else is different: only the last word can hold fewer."""
    is_longer = wanted.words.startswith(before.words) and bool(before.words.strip())
    if not is_longer or replace(wanted, words=before.words) != before:
        return ""
    is_whole = before.words.endswith(" ")
    done = before.words if is_whole else before.words.rpartition(" ")[0]
    return wanted.words[len(done) :].strip()


def _rank(line: CaseLine) -> int:
    return line.case.rank


def _chosen(line: CaseLine) -> tuple[bool, int]:
    return (not line.is_chosen, line.case.rank)


def _name(line: CaseLine) -> str:
    return line.name.casefold()


def _age(line: CaseLine) -> int:
    """The youngest first."""
    return -line.case.person.born_on.toordinal()


def _type(line: CaseLine) -> tuple[str, int]:
    return (line.type, line.case.rank)


def _change(line: CaseLine) -> float:
    """Steepest rise first; no two results is last whichever way one sorts."""
    series = line.case.hba1c
    return series[0][1] - series[-1][1] if len(series) > 1 else UNKNOWN_LAST


def _latest(line: CaseLine) -> float:
    return UNKNOWN_LAST if line.latest is None else -line.latest


def _since(line: CaseLine) -> tuple[int, int]:
    day = line.case.last_discussed_on
    return (-line.case.carried, day.toordinal() if day else 0)


def _lane(line: CaseLine) -> tuple[str, int]:
    return (line.lane or "~", line.case.rank)


def _ready(line: CaseLine) -> tuple[int, str, int]:
    word = line.ready
    return (2 if not word else 1 if word == READY else 0, word, line.case.rank)


SORT_KEYS: tuple[SortKey, ...] = (
    _chosen,
    _name,
    _age,
    _type,
    _rank,
    _change,
    _latest,
    _since,
    _lane,
    _ready,
)
"""By column of the table; 'Why flagged' is the rank."""
RANK_COLUMN = 4
