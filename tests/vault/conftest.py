"""A store of which there is a copy."""

import pytest

from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import Copy, copy_at
from mdt_app.vault.workspace import Workspace


@pytest.fixture
def copy(ws: Workspace) -> Copy:
    """The store as it was before an import."""
    made = copy_at(back_up(ws.vault, "import"))
    assert made is not None
    return made
