"""NHS numbers: cleaned, checked, and written 3-3-4. Our own gate before anybody's library."""

import re
import unicodedata

_TEST_PREFIX = "999"
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_WHOLE = re.compile(r"([0-9]{10})\.0")
_PASSED_OVER = frozenset(["Zs", "Zl", "Zp", "Cc", "Cf", "Pd"])
"""Unicode's spaces, line ends, invisible marks and dashes."""
_ALSO_PASSED_OVER = frozenset("'\u2018\u2019\u201b\u02bc\u02b9\uff07`\u00b4\u2032\u2212\u2043")
"""Apostrophes as keyboards and spreadsheets write them; the minus and a bullet used as dashes."""


class _Kept(dict[int, int | None]):
    """What `str.translate` makes of a character, worked out when it is first met."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        is_kept = (
            unicodedata.category(character) not in _PASSED_OVER
            and character not in _ALSO_PASSED_OVER
        )
        self[code] = code if is_kept else None
        return self[code]


_KEPT = _Kept()


def bare(text: str) -> str:
    """A number as it was typed, without spaces, dashes, apostrophes and a spreadsheet's `.0`.

    >>> bare("'943 476-5919"), bare("9434765919.0")
    ('9434765919', '9434765919')
    """
    if text.isascii() and text.isdigit():
        return text
    number = text.translate(_KEPT)
    whole = _WHOLE.fullmatch(number)
    return whole[1] if whole else number


def is_rounded_by_a_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet wrote the number as a power of ten, so that its digits are lost.

    >>> is_rounded_by_a_spreadsheet("9.43E+09")
    True
    """
    return _SCIENTIFIC.fullmatch(bare(text)) is not None


def has_foreign_digits(text: str) -> bool:
    """Whether a digit is not one of 0 to 9: full-width, Arabic, Bengali …

    >>> has_foreign_digits("９434765919"), has_foreign_digits("9434765919")
    (True, False)
    """
    return any(character.isdigit() and not character.isascii() for character in text)


def is_one_digit_repeated(number: str) -> bool:
    """Whether ten times the same digit stands there: some of these pass the sum, none is used."""
    return len(number) == 10 and len(set(number)) == 1


def has_valid_check_digit(number: str) -> bool:
    """Whether ten ASCII digits pass modulus 11. All-same digits pass the sum but are refused.

    >>> has_valid_check_digit("9434765919"), has_valid_check_digit("1111111111")
    (True, False)
    """
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return False
    if is_one_digit_repeated(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1)))
    check = (11 - total % 11) % 11
    return check == int(number[9])


def is_test_number(number: str) -> bool:
    """Numbers 999 000 0000 to 999 999 9999 are kept for testing and belong to nobody."""
    return number.startswith(_TEST_PREFIX)


def spaced(number: str) -> str:
    """Ten digits as people read them out: `943 476 5919`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"
