"""Which pack speaks in a store: the shipped one, or the network's own on top of it."""

from mdt_app.flags.pack import Pack, load_pack
from mdt_app.vault.entries import Rows


def pack_in_force(rows: Rows) -> Pack:  # noqa: ARG001
    """The pack that speaks in this store now."""
    return load_pack()
