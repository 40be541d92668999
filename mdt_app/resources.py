"""Finds the files the program ships with: frozen program, wheel or checkout."""

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """The folder that holds rules, vocabulary, fonts and icons."""
    package = Path(__file__).resolve().parent
    shipped = package / "_resources"
    return shipped if shipped.is_dir() else package.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Where a shipped file is, for example `resource_path("fonts", "NotoSans-Regular.ttf")`."""
    return resources_folder().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """A shipped text file, read as UTF-8."""
    return resource_path(*parts).read_text(encoding="utf-8")
