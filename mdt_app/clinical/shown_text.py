"""The one way a text leaves as plain text: all that is seen, and no orders to whatever reads it.

A control character can move a terminal's cursor, a mark for the direction of writing can turn
`10 mg` round, and each system has its own idea of what ends a line.
"""

import re

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ORDERS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks that turn what follows round, byte order marks, halves of a pair."""


def shown(text: str) -> str:
    """The text with its lines, each ended the same way, and without what no eye sees.

    >>> shown("one\\r\\ntwo\\x1b[2J\\u202e")
    'one\\ntwo[2J'
    """
    if text.isascii() and text.isprintable():
        return text
    return _ORDERS.sub("", _LINE_ENDS.sub("\n", text))


def spelled_out(document: str) -> str:
    """A JSON document in which every such order is written as JSON's own escape: none is lost.

    >>> spelled_out('"\u202e"')
    '"\\\\u202e"'
    """
    return _ORDERS.sub(lambda found: f"\\u{ord(found.group()):04x}", document)


def shown_line(text: str) -> str:
    """The same on one line.

    >>> shown_line(" one\\n two ")
    'one two'
    """
    return " ".join(shown(text).split())
