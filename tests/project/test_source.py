"""Rules about the source itself: sizes, leftovers, and what must never appear."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = sorted((PROJECT / "mdt_app").rglob("*.py"))
LONGEST = 450


def test_no_file_is_so_long_that_it_has_two_subjects():
    long = {
        path.name: count
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(PROJECT))
        for path in SOURCES
        if path.stat().st_size
        and not path.read_text(encoding="utf-8").startswith('"""')
        and "versions/__init__" not in str(path)
        and "migrations/__init__" not in str(path)
    ]
    assert silent == []


def test_no_file_has_a_name_that_invites_everything():
    vague = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "widgets.py"}
    assert [path for path in SOURCES if path.name in vague] == []


def test_no_unfinished_work_is_left_in_the_source():
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [path.name for path in SOURCES if unfinished.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_day_is_asked_for_only_where_the_program_starts():
    clock = re.compile(r"\bdate\.today\(|\bdatetime\.today\(")
    allowed = {"app.py", "__main__.py", "cli/commands.py"}
    found = [
        path.name
        for path in SOURCES
        if str(path.relative_to(PROJECT / "mdt_app").as_posix()) not in allowed
        and clock.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


DOORS = {
    r"\.setToolTip\((?![\"'])": {"ui/parts.py"},
    r"\bQ(CheckBox|RadioButton|GroupBox)\((?![\"')])": {"ui/parts.py"},
    r"\.(setHtml|insertHtml|setMarkdown|setWhatsThis)\(": {
        *("ui/outputs/paper.py", "ui/people/printing.py", "ui/rules/page_view.py"),
    },
    r"TextFormat\.(RichText|AutoText|MarkdownText)": {"ui/context_line.py"},
    r"platypus(\.paragraph)? import [^\n]*\bParagraph\b": {"documents/sheets.py"},
}
"""Where what was typed could be read as mark-up, and the files that see to it that it is not."""


def test_words_reach_what_reads_markup_through_one_door_each():
    for pattern, doors in DOORS.items():
        found = {
            path.relative_to(PROJECT / "mdt_app").as_posix()
            for path in SOURCES
            if re.search(pattern, path.read_text(encoding="utf-8"))
        }
        assert found == doors, pattern


def test_qt_is_kept_below_the_release_that_loses_none():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "PySide6-Essentials>=6.11.3,<6.12" in project["project"]["dependencies"]
