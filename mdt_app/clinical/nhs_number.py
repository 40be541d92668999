"""NHS numbers: cleaned, checked, and written 3-3-4. Our own gate before anybody's library."""

import re

_TEST_PREFIX = "999"
_IGNORED = dict.fromkeys(
    map(ord, " \t\u00a0\u2007\u2009\u200b\u202f\ufeff-\u2010\u2011\u2012\u2013\u2212")
)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")


def bare(text: str) -> str:
    """A number as it was typed, without spaces, dashes and a leading apostrophe.

    >>> bare("'943 476-5919")
    '9434765919'
    """
    return text.strip().removeprefix("'").translate(_IGNORED)


def is_rounded_by_a_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet wrote the number as a power of ten, so that its digits are lost.

    >>> is_rounded_by_a_spreadsheet("9.43E+09")
    True
    """
    return _SCIENTIFIC.fullmatch(text.strip().removeprefix("'")) is not None


def has_valid_check_digit(number: str) -> bool:
    """Whether ten ASCII digits pass modulus 11. All-same digits pass the sum but are refused.

    >>> has_valid_check_digit("9434765919"), has_valid_check_digit("1111111111")
    (True, False)
    """
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return False
    if len(set(number)) == 1:
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
