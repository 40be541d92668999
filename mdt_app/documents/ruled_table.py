"""The one look of a table on paper: ruled rows, and headings that come again on every page."""

from collections.abc import Iterable, Sequence

from mdt_app.documents.sheets import GREY, LINE, WIDTH, RowsTogether, words


def ruled_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]
) -> RowsTogether:
    """A table whose headings repeat on every page and whose cells are paragraphs.

    `shares` are the columns' parts of the width.
    """
    cells = [[words(heading, "heading cell") for heading in headings]]
    cells += [[words(cell, "cell") for cell in row] for row in rows]
    return RowsTogether(
        cells,
        colWidths=[share * WIDTH for share in shares],
        repeatRows=1,
        hAlign="LEFT",
        spaceBefore=1,
        spaceAfter=2,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, GREY),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ],
    )
