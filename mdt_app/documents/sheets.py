"""The sheets that documents are set on: styles, header and footer, and page n of m."""

from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from mdt_app.documents.fonts import BENGALI, BOLD, REGULAR, SYMBOLS, faces
from mdt_app.documents.long_text import LongText
from mdt_app.documents.marking import marked, needs_shaping
from mdt_app.documents.measured_font import forget_words

rl_config.useA85 = 0  # bytes as they are: a quarter smaller, and no time spent on letters

BLUE, INK, GREY = HexColor("#003087"), HexColor("#212B32"), HexColor("#4C6272")
PALE, LINE = HexColor("#EEF2F5"), HexColor("#C3CDD4")
MARGIN, HEAD, FOOT = 18 * mm, 20 * mm, 17 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - HEAD - FOOT
_TOTAL = "pages-in-all"
_TOTAL_AT = A4[0] - MARGIN - 6 * mm
_FOOTER_AT = 9 * mm
_BREAK, _MOST_LINES = "<br/>", 40
_ASCENT, _TWO_LINES = 7.6, 20.5


@cache
def styles() -> Mapping[str, ParagraphStyle]:
    """Every style by its name. Bold ones are bold fonts: nothing is slanted or stretched."""
    faces()
    body = ParagraphStyle(
        "body", fontName=REGULAR, fontSize=9.5, leading=13, textColor=INK, spaceAfter=1.5
    )

    def made(name: str, **changed: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changed)

    every = (
        body,
        made("title", fontName=BOLD, fontSize=19, leading=24, textColor=BLUE, spaceAfter=2),
        made("lead", fontSize=11, leading=15, textColor=GREY, spaceAfter=8),
        made(
            "section",
            fontName=BOLD,
            fontSize=12.5,
            leading=16,
            textColor=BLUE,
            spaceBefore=12,
            spaceAfter=4,
        ),
        made(
            "case",
            fontName=BOLD,
            fontSize=11.5,
            leading=15,
            backColor=PALE,
            leftIndent=4,
            rightIndent=4,
            borderPadding=(3, 4, 3, 4),
            spaceBefore=14,
            spaceAfter=4,
        ),
        made(
            "label",
            fontName=BOLD,
            fontSize=8.5,
            leading=12,
            textColor=GREY,
            spaceBefore=4,
        ),
        made("small", fontSize=8, leading=10.8, textColor=GREY),
        made("fact", leftIndent=15 * mm, bulletIndent=0, bulletFontName=BOLD, bulletFontSize=8.5),
        made("chosen", fontName=BOLD, fontSize=10, leading=13.5),
        made("cell", fontSize=9, leading=12, spaceAfter=0),
        made(
            "heading cell", fontName=BOLD, fontSize=8.5, leading=11.5, textColor=GREY, spaceAfter=0
        ),
        made(
            "warning",
            fontName=BOLD,
            borderColor=INK,
            borderWidth=0.8,
            borderPadding=4,
            leftIndent=4,
            rightIndent=4,
            spaceBefore=6,
            spaceAfter=6,
        ),
        made("sheet title", fontName=BOLD, fontSize=15, leading=18, textColor=BLUE, spaceAfter=2),
        made(
            "sheet section",
            fontName=BOLD,
            fontSize=9.5,
            leading=12,
            textColor=BLUE,
            spaceBefore=3,
            spaceAfter=1,
        ),
        made("step", fontSize=8, leading=10.2, spaceAfter=1),
        made(
            "ticked",
            fontSize=8,
            leading=10.2,
            leftIndent=4.4 * mm,
            bulletFontName=SYMBOLS,
            bulletFontSize=9,
            spaceAfter=1,
        ),
        made("tick", fontName=SYMBOLS, fontSize=9, leading=9.4, spaceAfter=0),
        made("fine", fontSize=7.2, leading=8.8, spaceAfter=0),
        made("fine bold", fontName=BOLD, fontSize=7.2, leading=8.8, spaceAfter=0),
        made(
            "boxed",
            fontSize=8,
            leading=10.2,
            borderColor=INK,
            borderWidth=0.8,
            borderPadding=(3, 4, 4, 4),
            leftIndent=4,
            rightIndent=4,
            spaceBefore=6,
        ),
        made("letter", fontSize=10, leading=13.6, spaceAfter=4),
        made("letter strong", fontName=BOLD, fontSize=10, leading=13.6, spaceAfter=3),
        made(
            "letter heading",
            fontName=BOLD,
            fontSize=11,
            leading=14,
            textColor=BLUE,
            spaceBefore=6,
            spaceAfter=1.5,
        ),
        made("letter point", fontSize=10, leading=13.6, leftIndent=5 * mm, spaceAfter=2),
        made("plain letter", fontSize=12.5, leading=18.5, spaceAfter=8),
        made(
            "plain letter heading",
            fontName=BOLD,
            fontSize=14,
            leading=19,
            spaceBefore=10,
            spaceAfter=3,
        ),
        made(
            "plain letter point",
            fontSize=12.5,
            leading=18.5,
            leftIndent=6 * mm,
            bulletFontSize=14,
            spaceAfter=6,
        ),
        made("large letter", fontSize=17, leading=26, spaceAfter=12),
        made(
            "large letter heading",
            fontName=BOLD,
            fontSize=19,
            leading=27,
            spaceBefore=14,
            spaceAfter=4,
        ),
        made(
            "large letter point",
            fontSize=17,
            leading=26,
            leftIndent=8 * mm,
            bulletFontSize=18,
            spaceAfter=9,
        ),
        made("furniture", fontSize=7.5, leading=10, textColor=GREY, spaceAfter=0),
        made(
            "furniture right", fontSize=7.5, leading=10, textColor=GREY, spaceAfter=0, alignment=2
        ),
    )
    return {style.name: style for style in every}


@cache
def _shaped(name: str) -> ParagraphStyle:
    """The style's twin whose letters are joined. Shaping is asked of the style's own font."""
    style = styles()[name]
    return ParagraphStyle(f"{name} shaped", parent=style, shaping=1)


def set_text(markup: str, style: str = "body", bullet: str | None = None) -> Flowable:
    """A paragraph from markup that `marked` made."""
    chosen = _shaped(style) if needs_shaping(markup) else styles()[style]
    lines = markup.split(_BREAK)
    if len(lines) <= _MOST_LINES or chosen.borderWidth or chosen.backColor:
        return SetParagraph(markup, chosen, bulletText=bullet)
    parts = (_BREAK.join(lines[at : at + _MOST_LINES]) for at in range(0, len(lines), _MOST_LINES))
    return LongText(
        [SetParagraph(part, chosen, bulletText=b) for part, b in zip_longest(parts, (bullet,))]
    )


def words(text: str, style: str = "body") -> Flowable:
    """A paragraph from plain words."""
    return set_text(marked(text, bold=styles()[style].fontName == BOLD), style)


def bold(text: str) -> str:
    """Bold markup for plain words."""
    lines = marked(text, bold=True).split(_BREAK)
    return _BREAK.join(f'<font name="{BOLD}">{line}</font>' for line in lines)


class SetParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that breaks its lines once for a width: a table asks for them twice."""

    _set_for = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if width != self._set_for or not hasattr(self, "blPara"):  # a failed split drops it
            super().wrap(width, height)
            self._set_for = width
        return self.width, self.height


class RowsTogether(Table):  # type: ignore[misc]
    """A table whose rows move to the next page whole; only a row taller than a page is cut."""

    def split(self, width: float, height: float) -> list[Flowable]:
        self.splitInRow = 1 if height > 0.85 * HEIGHT else 0
        return list(super().split(width, height))


class CaseBegins(Flowable):  # type: ignore[misc]
    """Marks where a case begins: an outline entry, and the line that repeats its heading."""

    width = height = 0.0

    def __init__(self, number: int, heading: str) -> None:
        super().__init__()
        self._number, self._heading = number, heading

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        key = f"case-{self._number}"
        self.canv.bookmarkHorizontal(key, 0, 24)
        self.canv.addOutlineEntry(f"Case {self._number}", key, level=0)
        self.canv.case_heading = self._heading


class CaseEnds(Flowable):  # type: ignore[misc]
    """Marks where a case is over."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.case_heading = ""


class CountingCanvas(Canvas):  # type: ignore[misc]
    """Leaves room for the number of pages on each page, and fills it in once at the end."""

    case_heading = ""

    def save(self) -> None:
        pages = self.getPageNumber() - 1
        self.beginForm(_TOTAL, 0, 0, *A4)
        self.setFont(REGULAR, 7.5)
        self.setFillColor(GREY)
        self.drawString(_TOTAL_AT, _FOOTER_AT, f"of {pages}")
        self.endForm()
        super().save()


class Sheets(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages with their furniture. `left` and `right` are markup for the header."""

    def __init__(
        self,
        target: Any,
        *,
        title: str,
        author: str,
        left: str,
        right: str,
        foot: str,
        subject: str = "Meeting minutes",
    ) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author=author,
            subject=subject,
            creator="MDT",
            lang="en-GB",
            invariant=1,
            initialFontName=REGULAR,
            displayDocTitle=True,
            pageCompression=1,
        )
        frame = Frame(MARGIN, FOOT, WIDTH, HEIGHT, 0, 0, 0, 0, id="page")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._furnish))
        self._left = _Furniture(left, WIDTH * 0.4)
        self._right = _Furniture(right, WIDTH * 0.6, "furniture right")
        self._foot = _Furniture(foot, WIDTH - 30 * mm)
        self._going_on: dict[str, _Furniture] = {}

    def build(self, *story: Any, **how: Any) -> None:
        """Set the story on pages. No word of it is remembered afterwards."""
        try:
            super().build(*story, **how)
        finally:
            forget_words()

    def _furnish(self, canvas: CountingCanvas, _template: BaseDocTemplate) -> None:
        top = A4[1] - 11 * mm
        self._left.draw(canvas, MARGIN, top)
        self._right.draw(canvas, MARGIN + WIDTH * 0.4, top)
        if heading := canvas.case_heading:
            if heading not in self._going_on:
                self._going_on = {heading: _Furniture(f"{heading}, continued", WIDTH)}
            self._going_on[heading].draw(canvas, MARGIN, top - 4.5 * mm)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, FOOT - 3 * mm, A4[0] - MARGIN, FOOT - 3 * mm)
        self._foot.draw(canvas, MARGIN, _FOOTER_AT)
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(GREY)
        canvas.drawRightString(_TOTAL_AT - 0.8 * mm, _FOOTER_AT, f"Page {canvas.getPageNumber()}")
        canvas.doForm(_TOTAL)


class _Furniture:
    """Words that every page repeats, set once: two lines at most, and a sign if there are more."""

    def __init__(self, markup: str, width: float, style: str = "furniture") -> None:
        self._paragraph: Flowable = set_text(markup.replace(_BREAK, " "), style)
        self._width = width
        _, self._height = self._paragraph.wrap(width, HEIGHT)
        self._is_cut = self._height > _TWO_LINES
        if self._is_cut:
            self._paragraph = self._paragraph.split(width, _TWO_LINES)[0]
            _, self._height = self._paragraph.wrap(width, HEIGHT)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it with its first line on the height `top`."""
        bottom = top + _ASCENT - self._height
        self._paragraph.drawOn(canvas, left, bottom)
        if self._is_cut:
            canvas.setFont(REGULAR, 7.5)
            canvas.setFillColor(GREY)
            canvas.drawString(left + self._width, bottom + 2.4, "\N{HORIZONTAL ELLIPSIS}")


__all__ = ["BENGALI", "CaseBegins", "CaseEnds", "CountingCanvas", "RowsTogether", "Sheets"]
