"""What every use case takes: an unlocked vault, who is using it, and what day it is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from mdt_app.vault import roles
from mdt_app.vault.concerned import practices_of_people
from mdt_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Workspace:
    """An unlocked vault, the person using it, and what day it is."""

    vault: Vault
    user: str
    today: Callable[[], date]

    def may(self, action: str) -> bool:
        """Whether whoever unlocked the store may do that at all."""
        return roles.may(self.vault.holder, action)

    def must_be_allowed(
        self, action: str, practices: Collection[str] | None = None, *, whom: Collection[str] = ()
    ) -> None:
        """Refuse what the role of whoever unlocked the store does not reach to.

        `practices` (ODS codes) and `whom` (NHS numbers) say whom it concerns. Ask before
        anything is written out or read in; what is entered is asked about as it is entered.
        """
        if whom and not roles.may_everywhere(self.vault.holder, action):
            with self.vault.reading() as reading:
                concerned = practices_of_people(reading, whom)
            practices = concerned | set(practices or ())
        roles.must_be_allowed(self.vault.holder, action, practices)
