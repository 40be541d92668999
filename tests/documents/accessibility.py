"""Checks one HTML page for what screen readers need: the machine-testable part of WCAG 2.2.

No browser and nothing fetched: a parser that keeps the tree, and one rule for each promise.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "br", "link", "img", "hr", "input", "col"}
LANDMARKS = ("header", "nav", "main", "footer")
_HEADING = re.compile("h[1-6]")
_BLOCKS = {"p", "div", "ul", "ol", "table", "section", "h1", "h2", "h3", "h4", "nav", "main"}
_INSIDE = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
           "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}}  # fmt: skip
_BENGALI = re.compile("[\u0980-\u09ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})")
LEAST_CONTRAST = 4.5


@dataclass
class Node:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: "Node | None" = None
    children: "list[Node | str]" = field(default_factory=list)

    def all(self) -> "Iterator[Node]":
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.all()

    def of(self, *tags: str) -> "list[Node]":
        return [node for node in self.all() if node.tag in tags]

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def around(self) -> "Iterator[Node]":
        if self.parent is not None:
            yield self.parent
            yield from self.parent.around()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._at = Node("", {})
        self.problems: list[str] = []

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs}, self._at)
        if len(node.attributes) != len(attrs):
            self.problems.append(f"<{tag}> has an attribute twice")
        self._at.children.append(node)
        if tag not in VOID:
            self._at = node

    def handle_endtag(self, tag):
        if tag != self._at.tag:
            self.problems.append(f"</{tag}> closes <{self._at.tag}>")
        if self._at.parent is not None:
            self._at = self._at.parent

    def handle_data(self, data):
        self._at.children.append(data)


def parsed(page: bytes) -> Node:
    """The page as a tree."""
    tree = _Tree()
    tree.feed(page.decode())
    return tree.root


def problems_of(page: bytes) -> list[str]:
    """Everything that stands in the way of a reader; an empty list if nothing does."""
    tree = _Tree()
    tree.feed(page.decode())
    tree.close()
    root = tree.root
    found = [*tree.problems]
    if tree._at is not root:
        found.append(f"<{tree._at.tag}> is never closed")
    for rule in (_whole, _headings, _names, _tables, _links, _pictures, _languages, _nesting):
        found += rule(root)
    return [*found, *_contrast(root)]


def _whole(root: Node) -> Iterator[str]:
    html = root.of("html")
    if len(html) != 1 or not html[0].attributes.get("lang"):
        yield "the page has no language"
    if len(root.of("title")) != 1 or not root.of("title")[0].text.strip():
        yield "the page has no title"
    for tag in LANDMARKS:
        if len(root.of(tag)) != 1:
            yield f"the page has {len(root.of(tag))} <{tag}>"
    for body in root.of("body"):
        first = next((n for n in body.all() if n.tag == "a"), None)
        main = root.of("main")[0] if root.of("main") else None
        if (
            first is None
            or main is None
            or first.attributes.get("href") != f"#{main.attributes.get('id')}"
        ):
            yield "the first link does not lead to the main part"
        for child in body.children:
            if isinstance(child, str):
                if child.strip():
                    yield "words stand outside every landmark"
            elif child.tag not in LANDMARKS and child is not first:
                yield f"<{child.tag}> stands outside every landmark"
    for node in root.all():
        for name, value in node.attributes.items():
            if name in ("src", "srcset") or (name == "href" and not value.startswith("#")):
                yield f"something is fetched: {value}"
        if node.tag in ("script", "iframe", "object", "link"):
            yield f"<{node.tag}> is not plain reading"


def _headings(root: Node) -> Iterator[str]:
    found = [n for n in root.all() if _HEADING.fullmatch(n.tag)]
    levels = [int(n.tag[1]) for n in found]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield "there is not one first heading at the top"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading goes from {before} to {after}"
    yield from ("a heading is empty" for n in found if not n.text.strip())


def _names(root: Node) -> Iterator[str]:
    ids = [n.attributes["id"] for n in root.all() if "id" in n.attributes]
    for name, count in Counter(ids).items():
        if count > 1 or not name:
            yield f"id {name!r} is there {count} times"
    for node in root.all():
        labelled = node.attributes.get("aria-labelledby")
        if labelled is not None and labelled not in ids:
            yield f"<{node.tag}> is named by {labelled!r}, which is not there"
        if node.tag in ("section", "nav") and labelled is None:
            yield f"<{node.tag}> has no name"


def _tables(root: Node) -> Iterator[str]:
    for table in root.of("table"):
        captions = table.of("caption")
        if len(captions) != 1 or not captions[0].text.strip():
            yield "a table does not say what it is"
        rows = table.of("tr")
        widths = {len([c for c in row.children if isinstance(c, Node)]) for row in rows}
        if len(widths) != 1:
            yield "the rows of a table are not of one width"
        if not any(h.attributes.get("scope") == "col" for h in table.of("th")):
            yield "a table has no headings of columns"
        for head in table.of("th"):
            if head.attributes.get("scope") not in ("col", "row"):
                yield "a heading of a table does not say what it heads"
            if head.attributes.get("scope") == "col" and not head.text.strip():
                yield "a column has an empty heading"
        for row in rows[1:]:
            if not any(c.attributes.get("scope") == "row" for c in row.of("th")):
                yield "a row has no heading"


def _links(root: Node) -> Iterator[str]:
    ids = {n.attributes.get("id") for n in root.all()}
    said: dict[str, str] = {}
    for link in root.of("a"):
        words, to = link.text.strip(), link.attributes.get("href", "")
        if not words or words.casefold() in ("here", "click here", "more", "link"):
            yield f"a link does not say where it leads: {words!r}"
        if to[1:] not in ids:
            yield f"a link leads nowhere: {to!r}"
        if said.setdefault(words, to) != to:
            yield f"two links say {words!r} and lead apart"


def _pictures(root: Node) -> Iterator[str]:
    for picture in root.of("img", "svg"):
        if not (picture.attributes.get("alt") or picture.attributes.get("aria-label")):
            yield "a picture has no words"


def _languages(root: Node) -> Iterator[str]:
    for node in root.all():
        words = "".join(c for c in node.children if isinstance(c, str))
        ways = [node, *node.around()]
        language = next((n.attributes["lang"] for n in ways if "lang" in n.attributes), "")
        if _BENGALI.search(words) and language != "bn" and node.tag not in ("title", "style"):
            yield "Bengali is not said to be Bengali"
        has_direction = any(n.attributes.get("dir") in ("auto", "rtl") for n in ways)
        if _RIGHT_TO_LEFT.search(words) and not has_direction and node.tag != "title":
            yield "words from right to left have no direction"


def _nesting(root: Node) -> Iterator[str]:
    for node in root.all():
        allowed = _INSIDE.get(node.tag)
        if allowed and (node.parent is None or node.parent.tag not in allowed):
            yield f"<{node.tag}> stands in <{node.parent.tag if node.parent else ''}>"
        if node.tag in _BLOCKS and any(
            n.tag in ("p", "span", "bdi", "h1", "h2", "h3", "h4") for n in node.around()
        ):
            yield f"<{node.tag}> stands among words"
        is_loose = any(isinstance(c, str) and c.strip() for c in node.children)
        if is_loose and node.tag in ("ul", "ol", "table", "tr", "thead", "tbody"):
            yield f"words stand loose in <{node.tag}>"


def _contrast(root: Node) -> Iterator[str]:
    """Every colour of letters on every ground it may stand on."""
    style = "".join(node.text for node in root.of("style"))
    grounds, letters = set(), set()
    for rule in re.findall(r"\{([^{}]*)\}", style):
        for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+)", rule):
            colours = set(_COLOUR.findall(value))
            if name == "background":
                grounds |= colours
            elif name == "color":
                letters |= colours
    if not grounds or not letters:
        yield "the page names no colours to be checked"
    for ink in letters:
        for ground in grounds:
            if contrast(ink, ground) < LEAST_CONTRAST:
                yield f"#{ink} on #{ground} is {contrast(ink, ground):.1f}"


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG counts it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
