"""Which files are to be looked at or taken in, and what was said about how to read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mdt_app.intake.rows import FileReport, Question
from mdt_app.intake.tables.files import shown_name
from mdt_app.intake.wishes import Answers, Wishes
from mdt_app.ui.data.column_answers import columns_said

_MOVES_COLUMNS = ("delimiter", "heading_row", "sheet", "layout")
"""Readings after which a column may stand at another place: what was said of columns goes."""


@dataclass(frozen=True, slots=True)
class Said:
    """One question about one file, answered."""

    path: Path
    question: Question
    choice: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person at the screen asked for."""

    paths: tuple[Path, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)

    def answered(self, said: Said, report: FileReport) -> "Chosen":
        """With a question answered."""
        answers = self.wishes.of(said.path)
        match said.question.topic:
            case "practice":
                return self._wishing(practice=said.choice)
            case "accept":
                return self._wishing(is_accepted=True)
            case "sheet":
                every = said.question.choices if said.choice == ALL else (said.choice,)
                sheets = tuple(name for name in every if name != ALL)
                return self._answering(said.path, replace(answers, sheets=sheets))
            case _:
                before = answers.columns
                new = columns_said(said.question, said.choice, report, before)
                return self._answering(said.path, replace(answers, columns={**before, **new}))

    def read_as(self, path: Path, what: str, value: str) -> "Chosen":
        """With something else in place of a guess."""
        if what == "practice":
            return self._wishing(practice=value)
        answers = self.wishes.of(path)
        if what in _MOVES_COLUMNS:
            answers = replace(answers, columns={})
        match what:
            case "heading_row":
                answers = replace(answers, heading_row=int(value))
            case "sheet":
                answers = replace(answers, sheets=(value,))
            case "encoding":
                answers = replace(answers, encoding=value)
            case "delimiter":
                answers = replace(answers, delimiter=value)
            case "filled_down":
                answers = replace(answers, filled_down=value)
            case "layout":
                answers = replace(answers, layout=value)
        return self._answering(path, answers)

    def with_columns(self, path: Path, columns: Mapping[int, str]) -> "Chosen":
        """With columns taken for something else."""
        answers = self.wishes.of(path)
        return self._answering(path, replace(answers, columns={**answers.columns, **columns}))

    def _answering(self, path: Path, answers: Answers) -> "Chosen":
        return self._wishing(answers={**self.wishes.answers, path: answers})

    def _wishing(self, **changes: object) -> "Chosen":
        return replace(self, wishes=replace(self.wishes, **changes))  # type: ignore[arg-type]


ALL = "all"
"""Every sheet of a workbook."""


def paths_of(reports: Sequence[FileReport], paths: Sequence[Path]) -> list[Path]:
    """The file each report is about: they come in the order of the files, some for its sheets."""
    found: list[Path] = []
    left = list(paths)
    for report in reports:
        while len(left) > 1 and not _is_about(report, left[0]):
            left.pop(0)
        if _is_about(report, left[0]) and report.name == shown_name(left[0]) and len(left) > 1:
            found.append(left.pop(0))
        else:
            found.append(left[0])
    return found


def _is_about(report: FileReport, path: Path) -> bool:
    name = shown_name(path)
    return report.name == name or report.name.startswith(f"{name} · ")
