"""NHS numbers: cleaned, checked, and written 3-3-4. Our own gate before anybody's library."""

_TEST_PREFIX = "999"


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
