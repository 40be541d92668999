"""Codes the program makes: random characters that survive being read out and typed.

The recovery code is 150 random bits in 32 characters; a one-time passphrase 70 bits in 16.
"""

import hashlib
import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_RANDOM, _CHECKS = 30, 2
_ONE_TIME = 14
"""Few enough to read out on the telephone: it is worth something for a day, not for years."""
_MISREAD = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """Thirty random characters and two that catch a slip of the pen."""
    return _new(_RANDOM)


def new_one_time_passphrase() -> str:
    """Fourteen random characters and two that catch a slip of the pen."""
    return _new(_ONE_TIME)


def as_recovery_code(typed: str) -> str:
    """The code as made, whatever the spacing and case it was typed in; '' if it is not one.

    >>> as_recovery_code("four quiet herons")
    ''
    """
    return _as_made(typed, _RANDOM)


def as_one_time_passphrase(typed: str) -> str:
    """The passphrase as made, whatever the spacing and case it was typed in; '' if it is not one.

    >>> as_one_time_passphrase("four quiet herons")
    ''
    """
    return _as_made(typed, _ONE_TIME)


def in_groups(code: str) -> str:
    """The code in fours, to be printed and read out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _new(length: int) -> str:
    code = "".join(secrets.choice(_ALPHABET) for _ in range(length))
    return code + _checks(code)


def _as_made(typed: str, length: int) -> str:
    code = re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
    if len(code) != length + _CHECKS or code[length:] != _checks(code[:length]):
        return ""
    return code


def _checks(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8", "replace")).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:_CHECKS])
