"""The recovery code: 150 random bits in 32 characters that survive being read out and typed."""

import hashlib
import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_RANDOM, _CHECKS = 30, 2
_MISREAD = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """Thirty random characters and two that catch a slip of the pen."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return code + _checks(code)


def as_recovery_code(typed: str) -> str:
    """The code as made, whatever the spacing and case it was typed in; '' if it is not one.

    >>> as_recovery_code("four quiet herons")
    ''
    """
    code = re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
    if len(code) != _RANDOM + _CHECKS or code[_RANDOM:] != _checks(code[:_RANDOM]):
        return ""
    return code


def in_groups(code: str) -> str:
    """The code in fours, to be printed and read out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _checks(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:_CHECKS])
