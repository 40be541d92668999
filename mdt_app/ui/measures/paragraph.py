"""Words that wrap, and ask for no more than one line of height until they are given less width."""

from mdt_app.ui.fonts import BASE_POINTS
from mdt_app.ui.runs import Run, RunsText


class Paragraph(RunsText):
    """A label of one style. A wrapping `QLabel` would keep a window from becoming small."""

    def __init__(self, style: str = "", points: float = BASE_POINTS) -> None:
        super().__init__(points)
        self._style = style

    def setText(self, words: str) -> None:
        """Say other words."""
        self.show_runs(Run(words, self._style))
