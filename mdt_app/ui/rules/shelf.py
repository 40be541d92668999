"""Which rules there are to read, which of them is open, and what it says. It knows no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.flags.answers import Answer, Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.in_force import pack_in_force
from mdt_app.flags.pack import Pack, SwitchedOff, load_pack, shipped_packs
from mdt_app.flags.rule_page import about_person, page_of_off, page_of_targets, rule_page
from mdt_app.meeting.entered import entered_about
from mdt_app.register.queries import batches, record_of
from mdt_app.ui.meet.reason_row import evidence_words
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule


class Asked(NamedTuple):
    """Somebody whose flag led to a rule, and the day it was asked about."""

    nhs_number: str
    on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in the list: by its title and its severity; '' where the network switched it off."""

    id: str
    title: str
    severity: str
    haystack: str


class Shelf:
    """The packs of a store, one of them open at one rule."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.asked: Asked | None = None
        self._typed = ""
        self.packs: tuple[Pack, ...] = ()
        self.pack: Pack = load_pack()
        self.rule = ""

    def open(self, rule: str, asked: Asked | None) -> None:
        """Open the pack in force at a rule; '' is its first."""
        with self._ws.vault.reading() as reading:
            speaking = pack_in_force(reading)
        others = [load_pack(name) for name in shipped_packs()]
        self.packs = (speaking, *(pack for pack in others if pack is not speaking))
        self.pack, self.asked, self._typed = speaking, asked, ""
        known = [entry.id for entry in self.entries()]
        self.rule = rule if rule in known else known[0]

    def close(self) -> None:
        """Nobody's answer stays behind."""
        self.asked = None

    def choose_pack(self, name: str) -> None:
        """Look into another pack, at its first rule."""
        self.pack = next(pack for pack in self.packs if pack.name == name)
        self.rule = self.pack.rules[0].id
        self._settle()

    def search(self, typed: str) -> None:
        """Only rules that hold every typed word, in their title, id, source or condition."""
        self._typed = typed.casefold()
        self._settle()

    def _settle(self) -> None:
        """What is open is among what is found, where anything is."""
        found = self.entries()
        if found and self.rule not in [entry.id for entry in found]:
            self.rule = found[0].id

    def entries(self) -> Sequence[Entry]:
        """The rules found, in the pack's order."""
        words = self._typed.split()
        made = [_entry(rule) for rule in self.pack.rules]
        made += [_entry_of_off(off) for off in self.pack.off]
        made += [_TARGETS] if page_of_targets(self.pack) else []
        return [entry for entry in made if all(word in entry.haystack for word in words)]

    def place(self) -> int:
        """Where the open rule stands among those found; -1 where nothing is found."""
        ids = [entry.id for entry in self.entries()]
        return ids.index(self.rule) if self.rule in ids else -1

    def step(self, by: int) -> bool:
        """Open the next rule, or the one before; False at the end."""
        found, place = self.entries(), self.place() + by
        if not 0 <= place < len(found):
            return False
        self.rule = found[place].id
        return True

    def page(self) -> str:
        """The open rule as a page; '' where nothing is found."""
        if self.place() < 0:
            return ""
        rule = self.pack.rule(self.rule)
        if rule is not None:
            return rule_page(self.pack, rule, self._about())
        if self.rule == _TARGETS.id:
            return page_of_targets(self.pack)
        off = next(off for off in self.pack.off if off.rule == self.rule)
        return page_of_off(self.pack, off)

    def title(self) -> str:
        """The title of the open rule, '' where nothing is found."""
        return next((entry.title for entry in self.entries() if entry.id == self.rule), "")

    def _about(self) -> list[str]:
        """What the open rule says of the person it was opened from."""
        if self.asked is None:
            return []
        number, on = self.asked
        with self._ws.vault.reading() as reading:
            record, entered = record_of(reading, number), entered_about(reading, number)
            names = {key: batch.file_name for key, batch in batches(reading).items()}
        given = answers(self.pack, record, on, entered) if record is not None else ()
        for answer in given:
            if answer.rule == self.rule:
                return about_person(answer, spoken(on), _evidence(answer, names))
        return []


def _evidence(answer: Answer, file_names: dict[int, str]) -> list[str]:
    """Everything that made it fire, line by line; what would clear it is said apart."""
    if not isinstance(answer, Raised):
        return []
    return evidence_words(answer, file_names).split("\n")[:-1]


def _entry(rule: "Rule") -> Entry:
    words = (rule.title, rule.id, rule.severity, rule.source, rule.when.in_words())
    return Entry(rule.id, rule.title, rule.severity, " ".join(words).casefold())


_TARGETS = Entry("targets", "Targets", "target", "default targets, where charts want a result")


def _entry_of_off(off: SwitchedOff) -> Entry:
    words = (off.title, off.rule, "switched off", off.reason)
    return Entry(off.rule, off.title, "", " ".join(words).casefold())
