"""What each role may do, and the one question that everything asks before it changes anything.

The table is data (`resources/vocabulary/roles.toml`). Roles keep colleagues from slips and show
who may do what; they do not bind somebody who has the store's key and another program.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from mdt_app.errors import UserError
from mdt_app.resources import resource_text
from mdt_app.vault.slots import CHAIR, RECOVERY, KeyHolder

__all__ = ["CHAIR", "RECOVERY", "KeyHolder"]

PREPARE, TARGET, MEET, DECIDE, FOLLOW_UP = "prepare", "target", "meet", "decide", "follow_up"
APPROVE, PRINT, EXPORT, IMPORT = "approve", "print", "export", "import"
MEASURES, RULES, NETWORK, PEOPLE = "measures", "rules", "network", "people"
RESTORE, ERASE, OWN = "restore", "erase", "own"
BESIDE = "beside"
"""Of a kind of entry: kept beside something else, which was asked about."""
_ALL, _ONLY_OWN = "all", "own"
_WHO_MAY = "Settings, People and keys, says who may do what."


@dataclass(frozen=True, slots=True)
class Role:
    """What people of one kind may do: action → `all` or `own`, the practices it is for."""

    code: str
    words: str
    does: str
    may: Mapping[str, str]

    @property
    def is_for_practices(self) -> bool:
        """Whether people in this role have practices of their own."""
        return any(scope == _ONLY_OWN and action != OWN for action, scope in self.may.items())


@dataclass(frozen=True, slots=True)
class Roles:
    """The whole table."""

    actions: Mapping[str, str]
    """The words of each action, after "may not"."""
    kinds: Mapping[str, str]
    """Kind of entry → action."""
    by_code: Mapping[str, Role]


@cache
def roles() -> Roles:
    """The table as shipped."""
    held = tomllib.loads(resource_text("vocabulary", "roles.toml"))
    found = [Role(r["code"], r["words"], r["does"], r["may"]) for r in held["role"]]
    return Roles(held["actions"], held["kinds"], {role.code: role for role in found})


def roles_for_people() -> list[Role]:
    """The roles that somebody can be given; the recovery code is nobody's."""
    return [role for role in roles().by_code.values() if role.code != RECOVERY]


def role_words(code: str) -> str:
    """The name of a role, as people say it."""
    role = roles().by_code.get(code)
    return role.words if role is not None else code


def may(holder: KeyHolder, action: str, practices: Collection[str] | None = None) -> bool:
    """Whether somebody may do that. `practices` are the ODS codes it concerns; None is no one's
    in particular, so that it is asked only whether they may do it at all.
    """
    if holder.must_choose:
        return False
    role = roles().by_code.get(holder.role)
    scope = role.may.get(action, "") if role is not None else ""
    if scope == _ONLY_OWN and practices is not None:
        return bool(practices) and set(practices) <= set(holder.practices)
    return bool(scope)


def must_be_allowed(
    holder: KeyHolder, action: str, practices: Collection[str] | None = None
) -> None:
    """Refuse, in words, what somebody may not do."""
    if may(holder, action, practices):
        return
    if holder.must_choose:
        raise UserError(
            "First choose a passphrase of your own.",
            "Settings, People and keys, Change your passphrase; or `mdt-app people passphrase`.",
        )
    words = roles().actions[action]
    who = role_words(holder.role).lower()
    if may(holder, action) and practices is not None:
        raise UserError(
            f"As a {who} you may {words} for your own practice only.", _own(holder) + _WHO_MAY
        )
    raise UserError(f"As a {who} you may not {words}.", _WHO_MAY)


def may_everywhere(holder: KeyHolder, action: str) -> bool:
    """Whether it matters to nobody whose people it concerns."""
    role = roles().by_code.get(holder.role)
    return role is not None and not holder.must_choose and role.may.get(action) == _ALL


def is_entered_freely(holder: KeyHolder, kind: str, doing: str = "") -> bool:
    """Whether somebody may enter this whomever it is about: then nobody need look closer."""
    action = doing or roles().kinds.get(kind, "")
    if action == BESIDE:
        return True
    if action:
        return may_everywhere(holder, action)
    return all(may_everywhere(holder, each) for each in roles().actions)


def must_be_enterable(
    holder: KeyHolder, kind: str, doing: str, practices: Collection[str] | None
) -> None:
    """Refuse an entry of a kind that somebody may not enter, or not about these practices."""
    action = doing or roles().kinds.get(kind, "")
    if not action and not holder.must_choose:
        who = role_words(holder.role).lower()
        raise UserError(f"As a {who} you may not change that.", _WHO_MAY)
    must_be_allowed(holder, action or OWN, practices)


def _own(holder: KeyHolder) -> str:
    if not holder.practices:
        return "No practice is named with you yet. "
    return f"Yours: {', '.join(holder.practices)}. "
