"""The words of the page: who somebody is here, and what their role does."""

from collections.abc import Mapping
from dataclasses import dataclass

from mdt_app.clinical.words import counted, joined
from mdt_app.vault.roles import KeyHolder, role_words, roles

NO_WALL = (
    "Roles keep colleagues from slips and show who may do what. They are no wall: anybody let in"
    " can read the whole store, and somebody with its key and another program is not bound by"
    " them. What a practice must not see is not sent to it."
)
REMOVED_STILL = (
    "The store gets a new key, so the old passphrase opens nothing any more. Copies taken before"
    " still open with it: backups, and any copy they may have kept."
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who can open the store, as the list and the page say it."""

    holder: KeyHolder
    is_self: bool
    practices: str

    @property
    def title(self) -> str:
        return f"{self.holder.name} (you)" if self.is_self else self.holder.name

    @property
    def state(self) -> str:
        """Role, practices, and whether there is a passphrase of their own yet."""
        waits = "has still to choose a passphrase" if self.holder.must_choose else ""
        return ", ".join(filter(None, (role_words(self.holder.role), self.practices, waits)))

    @property
    def sentence(self) -> str:
        role = roles().by_code.get(self.holder.role)
        return role.does if role is not None else ""


def line_of(holder: KeyHolder, own: str, names: Mapping[str, str]) -> PersonLine:
    """The line of somebody; `names` are the practices' by ODS code."""
    practices = joined([names.get(ods, ods) for ods in holder.practices])
    return PersonLine(holder, holder.name == own, practices)


def counted_words(count: int) -> str:
    return f"{counted(count, 'person', 'people')} can open this store"
