"""The small card that says where a value came from. It takes no keys and no clicks."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.flags.answers import Evidence
from mdt_app.register.provenance import (
    Asked,
    OfEvent,
    OfMedicine,
    OfPerson,
    OfResult,
    Provenance,
    in_short,
    in_words,
)
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.parts import column
from mdt_app.ui.runs import Run, RunsText

_WIDEST, _NARROWEST = 380, 160
_APART, _PAD, _EDGE = 8, 10, 2
_GONE = "No file in the store says this any more."


def asked_of(nhs_number: str, evidence: Iterable[Evidence]) -> tuple[Asked, ...]:
    """What to ask for to learn where evidence came from, each once."""
    return tuple(dict.fromkeys(_asked(nhs_number, item) for item in evidence))


def _asked(nhs_number: str, item: Evidence) -> Asked:
    if item.kind == "medicine":
        return OfMedicine(nhs_number, item.value)
    if item.on is None or not item.batch:  # the person's own row says it, of no file of its own
        return OfPerson(nhs_number, item.kind)
    kind, day = KIND_BY_CODE.get(item.kind), item.on.toordinal()
    if kind is None:
        return OfEvent(nhs_number, item.kind, day)
    return OfResult(nhs_number, int(kind), day, item.value.endswith(" at home"))


class OfReason(NamedTuple):
    """A reason for being on the list: everything that made its rule fire."""

    nhs_number: str
    rule: str


class Value(NamedTuple):
    """A value as it stands on a widget: its place there, whose it is, what to ask for.

    `words` are said first and need no file. Where the keyboard does not stop lies what is
    under the others, or goes on from another line: it can only be pointed at.
    """

    box: QRect
    nhs_number: str
    asked: tuple[Asked | OfReason, ...] = ()
    words: tuple[str, ...] = ()
    is_stop: bool = True


Block = Sequence[str]
"""One value on the card, line by line."""


def blocks_of(value: Value, found: Sequence[Provenance | None]) -> list[Block]:
    """What the card says: each value in full where it is the only one, else in short."""
    own = [value.words] if value.words else []
    known = [one for one in found if one is not None]
    if value.asked and not known:
        return [*own, (_GONE,)]
    say = in_words if len(known) == 1 else in_short
    return [*own, *map(say, known)]


class ProvenanceCard(QFrame):
    """Lies over the window beside the value it is about. Shown for one person, then cleared."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Where this is from")
        self.nhs_number = ""
        self.words = RunsText(9)
        self.ring = ValueRing(window)
        layout = column(self, spacing=0, margins=_PAD)
        layout.addWidget(self.words)
        self.hide()

    def show_beside(self, box: QRect, nhs_number: str, blocks: Sequence[Block]) -> None:
        """Say it below a place in the window, or above it where there is no room below."""
        self.nhs_number = nhs_number
        kept = self._fitting(blocks)
        text = "\n".join(line for block in kept for line in block)
        self.words.show_runs(*_runs(kept))
        self.resize(self._size_of(kept))
        self.move(self._place(box))
        self.setAccessibleDescription(text)
        self.ring.show_around(box)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear(self) -> None:
        """Say nothing about anybody."""
        self.hide()
        self.ring.hide()
        self.nhs_number = ""
        self.words.show_runs()
        self.setAccessibleDescription("")

    def _fitting(self, blocks: Sequence[Block]) -> list[Block]:
        """As many as the window has room for; the rest is counted."""
        kept, room = list(blocks), self.window().height() - 2 * _EDGE
        while len(kept) > 1 and self._size_of(_counted(kept, len(blocks))).height() > room:
            kept.pop()
        return _counted(kept, len(blocks))

    def _size_of(self, blocks: Sequence[Block]) -> QSize:
        runs = RunsText(9)
        runs.show_runs(*_runs(blocks))
        bold = QFontMetrics(font(9, bold=True))
        around = 2 * (_PAD + _EDGE)
        longest = max(bold.horizontalAdvance(line) for block in blocks for line in block) + 4
        most = min(_WIDEST, self.window().width() - 2 * _EDGE - around)
        width = min(max(longest, _NARROWEST), most)
        return QSize(width + around, runs.heightForWidth(width) + around)

    def _place(self, box: QRect) -> QPoint:
        """Below the value, else above, right or left of it: where least of it is covered."""
        room = self.window().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        below, above = box.bottom() + _APART, box.top() - _APART - self.height()
        right, left = box.right() + _APART, box.left() - _APART - self.width()
        tried = ((box.left(), below), (box.left(), above), (right, box.top()), (left, box.top()))
        places = [
            QPoint(
                max(room.left(), min(x, room.right() + 1 - self.width())),
                max(room.top(), min(y, room.bottom() + 1 - self.height())),
            )
            for x, y in tried
        ]

        def covered(place: QPoint) -> int:
            both = QRect(place, self.size()).intersected(box)
            return both.width() * both.height() if both.isValid() else 0

        return min(places, key=covered)


class ValueRing(QWidget):
    """A thin frame around the value that the card is about."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_around(self, box: QRect) -> None:
        self.setGeometry(box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(palette.BLUE_INK), 1.5))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _counted(kept: Sequence[Block], total: int) -> list[Block]:
    left = total - len(kept)
    return [*kept, (f"and {left} more",)] if left else list(kept)


def _runs(blocks: Sequence[Block]) -> list[Run]:
    """The first line of each value stands out."""
    runs: list[Run] = []
    for block in blocks:
        runs.append(Run(("\n" if runs else "") + block[0], "strong"))
        runs += [Run(f"\n{line}", "quiet") for line in block[1:]]
    return runs
