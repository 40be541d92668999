"""What a number is: plain words, numerator and denominator, who is left out, source, caveat."""

from PySide6.QtWidgets import QWidget

from mdt_app.clinical.words import grouped
from mdt_app.measures.values import Board, Line
from mdt_app.ui.measures.wording import figure_words, people, target_words
from mdt_app.ui.parts import column, scrolling
from mdt_app.ui.runs import Run, RunsText

Parts = list[tuple[str, str]]


def parts_of(board: Board, line: Line) -> Parts:
    """Heading and words, in the order they are read."""
    measure, figure = line.measure, line.network
    group = f", {line.group}" if line.group else ""
    numbers = f"{people(figure.numerator)} of {people(figure.denominator)}"
    if measure.unit != "%":
        numbers = people(figure.denominator)
    found = [
        ("What it is", f"{measure.definition} {measure.way[:1].upper()}{measure.way[1:]}."),
        ("Now", f"{figure_words(measure, figure)}: {numbers}{group}, in {board.network}."),
    ]
    if left_out := {why: count for why, count in figure.excluded.items() if count}:
        told = ", ".join(f"{_name(why)} {grouped(count)}" for why, count in left_out.items())
        found.append(("Left out", f"{told}. They are in neither number."))
    else:
        found.append(("Left out", "Nobody is excluded."))
    if measure.target is not None:
        words = f"{target_words(measure)}. {measure.target_source}".strip()
        found.append(("Target", words))
    if line.benchmark is not None:
        words = f"{line.benchmark:.1f} {measure.unit}, {line.benchmark_source}".rstrip(", ")
        found.append(("Benchmark", words))
    found.append(("Source", measure.source))
    if board.caveat:
        found.append(("Caveat", board.caveat))
    version = f"{board.title}{f', version {board.version}' if board.version else ''}"
    found.append(("Set", f"{version}. A network's figure pools its people."))
    return [(heading, words) for heading, words in found if words]


def _name(exclusion: str) -> str:
    return exclusion.replace("_", " ")


class DefinitionTab(QWidget):
    """One paragraph for each part."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QWidget()
        self._column = column(self.body, spacing=6)
        self._paragraphs: list[RunsText] = []
        self._column.addStretch(1)
        column(self, spacing=0).addWidget(scrolling(self.body, "Definition"))

    def show_line(self, board: Board, line: Line) -> None:
        """Say what another measure is."""
        parts = parts_of(board, line)
        while len(self._paragraphs) < len(parts):
            made = RunsText()
            self._column.insertWidget(len(self._paragraphs), made)
            self._paragraphs.append(made)
        for place, paragraph in enumerate(self._paragraphs):
            paragraph.setVisible(place < len(parts))
            if place < len(parts):
                heading, words = parts[place]
                paragraph.show_runs(Run(f"{heading}  ", "strong"), Run(words))

    @property
    def words(self) -> str:
        """All of it, as read."""
        return "\n".join(each.text() for each in self._paragraphs if not each.isHidden())
