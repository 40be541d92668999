"""A code on paper is taken for what it was when it was printed, however it is typed."""

import pytest

from mdt_app.vault.recovery_code import (
    as_one_time_passphrase,
    as_recovery_code,
    in_groups,
    new_one_time_passphrase,
    new_recovery_code,
)

CODE = "0123456789ABCDEFGHJKMNPQRSTVWXS4"
ONE_TIME = "YZ0123456789ABDD"
"""Made by an earlier version, and with every sign there is."""


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), f" {in_groups(CODE)}\n", "-".join(in_groups(CODE).split())],
    ids=["as printed", "small", "in fours", "with lines"],
)
def test_a_code_printed_long_ago_is_still_taken(typed: str) -> None:
    assert as_recovery_code(typed) == CODE


@pytest.mark.parametrize(("sign", "read_as"), [("0", "O"), ("0", "o"), ("1", "I"), ("1", "l")])
def test_signs_that_are_easily_misread_are_taken_for_the_digits(sign: str, read_as: str) -> None:
    assert as_recovery_code(CODE.replace(sign, read_as)) == CODE
    assert as_one_time_passphrase(ONE_TIME.replace(sign, read_as)) == ONE_TIME


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE[:-1] + "5", CODE + "0", ONE_TIME])
def test_another_code_is_none(typed: str) -> None:
    assert as_recovery_code(typed) == ""


def test_neither_is_taken_for_the_other_and_each_is_as_long_as_ever() -> None:
    assert as_one_time_passphrase(CODE) == ""
    code, one_time = new_recovery_code(), new_one_time_passphrase()
    assert (len(code), as_recovery_code(code)) == (32, code)
    assert (len(one_time), as_one_time_passphrase(one_time)) == (16, one_time)
    assert in_groups(ONE_TIME) == "YZ01 2345 6789 ABDD"
