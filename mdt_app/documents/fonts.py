"""The fonts that are embedded in every document, and the characters each of them draws."""

from dataclasses import dataclass
from functools import cache

from mdt_app.resources import resource_path

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
BENGALI, BENGALI_BOLD = "NotoSansBengali-Regular", "NotoSansBengali-Bold"
MATH, SYMBOLS = "NotoSansMath-Regular", "NotoSansSymbols2-Regular"
ARABIC, HEBREW, EMOJI = "NotoSansArabic-Regular", "NotoSansHebrew-Regular", "NotoEmoji-Regular"
SHAPED = (BENGALI, BENGALI_BOLD, ARABIC, HEBREW, EMOJI)
"""Fonts whose letters join, run from right to left, or make one picture of several."""


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded font. Its bold twin is itself where there is none."""

    name: str
    bold: str
    characters: frozenset[str]


@cache
def faces() -> tuple[Face, ...]:
    """The fonts in the order in which they are tried, made known to reportlab once."""
    from reportlab.pdfbase.pdfmetrics import registerFont

    from mdt_app.documents.measured_font import MeasuredFont

    found = {}
    for name in (REGULAR, BOLD, MATH, SYMBOLS, *SHAPED):
        found[name] = MeasuredFont(name, str(resource_path("fonts", f"{name}.ttf")))
        registerFont(found[name])
    twins = (
        (REGULAR, BOLD),
        (MATH, MATH),
        (SYMBOLS, SYMBOLS),
        (BENGALI, BENGALI_BOLD),
        *((name, name) for name in (HEBREW, ARABIC, EMOJI)),
    )
    return tuple(
        Face(
            name, bold, _drawn(found[name].face.charToGlyph) & _drawn(found[bold].face.charToGlyph)
        )
        for name, bold in twins
    )


def _drawn(glyphs: dict[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for code in glyphs if code >= 0x20)
