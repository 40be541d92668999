"""The pieces of a page for screen readers: text escaped once, tables with captions, sections.

No text reaches a page but through `said`: it comes out as typed, in its own language and
direction, whatever characters it is made of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from mdt_app.clinical.shown_text import shown, shown_line

_BENGALI = re.compile("[\u0980-\u09ff](?:[\u0980-\u09ff\u200c\u200d .,;:।-]*[\u0980-\u09ff])?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; background: #ffffff; color: #212b32;
  font: 1rem/1.55 "Noto Sans", "Noto Sans Bengali", Arial, sans-serif; }
h1, h2, h3 { color: #003087; line-height: 1.25; }
h3 { background: #eef2f5; padding: .4rem .5rem; }
h4 { margin-bottom: .2rem; }
p, li, td { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #4c6272; }
a { color: #003087; }
a:focus, main:focus { outline: 3px solid #212b32; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
.quiet { color: #4c6272; }
.notice { border: 2px solid #212b32; padding: .5rem .7rem; font-weight: bold; }
@media print { .skip, nav { display: none; } body { max-width: none; padding: 0; }
  h2, h3, h4, caption { break-after: avoid; } tr { break-inside: avoid; }
  thead { display: table-header-group; } }
""".strip()


def said(text: str) -> str:
    """Any text as HTML: escaped, with its line breaks, Bengali as Bengali, and its own direction.

    >>> said('<48 & "x"')
    '&lt;48 &amp; &quot;x&quot;'
    """
    clean = shown(text).strip("\n")
    marked = _BENGALI.sub(r'<span lang="bn">\g<0></span>', escape(clean)).replace("\n", "<br>\n")
    return f'<bdi dir="auto">{marked}</bdi>' if _RIGHT_TO_LEFT.search(clean) else marked


def paragraph(text: str, look: str = "") -> str:
    return f"<p{_look(look)}>{said(text)}</p>"


def labelled(label: str, text: str) -> str:
    """`Question: …` with the word before it strong."""
    return f"<p><strong>{said(label)}</strong> {said(text)}</p>"


def bullets(lines: Iterable[str], look: str = "") -> Iterator[str]:
    """A list of words."""
    yield f"<ul{_look(look)}>"
    yield from (f"<li>{said(line)}</li>" for line in lines)
    yield "</ul>"


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table that says what it is; the first cell of each row is the row's heading."""
    heads = "".join(f'<th scope="col">{said(heading)}</th>' for heading in headings)
    yield f"<table><caption>{said(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{said(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{said(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def heading(level: int, text: str, key: str = "") -> str:
    named = f' id="{key}"' if key else ""
    return f"<h{level}{named}>{said(text)}</h{level}>"


def section(key: str, text: str, content: Iterable[str], level: int = 2) -> Iterator[str]:
    """A part of the page that readers can jump to by its heading."""
    yield f'<section aria-labelledby="{key}">'
    yield heading(level, text, key)
    yield from content
    yield "</section>"


def page(
    title: str,
    top: Iterable[str],
    contents: Sequence[tuple[str, str]],
    main: Iterable[str],
    foot: str,
) -> bytes:
    """One self-contained file: nothing in it is fetched from anywhere."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(shown_line(title))}</title>",
        f"<style>{STYLE}</style></head><body>",
        '<a class="skip" href="#minutes">Skip to the minutes</a>',
        "<header>",
        *top,
        "</header>",
        '<nav aria-labelledby="contents">',
        heading(2, "Contents", "contents"),
        "<ul>",
        *(f'<li><a href="#{key}">{said(words)}</a></li>' for key, words in contents),
        "</ul></nav>",
        '<main id="minutes" tabindex="-1">',
        *main,
        "</main>",
        f"<footer>{paragraph(foot, 'quiet')}</footer>",
        "</body></html>\n",
    ]
    return "\n".join(lines).encode()


def _look(look: str) -> str:
    return f' class="{look}"' if look else ""
