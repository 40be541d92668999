"""What must come of each fixture, from the TOML beside it, and whether it did."""

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.register.values import Inferred
from mdt_app.vault.entries import Rows
from tests.intake.files.make import FOLDER
from tests.intake.files.people import NEVER_STORED

SECTIONS = ("patients", "results", "medicines", "events")
_END = ".expected.toml"
_MARKS = {
    "unit_inferred": Inferred.UNIT,
    "meaning_inferred": Inferred.MEANING,
    "filled_down": Inferred.FILLED_DOWN,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One command: the files it names, how, and what it must say."""

    names: Sequence[str]
    options: Sequence[str] = ()
    status: int = 0
    committed: bool = True
    says: Sequence[str] = ()
    """What the message must contain if nothing is taken in."""
    files: Sequence[Mapping[str, Any]] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """By column: what somebody at the window types where a command line names a layout file."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The same for columns that nothing asks about, on the page of columns."""

    def paths(self, made: Path) -> list[Path]:
        """The files, from the folder of fixtures or from where they were made just now."""
        return [path if (path := FOLDER / name).exists() else made / name for name in self.names]

    def words(self) -> list[str]:
        """The options as a command line has them."""
        return [str(FOLDER / word) if word.endswith(".toml") else word for word in self.options]


@dataclass(frozen=True, slots=True)
class Fixture:
    """One set of files and everything that must come of it."""

    name: str
    about: str
    steps: Sequence[Step]
    stored: Mapping[str, Any] | None = field(default=None)

    @property
    def number(self) -> int:
        return int(self.name[:2])


def fixtures() -> list[Fixture]:
    """All of them, in order."""
    return [_fixture(path) for path in sorted(FOLDER.glob(f"*{_END}"))]


def _fixture(path: Path) -> Fixture:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = [
        Step(
            step["files"],
            step.get("options", ()),
            step["status"],
            step.get("committed", step["status"] == 0),
            step.get("says", ()),
            step.get("file", ()),
            step.get("answers", {}),
            step.get("columns", {}),
        )
        for step in said["step"]
    ]
    return Fixture(path.name.removesuffix(_END), said["about"], steps, said.get("stored"))


# --- what an import says -----------------------------------------------------------------


def check_document(step: Step, document: Mapping[str, Any]) -> None:
    """Compare the document that `import --json` prints."""
    assert document["committed"] is step.committed
    if not step.files:
        return
    assert [file["name"] for file in document["files"]] == list(step.names)
    for said, expected in zip(document["files"], step.files, strict=True):
        _check_file(said, expected)


def _check_file(said: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    if "layout" in expected:
        layouts = expected["layout"]
        assert said["layout"] in ([layouts] if isinstance(layouts, str) else layouts)
    for name in ("encoding", "rows"):
        assert said[name] == expected.get(name, said[name]), name
    for section in SECTIONS:
        wanted = expected.get(section, {})
        assert {name: said[section][name] for name in wanted} == wanted, section
    if not expected.get("questions"):
        _check_problems(said["problems"], expected.get("problems", ()))
    for words in expected.get("warnings", ()):
        assert any(words in warning for warning in said["warnings"]), (words, said["warnings"])
    if "questions" in expected:
        _check_questions(said["questions"], expected["questions"])
    if "gone" in expected:
        assert said["gone"] == len(expected["gone"])


def _check_problems(
    said: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, Any]]
) -> None:
    """Problems in these rows and no others, each with these words."""
    assert {each["row"] for each in said} == {each["row"] for each in expected}, said
    for wanted in expected:
        texts = [f"{p['problem']} {p['hint']}" for p in said if p["row"] == wanted["row"]]
        assert all(texts)
        for words in wanted["says"]:
            assert any(words.casefold() in text.casefold() for text in texts), (words, texts)


def _check_questions(
    said: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, Any]]
) -> None:
    assert [str(each["column"]) for each in said] == [each["column"] for each in expected]
    for question, wanted in zip(said, expected, strict=True):
        for words in wanted.get("heading", ()):
            assert words in question["heading"]
        for words in wanted.get("samples", ()):
            assert any(words in sample for sample in question["samples"]), question["samples"]
        for words in wanted.get("choices", ()):
            assert words in question["choices"]


# --- what is stored ----------------------------------------------------------------------


def check_stored(stored: Mapping[str, Any], exported: Path, rows: Rows) -> None:
    """Compare everything in the store with what must be there, and nothing else."""
    for section in SECTIONS:
        _check_section(stored.get(section, ""), exported / f"{section}.csv")
    for name, mark in _MARKS.items():
        if name in stored:
            assert sorted(_marked(rows, mark)) == sorted(stored[name]), name
    if "superseded" in stored:
        assert sorted(_superseded(rows)) == stored["superseded"]
    check_nothing_private(rows)


def _check_section(expected: str, exported: Path) -> None:
    wanted = list(csv.DictReader(io.StringIO(expected.strip())))
    with exported.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    columns = list(wanted[0]) if wanted else []
    assert _counted(found, columns) == _counted(wanted, columns), f"{exported.name}: {found}"


def _counted(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> Counter[str]:
    return Counter(" | ".join(row[column] for column in columns) for row in rows)


def _marked(rows: Rows, mark: Inferred) -> list[str]:
    found = rows.rows(
        "SELECT nhs_number, r.kind, taken_on FROM result r JOIN patient p ON p.id = patient_id"
        " WHERE inferred & :mark AND superseded_by = 0",
        {"mark": int(mark)},
    )
    return [f"{number} {_KINDS[kind]} {date.fromordinal(on)}" for number, kind, on in found]


def _superseded(rows: Rows) -> list[str]:
    found = rows.rows(
        "SELECT nhs_number, r.kind, taken_on, value FROM result r"
        " JOIN patient p ON p.id = patient_id WHERE superseded_by != 0"
    )
    return [
        f"{number} {_KINDS[kind]} {date.fromordinal(on)} {value:g}"
        for number, kind, on, value in found
    ]


_KINDS = {int(kind): code for code, kind in KIND_BY_CODE.items()}


def check_nothing_private(rows: Rows) -> None:
    """Nowhere in the store is there an address, a telephone number or a postcode."""
    for (table,) in list(rows.rows("SELECT name FROM sqlite_master WHERE type = 'table'")):
        for row in rows.rows(f'SELECT * FROM "{table}"'):
            text = repr(row)
            for never in NEVER_STORED:
                assert never not in text, f"{table} holds {never}"
