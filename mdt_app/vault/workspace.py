"""What every use case takes: an unlocked vault, who is using it, and what day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mdt_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Workspace:
    """An unlocked vault, the person using it, and what day it is."""

    vault: Vault
    user: str
    today: Callable[[], date]
