"""What a rule says about one person on one day: raised, clear or unknown."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

SEVERITIES = ("red", "amber", "note")
"""From the most to the least pressing. 'Unknown' is no severity."""


class Evidence(NamedTuple):
    """A result, medicine or event that counted: as shown, and where it came from."""

    kind: str
    value: str
    unit: str
    on: date | None
    batch: int
    row: int
    as_it_came: str = ""
    """The cell of the file, where it had to be turned into the unit kept."""


@dataclass(frozen=True, slots=True)
class Raised:
    """The rule fired. `headline` fits a list's chip, `detail` follows it on the case screen."""

    rule: str
    severity: str
    headline: str
    detail: str
    would_clear: str
    source: str
    evidence: tuple[Evidence, ...]
    version: int = 1
    """The rule's version: both an old and a new one stay readable in minutes."""

    @property
    def message(self) -> str:
        return f"{self.headline} — {self.detail}" if self.detail else self.headline


@dataclass(frozen=True, slots=True)
class Clear:
    """The record answers, and the rule does not fire. `reason` is given where it matters."""

    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The record cannot answer, and every screen says so."""

    rule: str
    severity: str
    message: str
    would_clear: str
    source: str


Answer = Raised | Clear | Unknown
