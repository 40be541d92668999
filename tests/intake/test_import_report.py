"""What an import says of itself to other programs."""

from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import SECTIONS, Counts, FileReport, Gone, Problem, Question
from tests.intake.conftest import ADA

COUNTED = {
    "new": 1,
    "changed": 2,
    "same": 3,
    "superseded": 4,
    "held": 5,
    "rejected": 6,
    "no_value": 7,
}


def test_the_document_of_an_import_says_every_file_row_by_row():
    file = FileReport(
        "list.csv",
        "wide-observations",
        "utf-8",
        rows=9,
        counts={section: Counts(**COUNTED) for section in SECTIONS},
        problems=[Problem(2, "value", "x", "Not a number", "Correct it.", "results")],
        warnings=["Something is odd."],
        questions=[Question("columns", "3", "Eins", ("7",), ("hba1c", "ignored"))],
        gone=[Gone(ADA, "Exemplar, Ada", "Y00001")],
    )

    def counted(*names):
        return {name: COUNTED[name] for name in names}

    assert ImportReport([file], committed=True).as_json() == {
        "files": [
            {
                "name": "list.csv",
                "layout": "wide-observations",
                "encoding": "utf-8",
                "rows": 9,
                "patients": counted("new", "changed", "same", "held", "rejected"),
                "results": counted("new", "same", "superseded", "held", "rejected", "no_value"),
                "medicines": counted("new", "changed", "same", "held", "rejected"),
                "events": counted("new", "same", "held", "rejected"),
                "problems": [
                    {
                        "row": 2,
                        "column": "value",
                        "value": "x",
                        "problem": "Not a number",
                        "hint": "Correct it.",
                    }
                ],
                "warnings": ["Something is odd."],
                "questions": [
                    {
                        "column": "3",
                        "heading": "Eins",
                        "samples": ["7"],
                        "choices": ["hba1c", "ignored"],
                    }
                ],
                "gone": 1,
            }
        ],
        "committed": True,
    }


def test_nothing_was_taken_in_until_it_is_said():
    assert ImportReport().as_json() == {"files": [], "committed": False}
    assert (ImportReport().refusal, ImportReport().import_id) == (None, "")
