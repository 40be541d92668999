"""The pieces a letter is made of, filled into a text template: headings, lines, points, tables.

One letter is shown on the screen, set as PDF and read for its reading ease from the same pieces.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mdt_app.clinical.shown_text import shown, shown_line
from mdt_app.meeting.templates import PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Heading:
    words: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `role` is '', strong, small or warning."""

    words: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of a few words each."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table. `shares` are the columns' parts of the width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


Block = Heading | Para | Points | Grid
Filled = str | Sequence[Block]


def filled(body: str, values: Mapping[str, Filled]) -> tuple[Block, ...]:
    """A template's words with everything in its place.

    A line whose placeholders are all empty is left out, and so is a heading with nothing below.
    What is filled in is never read as a placeholder itself.
    """
    found: list[Block] = []
    for line in body.split("\n"):
        found.extend(_line(line.strip(), values))
    return tuple(_without_bare_headings(found))


def _line(line: str, values: Mapping[str, Filled]) -> Iterable[Block]:
    names = PLACEHOLDER.findall(line)
    if not line or (names and not any(values.get(name) for name in names)):
        return
    alone = values.get(names[0], "") if names and line == f"{{{names[0]}}}" else ""
    if alone and not isinstance(alone, str):
        yield from alone
        return
    words = PLACEHOLDER.sub(lambda found: _inline(values.get(found.group(1), "")), line)
    if line.startswith("# "):  # the template's own sign; one that was typed is words
        yield Heading(words[2:].strip())
    elif line.startswith("- "):
        yield Points((words[2:].strip(),))
    else:
        yield Para(words)


def _inline(value: Filled) -> str:
    return value if isinstance(value, str) else "; ".join(lines_of(value))


def _without_bare_headings(blocks: Sequence[Block]) -> Iterable[Block]:
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(block, Heading) or not (after is None or isinstance(after, Heading)):
            yield block


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The same as plain lines; the cells of a row are one line."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Para():
                found += shown(block.words).split("\n")
            case Points():
                found += [f"- {shown_line(item)}" for item in block.items]
            case Grid():
                found += [" · ".join(shown_line(c) for c in row if c) for row in block.rows]
    return [line for line in found if line.strip()]


def sentences_of(blocks: Iterable[Block]) -> str:
    """What is read as sentences: headings and tables are none."""
    words = [b.words for b in blocks if isinstance(b, Para)]
    words += [item for b in blocks if isinstance(b, Points) for item in b.items]
    return "\n".join(words)


def html_of(blocks: Iterable[Block]) -> str:
    """The same as HTML with everything escaped, for a preview."""
    return "".join(map(_html, blocks))


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h3>{_escaped(block.words)}</h3>"
        case Para():
            words = _escaped(block.words)
            strong = block.role in ("strong", "warning")
            return f"<p><b>{words}</b></p>" if strong else f"<p>{words}</p>"
        case Points():
            return f"<ul>{''.join(f'<li>{_escaped(item)}</li>' for item in block.items)}</ul>"
        case Grid():
            head = "".join(f"<th align='left'>{_escaped(each)}</th>" for each in block.headings)
            rows = "".join(
                f"<tr>{''.join(f'<td>{_escaped(cell)}</td>' for cell in row)}</tr>"
                for row in block.rows
            )
            return f"<table cellpadding='4' width='100%'><tr>{head}</tr>{rows}</table>"


def _escaped(text: str) -> str:
    return escape(shown(text)).replace("\n", "<br/>")
