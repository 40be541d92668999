"""The one way a text gets into the file: whole, so that whatever is typed can be kept."""

import re

_HALF = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Text as the file can hold it. Half of a pair, which no encoding has, is visibly replaced.

    >>> storable("half \\ud83d"), storable("a pair 😀")
    ('half \ufffd', 'a pair 😀')
    """
    return text if text.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
