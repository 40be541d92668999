"""Joins the screen to the rooms below it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.clinical.words import counted
from mdt_app.measures.benchmark import keep_benchmarks
from mdt_app.measures.board import board, brought_up_to_date, if_more, people_of
from mdt_app.measures.differing import Differing, Side, why_differing
from mdt_app.measures.equity import CUTS, CutFigure, equity
from mdt_app.measures.incentive import WhatIf
from mdt_app.measures.months import freeze_months, restate_month
from mdt_app.measures.own_practice import choose_own_practice, own_practice
from mdt_app.measures.sets import load_set, set_names
from mdt_app.measures.values import Board, Line, PersonLine
from mdt_app.meeting.advice import AdviceCounts, advice_counts
from mdt_app.meeting.care_cases import CareCases, cases_of_month
from mdt_app.meeting.learning import Lesson, lessons
from mdt_app.meeting.process_cases import MeetingCases, cases_of_meeting
from mdt_app.meeting.process_figures import (
    HeldShare,
    MeetingFigures,
    held_share,
    meeting_figures,
)
from mdt_app.meeting.tiers import MonthOfCare, tier_counts
from mdt_app.register.queries import people, record_of
from mdt_app.ui.measures.asked import Asked, Choice, Wanted
from mdt_app.ui.measures.exports import Exports
from mdt_app.ui.tasks import Progress
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.documents.people_list import Behind


def asked_of(ws: Workspace) -> Asked:
    """The functions of the measures room, asked about one store."""
    behind = _Store(ws)
    return Asked(
        sets=sets,
        board=behind.board,
        brought_up_to_date=behind.brought_up_to_date,
        is_anybody_here=behind.is_anybody_here,
        people=behind.people,
        what_if=what_if,
        freeze=behind.freeze,
        restate=behind.restate,
        choose_practice=behind.choose_practice,
        take_benchmark=behind.take_benchmark,
        meetings=behind.meetings,
        meeting_cases=behind.meeting_cases,
        care=behind.care,
        care_cases=behind.care_cases,
        held=behind.held,
        advice=behind.advice,
        lessons=behind.lessons,
        other_measures=other_measures,
        equity=behind.equity,
        differing=behind.differing,
    )


def exports_of(ws: Workspace) -> Exports:
    """What the documents room writes, each loaded when it is asked for."""

    def report(name: str, month: date | None, path: Path) -> object:
        from mdt_app.documents.measures_report import write_measures_report

        return write_measures_report(ws, name, month, path)

    def figures(name: str, month: date | None, path: Path) -> object:
        from mdt_app.documents.measures_table import write_measures_table

        return write_measures_table(ws, name, month, path)

    def needed_list(wanted: Wanted, segment: str, path: Path) -> object:
        from mdt_app.documents.people_list import write_people_list

        return write_people_list(ws, _behind(wanted), segment, path)

    def nhs_numbers(wanted: Wanted, segment: str, path: Path) -> object:
        from mdt_app.documents.people_list import write_nhs_numbers

        return write_nhs_numbers(ws, _behind(wanted), segment, path)

    return Exports(report, figures, needed_list, nhs_numbers)


def _behind(wanted: Wanted) -> "Behind":
    from mdt_app.documents.people_list import Behind

    return Behind(wanted.set_name, wanted.measure, wanted.group, wanted.practice, wanted.on)


def sets() -> Sequence[Choice]:
    """The sets there are, in the order shown."""
    return [(name, load_set(name).short) for name in set_names()]


def other_measures(name: str) -> Sequence[Choice]:
    """Every measure of the sets besides this one that counts people, group by group."""
    found = []
    for other in map(load_set, set_names()):
        for measure in other.measures if other.name != name else ():
            for group in other.group_names if not measure.mean_of else ():
                words = f"{other.short}: {measure.words}{f', {group}' if group else ''}"
                found.append((f"{other.name}/{measure.id}/{group}", words))
    return found


def what_if(shown: Board, line: Line, more: int) -> WhatIf:
    return if_more(shown, line.measure.id, more)


class _Store:
    """One store, asked and changed."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    def board(self, name: str, month: date | None) -> Board:
        return board(self._ws, name, month)

    def brought_up_to_date(self, name: str, month: date | None, report: Progress) -> Board:
        return brought_up_to_date(self._ws, name, month, report)

    def is_anybody_here(self) -> bool:
        with self._ws.vault.reading() as reading:
            return bool(people(reading))

    def people(self, wanted: Wanted) -> Sequence[PersonLine]:
        found = people_of(
            self._ws, wanted.set_name, wanted.measure, wanted.group, wanted.practice, wanted.on
        )
        if not wanted.cut:
            return found
        kind_of = next(cut.kind_of for cut in CUTS if cut.name == wanted.cut)
        with self._ws.vault.reading() as reading:
            records = [record_of(reading, line.nhs_number) for line in found]
        return [
            line
            for line, record in zip(found, records)
            if record is not None and kind_of(record, wanted.on) == wanted.kind
        ]

    def equity(self, name: str, on: date) -> Sequence[CutFigure]:
        return equity(self._ws, name, on)

    def differing(self, wanted: Wanted, other: str) -> Differing:
        here = Side(wanted.set_name, wanted.measure, wanted.group)
        return why_differing(self._ws, here, Side(*other.split("/", 2)), wanted.on)

    def freeze(self, name: str, months: Sequence[date]) -> None:
        freeze_months(self._ws, name, months)

    def restate(self, name: str, month: date, reason: str) -> None:
        restate_month(self._ws, name, month, reason)

    def choose_practice(self, ods: str) -> None:
        choose_own_practice(self._ws, ods)

    def take_benchmark(self, path: Path) -> str:
        figures = keep_benchmarks(self._ws, path)
        return f"{counted(len(figures), 'benchmark')} taken in."

    def meeting_cases(self, meeting_id: str) -> MeetingCases:
        with self._ws.vault.reading() as reading:
            return cases_of_meeting(reading, meeting_id, own_practice(reading, self._ws.user))

    def meetings(self) -> Sequence[MeetingFigures]:
        with self._ws.vault.reading() as reading:
            return meeting_figures(reading, self._ws.today())

    def care(self) -> Sequence[MonthOfCare]:
        with self._ws.vault.reading() as reading:
            return tier_counts(reading, date.min, self._ws.today())

    def care_cases(self, month: date) -> CareCases:
        with self._ws.vault.reading() as reading:
            return cases_of_month(reading, month, own_practice(reading, self._ws.user))

    def held(self) -> HeldShare:
        with self._ws.vault.reading() as reading:
            return held_share(reading, self._ws.today())

    def advice(self) -> AdviceCounts:
        with self._ws.vault.reading() as reading:
            return advice_counts(reading, date.min, self._ws.today())

    def lessons(self) -> Sequence[Lesson]:
        with self._ws.vault.reading() as reading:
            return lessons(reading)
