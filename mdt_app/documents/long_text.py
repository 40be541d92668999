"""Text of many lines on paper, in a time that grows like them."""

from collections.abc import Sequence

from reportlab.platypus import Flowable


class LongText(Flowable):  # type: ignore[misc]
    """Many lines as paragraphs that follow each other closely. One paragraph over many pages
    would be set anew from each page to the end: a thousand lines took minutes."""

    def __init__(self, pieces: Sequence[Flowable]) -> None:
        super().__init__()
        self._pieces = pieces

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        return float(self._pieces[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802
        return float(self._pieces[-1].getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = sum(piece.wrap(width, height)[1] for piece in self._pieces)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As it was wrapped: a table asks with the width of the cell, not of what is in it."""
        fitting: list[Flowable] = []
        used = 0.0
        for number, piece in enumerate(self._pieces):
            if used + piece.height > height:
                first, *rest = piece.split(width, height - used) or [None, piece]
                fitting += [first] if first is not None else []
                left = [*rest, *self._pieces[number + 1 :]]
                return [LongText(fitting), LongText(left)] if fitting else []
            used += piece.height
            fitting.append(piece)
        return [self]

    def draw(self) -> None:
        y = self.height
        for piece in self._pieces:
            y -= piece.height
            piece.drawOn(self.canv, 0, y)
