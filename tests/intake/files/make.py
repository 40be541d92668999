"""Writes the fixtures: `python -m tests.intake.files.make`, into the folder of this module."""

from pathlib import Path

from tests.intake.files import again, books, emis, emis_bulk, identity, rows, systems, ways

FOLDER = Path(__file__).resolve().parent
MADE_ONCE = ("28-serial-dates.xls",)
"""In a format that nothing here writes; made with another program from the same cells."""


def files() -> dict[str, bytes]:
    """Every fixture but the hundred thousand rows, by name."""
    made: dict[str, bytes] = {}
    for part in (emis, ways, systems, identity, again, rows, books, emis_bulk):
        made |= part.files()
    return made


def write(folder: Path) -> None:
    """Write every fixture into a folder."""
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(FOLDER)
