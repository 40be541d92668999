"""A copy is known by its name alone: when it was made, and why."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdt_app.vault.copies import SCHEDULE, Copy, copies_in, copy_at, free_name, newest_of, when

AT = datetime(2026, 11, 26, 9, 15, tzinfo=UTC)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("data-20261126T091500Z-import.db", "import"),
        ("data-20261126T091500Z-new-key.db", "new-key"),
        ("data-20261126T091500Z-import-2.db", "import"),
        ("data-20261126T091500Z-import-12.db", "import"),
        ("data-20261126T091500Z-replaced.db", "replaced"),
    ],
)
def test_a_name_says_when_and_why(backups: Path, name: str, reason: str) -> None:
    (backups / name).write_bytes(b"pages")
    (copy,) = copies_in(backups.parent)
    assert (copy.made_at, copy.reason, copy.size) == (AT, reason, 5)
    assert copy.is_replaced is (reason == "replaced")
    assert newest_of([copy]) == (None if copy.is_replaced else copy)


@pytest.mark.parametrize(
    "name", ["data-20261126T091500Z.db", "data-x.db", "data-20261326T091500Z-import.db"]
)
def test_what_is_not_named_like_a_copy_is_none(backups: Path, name: str) -> None:
    (backups / name).write_bytes(b"pages")
    assert copies_in(backups.parent) == []


def test_a_copy_that_is_not_there_is_none(backups: Path) -> None:
    assert copy_at(backups / "data-20261126T091500Z-import.db") is None


def test_a_free_name_is_numbered_from_two_and_made_of_letters(backups: Path) -> None:
    for name in ("two-files", "two-files-2", "two-files-3"):
        path = free_name(backups, "Two files!", AT)
        assert path.name == f"data-20261126T091500Z-{name}.db"
        path.touch()


def test_a_reason_without_a_letter_is_a_copy(backups: Path) -> None:
    assert free_name(backups, "…", AT).name == "data-20261126T091500Z-copy.db"


def test_the_store_of_now_under_a_second_name_is_no_copy(backups: Path) -> None:
    now = backups.parent / "data.db"
    now.write_bytes(b"pages")
    (backups / "data-20261126T091500Z-replaced.db").hardlink_to(now)
    other = backups / "data-20261126T091500Z-import.db"
    other.write_bytes(b"pages")
    assert [copy.path for copy in copies_in(backups.parent)] == [other]


def test_copies_stand_with_the_newest_first_and_of_one_second_the_later_written(
    backups: Path,
) -> None:
    names = [
        f"data-{stamp}Z-{SCHEDULE}.db"
        for stamp in ("20261126T091500", "20261126T091501", "20251126T091502", "20261126T091459")
    ]
    for name in names:
        (backups / name).touch()
    assert [copy.path.name for copy in copies_in(backups.parent)] == [
        names[1],
        names[0],
        names[3],
        names[2],
    ]
    first, second = (
        Copy(Path(name), AT, "x", 1, written_ns=ns) for name, ns in (("a", 2), ("b", 1))
    )
    assert when(first) > when(second)


def test_a_copy_made_on_schedule_is_called_so_and_its_keys_lie_beside_it() -> None:
    copy = Copy(Path("data-20261126T091500Z-schedule.db"), AT, SCHEDULE, 1)
    assert copy.path.name.endswith(f"-{SCHEDULE}.db")
    assert copy.keys == Path("data-20261126T091500Z-schedule.keys.json")
