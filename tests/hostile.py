"""Texts that break programs, one of each kind, and how a reader sees whether one came through."""

import re
import unicodedata

SHORT: dict[str, str] = {
    "mark-up left open": "<b>unclosed <i>twice",
    "mark-up closed unasked": "</para><para></b></td></table>",
    "a picture from elsewhere": '<img src="http://127.0.0.1:9/x.png"/><img src="/etc/passwd">',
    "a link": "<a href='file:///etc/passwd'>here</a>",
    "a script": "<script>alert(1)</script><style>*{display:none}</style>",
    "entities": "&#0; &nosuch; &amp; &lt;48 & <48",
    "comments": "<!-- gone? --> <![CDATA[ kept ]]> ]]>",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a plus": "+44 20 7946 0000",
    "a formula with a minus": "-5+3",
    "a formula with an at": "@SUM(1+1)",
    "a formula after a space": " =1+1",
    "a formula of full width": "＝1+1",
    "a formula after a tab": "\t=1+1",
    "signs of a search": "% _ ' \" ( - NEAR( AND * [a",
    "signs of a pattern": r"\d+ (?P<x>.) [ $1 \g<0> \N{x}",
    "signs of formatting": "%s %n %(x)s {0} {x.__class__} {} ${HOME} ***bold*** **b",
    "another statement": "'; DROP TABLE entry; --",
    "a key of the window": "Alder && Birch & Cedar &x",
    "lines of every kind": "one\r\ntwo\rthree\nfour\u2028five\u2029six\x0bseven\x85eight",
    "fields of a calendar": "END:VEVENT\nBEGIN:VEVENT\r\nSUMMARY:other;x,y\\z",
    "a way out of the folder": "../../etc/passwd C:\\CON NUL:",
    "signs without a look": "\x00\x01\x07\x1b[31mred\x1b[0m\x7f",
    "an order to a terminal": "\x1b]0;title\x07\x9b2J\x08\x08\x08",
    "half a pair": "half \ud83d and \udc00 alone",
    "a byte of no encoding": "name\udcff.csv",
    "turned round": "\u202egnp.exe\u202c \u2066isolate \u200fmark",
    "without width": "zero\u200bwidth\ufeffjoined\u00adhyphen",
    "accents in a heap": "Z\u0351\u036f\u0321a\u0334\u0489l\u0336g\u0317o",
    "pictures": "\U0001f469\U0001f3fd\u200d\u2695\ufe0f \U0001f1ec\U0001f1e7 \U0001f600",
    "Bengali": "শাহিদা বেগম ক্ষ",
    "from right to left": "مرحبا بالعالم 48 שלום",
    "letters no font has": "中文 ዐ \U0010fffd \ue000",
    "a heading of a letter": "# not a heading",
    "a point of a letter": "- not a point",
    "a placeholder of a letter": "{words} {question} {nosuch",
    "a word of 300 letters": "W" * 300,
}
"""By what each one tries."""

LONG: dict[str, str] = {
    "a word of 20,000 letters": "W" * 20_000,
    "20,000 letters in words": "word " * 4_000,
    "a thousand lines": "line\n" * 1_000,
}
HOSTILE = SHORT | LONG


def seen(text: str) -> str:
    """What of a text a reader can see: letters, signs and pictures, without spaces or accents."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LNSP" and c != "�")


def latin_seen(text: str) -> str:
    """The same of the letters that every font and every reader of PDF has in their order."""
    return re.sub(r"[^\x21-\x7e]", "", seen(text))


def whole(text: str) -> bool:
    """Whether it can be written down at all: no half of a pair is left in it."""
    return not any("\ud800" <= c <= "\udfff" for c in text)
