"""What an import did, or would do: for the screen, and as the document others rely on."""

from dataclasses import dataclass, field
from typing import Any

from mdt_app.errors import UserError
from mdt_app.intake.rows import FileReport

_COUNTED = {
    "patients": ("new", "changed", "same", "held", "rejected"),
    "results": ("new", "same", "superseded", "held", "rejected", "no_value"),
    "medicines": ("new", "changed", "same", "held", "rejected"),
    "events": ("new", "same", "held", "rejected"),
}


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do, file by file."""

    files: list[FileReport] = field(default_factory=list)
    committed: bool = False
    refusal: UserError | None = None
    """Why nothing was taken in: the first file that was refused or needs an answer."""
    import_id: str = ""

    def as_json(self) -> dict[str, Any]:
        """The document that `import --json` prints."""
        return {
            "files": [_file_as_json(report) for report in self.files],
            "committed": self.committed,
        }


def _file_as_json(report: FileReport) -> dict[str, Any]:
    counts = {
        section: {name: getattr(report.counts[section], name) for name in names}
        for section, names in _COUNTED.items()
    }
    return {
        "name": report.name,
        "layout": report.layout,
        "encoding": report.encoding,
        "rows": report.rows,
        **counts,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "problem": problem.problem,
                "hint": problem.hint,
            }
            for problem in report.problems
        ],
        "warnings": list(report.warnings),
        "questions": [question.as_json() for question in report.questions],
        "gone": len(report.gone),
    }
