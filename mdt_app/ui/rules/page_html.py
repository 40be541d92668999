"""Turns a page of the printed specifications into what a text view can show.

The pages are Markdown of a few shapes, made by this program: headings, paragraphs, nested
lists, tables, **bold** and `code`. Everything else in them is somebody's words, and is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from mdt_app.ui import palette as c
from mdt_app.ui.looks import looks

_INLINE = re.compile(r"\\(.)|\*\*(.+?)\*\*|`(.+?)`|\*(.+?)\*")
_ITEM = re.compile(r"^( *)- (.*)$")
_CELLS = re.compile(r"(?<!\\)\|")
_ANSWERS = {"flagged": "RED_WORDS", "not flagged": "GREEN", "not known": "QUIET"}
"""The word is always there; the colour only helps the eye down a column."""


def page_sheet() -> str:
    """The style sheet of the pages, in the colours and the size of text worn now."""
    return f"""
h1, h2 {{ font-size: {looks.points(14):g}pt; margin-bottom: 2px; }}
h3 {{ font-size: {looks.points(11):g}pt; margin-top: 12px; margin-bottom: 2px; }}
p {{ margin-top: 4px; margin-bottom: 4px; }}
ul {{ margin-top: 2px; margin-bottom: 2px; }}
code {{ color: {c.BLUE}; font-family: "Noto Sans"; }}
th {{ color: {c.QUIET}; text-align: left; border-bottom: 2px solid {c.FAINT_LINE}; }}
td {{ border-bottom: 1px solid {c.FAINT_LINE}; }}
"""


def html_of(page: str) -> str:
    """The page as HTML for a text document with the style sheet above."""
    blocks = (block.split("\n") for block in re.split(r"\n\s*\n", page.strip()) if block.strip())
    return "\n".join(part for block in blocks for part in _block(block))


def _block(lines: Sequence[str]) -> Iterator[str]:
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        yield f"<h{level}>{inline(first[level:].strip())}</h{level}>"
        if lines[1:]:
            yield from _block(lines[1:])
    elif first.startswith("|"):
        yield _table(lines)
    else:
        before = [line for line in lines if not _ITEM.match(line)]
        items = [found for line in lines if (found := _ITEM.match(line))]
        if before:
            yield f"<p>{inline(' '.join(before))}</p>"
        yield from _list([(len(found[1]) // 2, found[2]) for found in items])


def _list(items: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Items with their depths as nested lists."""
    depth = -1
    for level, words in items:
        while depth < level:
            yield "<ul>"
            depth += 1
        while depth > level:
            yield "</ul>"
            depth -= 1
        yield f"<li>{inline(words)}</li>"
    yield "</ul>" * (depth + 1)


def _table(lines: Sequence[str]) -> str:
    head, _, *rows = [[cell.strip() for cell in _CELLS.split(line)[1:-1]] for line in lines]
    cells = "".join(f"<th>{inline(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="4"><tr>{cells}</tr>{body}</table>'


def _cell(words: str) -> str:
    if name := _ANSWERS.get(words):
        return f'<td><b style="color: {getattr(c, name)}">{words}</b></td>'
    return f"<td>{inline(words)}</td>"


def inline(words: str) -> str:
    """One run of words: marks become tags, and everything else is text."""
    made, last = [], 0
    for found in _INLINE.finditer(words):
        made.append(_text(words[last : found.start()]))
        literal, strong, code, stressed = found.groups()
        if literal is not None:
            made.append(_text(literal))
        elif strong is not None:
            made.append(f"<b>{_text(strong)}</b>")
        elif code is not None:
            made.append(f"<code>{_text(code)}</code>")
        else:
            made.append(f"<i>{_text(stressed)}</i>")
        last = found.end()
    return "".join(made) + _text(words[last:])


def _text(words: str) -> str:
    return escape(unescape(words), quote=False)
