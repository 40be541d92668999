"""Where the command line finds a passphrase: a file, the environment, or the person."""

import getpass
import os
import sys
import warnings
from pathlib import Path

from mdt_app.errors import UserError

VARIABLE, NEW_VARIABLE = "MDT_PASSPHRASE", "MDT_NEW_PASSPHRASE"


def passphrase_for(store: Path, file: Path | None) -> str:
    """The passphrase of an existing store."""
    return _given(file) or _asked(f"Passphrase for {store.name}: ")


def new_passphrase(store: Path, file: Path | None) -> str:
    """The passphrase of a store about to be made; typed twice when it is typed."""
    return _given(file) or _asked_twice(store)


def other_passphrase(store: Path, file: Path | None) -> str:
    """The passphrase that takes the place of the one the store was opened with."""
    return _given(file, NEW_VARIABLE) or _asked_twice(store)


def _asked_twice(store: Path) -> str:
    first = _asked(f"New passphrase for {store.name}: ")
    if _asked("The same again: ") != first:
        raise UserError("The two passphrases differ.", "Run the command again.")
    return first


def _given(file: Path | None, variable: str = VARIABLE) -> str:
    return _first_line(file) if file is not None else os.environ.get(variable, "")


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            passphrase = lines.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            f"The passphrase file {file} cannot be read.", "Check the name and who may read it."
        ) from None
    if not passphrase:
        raise UserError(
            f"The first line of {file} is empty.", "Put the passphrase on the first line."
        )
    return passphrase


def _asked(prompt: str) -> str:
    """Typed without echo. Where echo cannot be turned off nothing is read."""
    nobody = UserError(
        "There is no passphrase and nobody to ask.", f"Use --passphrase-file or set {VARIABLE}."
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            passphrase = getpass.getpass(prompt, stream=sys.stderr)
    except (getpass.GetPassWarning, EOFError):
        raise nobody from None
    if not passphrase:
        raise nobody
    return passphrase
