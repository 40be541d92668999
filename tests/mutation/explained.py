"""Changes that no test notices, and why that is as it should be."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Explained(NamedTuple):
    """One line of the program whose changes need no test, or one change to it."""

    module: str
    """Below the program's folder, such as `vault/keys.py`."""
    line: str
    """The text of the line, as it stands in the module but for the indent."""
    what: str
    """The change; '' for every change to that line."""
    why: str

    @property
    def names(self) -> str:
        """How the change is called, but for the number of its line."""
        return f"{self.module} | {self.line} | {self.what}"


def all_explained() -> Iterator[Explained]:
    """What the files beside this one say."""
    for path in sorted(Path(__file__).parent.glob("explained-*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["left"]:
            for line in table.get("lines") or [table["line"]]:
                yield Explained(table["in"], line, table.get("what", ""), table["why"])


def names_explained() -> frozenset[str]:
    """Of every change that is explained; of a whole line without what is done to it."""
    return frozenset(each.names for each in all_explained())


def is_explained(name: str, explained: frozenset[str]) -> bool:
    """Whether a change such as `vault/keys.py:12 | return key | returns None` is explained."""
    place, line, what = name.split(" | ", 1)[0], *name.split(" | ", 1)[1].rsplit(" | ", 1)
    module = place.partition(":")[0]
    return not explained.isdisjoint({f"{module} | {line} | {what}", f"{module} | {line} | "})
