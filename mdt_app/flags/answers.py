"""What a rule says about one person on one day: raised, clear or unknown."""

from collections.abc import Callable
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


class Told(NamedTuple):
    """What a raised flag says: `headline` fits a list's chip, `detail` follows it elsewhere."""

    headline: str
    detail: str
    would_clear: str
    evidence: tuple[Evidence, ...] = ()


class Raised:
    """The rule fired. What it says is put into words when somebody first reads it.

    A network has tens of thousands of raised flags, and only few of them are read at a time.
    """

    __slots__ = ("_tell", "_told", "rule", "severity", "source", "version")

    def __init__(
        self,
        rule: str,
        severity: str,
        headline: str,
        detail: str,
        would_clear: str,
        source: str,
        evidence: tuple[Evidence, ...] = (),
        version: int = 1,
    ) -> None:
        self.rule = rule
        self.severity = severity
        self.source = source
        self.version = version
        """The rule's version: both an old and a new one stay readable in minutes."""
        self._tell: Callable[[], Told] | None = None
        self._told: Told | None = Told(headline, detail, would_clear, evidence)

    @classmethod
    def told_when_read(
        cls, rule: str, severity: str, source: str, version: int, tell: Callable[[], Told]
    ) -> "Raised":
        """The same, with words that `tell` makes when they are wanted."""
        raised = cls.__new__(cls)
        raised.rule, raised.severity = rule, severity
        raised.source, raised.version = source, version
        raised._tell, raised._told = tell, None
        return raised

    @property
    def told(self) -> Told:
        """Everything it says."""
        if self._told is None:
            assert self._tell is not None
            self._told, self._tell = self._tell(), None
        return self._told

    @property
    def headline(self) -> str:
        return self.told.headline

    @property
    def detail(self) -> str:
        return self.told.detail

    @property
    def would_clear(self) -> str:
        return self.told.would_clear

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.told.evidence

    @property
    def message(self) -> str:
        return f"{self.headline} — {self.detail}" if self.detail else self.headline

    def without_evidence(self) -> "Raised":
        """In words, and no longer holding on to the record that raised it."""
        headline, detail, would_clear, _ = self.told
        return Raised(
            self.rule, self.severity, headline, detail, would_clear, self.source, (), self.version
        )

    def _parts(self) -> tuple[object, ...]:
        return self.rule, self.severity, self.source, self.version, self.told

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raised) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.rule, self.severity, self.version))

    def __repr__(self) -> str:
        return f"Raised({self.rule!r}, {self.severity!r}, {self.message!r})"


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
