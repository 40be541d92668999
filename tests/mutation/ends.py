"""How the changes to a room ended, kept line by line so that a run can go on where it stopped."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from tests.mutation.running import NOTICED, UNNOTICED


class Named(Protocol):
    """Whatever has a name that stays the same from run to run."""

    name: str


N = TypeVar("N", bound=Named)


class Ends:
    """The ends known so far; several processes may add to them."""

    def __init__(self, room: str, folder: Path) -> None:
        self._path = folder / f"{room}.ends.jsonl"

    def _read(self) -> dict[str, str]:
        """The last word about each change: what was tried anew comes after what was not."""
        if not self._path.exists():
            return {}
        lines = self._path.read_text(encoding="utf-8").splitlines()
        found: dict[str, str] = {}
        for name, end in map(json.loads, lines):
            if found.get(name) != NOTICED:
                found[name] = end
        return found

    def _write(self, name: str, end: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, end], ensure_ascii=False) + "\n")

    def add(self, name: str, end: str) -> None:
        """How a change ended where everything was loaded anew, or that no test passes there."""
        self._write(name, end)

    def add_warm(self, name: str, end: str) -> None:
        """How it ended in the loaded process, where not being noticed proves little."""
        self._write(name, _PERHAPS if end == UNNOTICED else end)

    def untried_of(self, changes: Iterable[N]) -> Sequence[N]:
        """Those of which nothing is known."""
        known = self._read()
        return [change for change in changes if change.name not in known]

    def open_of(self, changes: Iterable[N]) -> Sequence[N]:
        """Those of which nothing certain is known."""
        known = self._read()
        return [change for change in changes if known.get(change.name, _PERHAPS) == _PERHAPS]

    def of(self, changes: Iterable[N]) -> dict[str, str]:
        """The last word about each, by its name."""
        known = self._read()
        return {change.name: known.get(change.name, NOT_TRIED) for change in changes}


NOT_TRIED = "not tried"
_PERHAPS = "perhaps not noticed"
