"""One reason a person is on the list: severity bar, headline, detail, source."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.meeting.set_aside import set_aside_words
from mdt_app.ui import palette
from mdt_app.ui.parts import column, label, plain_tip, row, set_role
from mdt_app.ui.prepare.entered_about import EnteredAbout
from mdt_app.ui.provenance import OfReason, Value
from mdt_app.ui.reason_line import ReasonLine
from mdt_app.ui.runs import unbroken


class FlagRow(ReasonLine):
    """One reason. Made once and filled again for the next person.

    `R`, or a click, asks for the page of its rule; `S` sets it aside; the arrows go to the reasons
    above and below.
    """

    def __init__(self) -> None:
        super().__init__()
        self._can_be_set_aside = False
        self.rule_shown = ""
        """The rule whose page can be asked for."""
        self.bar = QFrame()
        self.bar.setFixedWidth(6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._asked: tuple[OfReason, ...] = ()
        self._notes: tuple[str, ...] = ()
        self.headline = label("", "strong", wraps=True)
        self.when = label("", "small")
        self.detail = label("", "quiet", wraps=True)
        words = column(spacing=0)
        words.setContentsMargins(0, 4, 8, 4)
        first = row(spacing=6)
        first.addWidget(self.headline, 1)
        first.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(first)
        words.addWidget(self.detail)
        edge = column(spacing=0)
        edge.setContentsMargins(0, 5, 0, 5)
        edge.addWidget(self.bar)
        line = row(self, spacing=12)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(edge)
        line.addLayout(words, 1)

    def show_flag(self, flag: Raised, nhs_number: str, about: EnteredAbout) -> None:
        """Fill in a reason; the severity is said in words to those who do not see the bar.

        One that was set aside is dimmed, and says by whom, why and until when.
        """
        aside = about.set_aside.get(flag.rule)
        said = set_aside_words(aside, about.on) if aside is not None else ""
        look = f"severity-{flag.severity if flag.severity in palette.SEVERITY_WORDS else 'none'}"
        set_role(self.bar, f"{look}-aside" if said else look)
        word = palette.SEVERITY_WORDS.get(flag.severity, flag.severity)
        self._fill(flag.headline, said or _joined(flag.detail, flag.source))
        when = "set aside" if said else about.since.get(flag.rule, "")
        self._dim("set aside" if said else "", when)
        word = f"{word}, set aside" if said else word
        plain_tip(self.bar, word)
        told = " ".join(filter(None, (flag.message, said or when)))
        self.setAccessibleName(f"{word}: {told} Source: {flag.source}")
        clears = (f"Clears when: {flag.would_clear}",) if flag.would_clear else ()
        self._nhs_number = nhs_number
        self._asked = (OfReason(nhs_number, flag.rule),)
        self._notes = (f"{word}: {flag.headline}", *filter(None, (said,)), *clears)
        self.rule_shown = flag.rule
        self._can_be_set_aside = True

    def _dim(self, aside: str, when: str) -> None:
        set_role(self.headline, "quiet" if aside else "strong")
        set_role(self.detail, "small" if aside else "quiet")
        self.when.setText(unbroken(when))
        self.when.setVisible(bool(when))

    def show_unknown(self, unknown: Unknown, nhs_number: str) -> None:
        """Fill in a question the record cannot answer."""
        set_role(self.bar, "severity-none")
        self._fill(unknown.message, _joined(unknown.would_clear, unknown.source))
        self.setAccessibleName(f"Cannot be answered: {unknown.message}. {unknown.would_clear}")
        self._nhs_number, self._asked = nhs_number, ()
        self._notes = ("The record cannot answer this",)
        self.rule_shown = unknown.rule
        self._can_be_set_aside = False
        self._dim("", "")

    def rule_to_set_aside(self) -> str:
        return self.rule_shown if self._can_be_set_aside else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.rule_asked.emit(self.rule_shown)

    def values(self) -> list[Value]:
        """The reason itself: everything that made its rule fire."""
        return [Value(self.rect(), self._nhs_number, self._asked, self._notes)]

    def first_value(self) -> int:
        return 0

    def _fill(self, headline: str, detail: str) -> None:
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))


def _joined(words: str, source: str) -> str:
    return " · ".join(part for part in (words, source) if part)
