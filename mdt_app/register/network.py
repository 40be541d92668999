"""Setting up a network: its name and its practices."""

from collections.abc import Mapping

from sqlmodel import select

from mdt_app.register.tables import NetworkRow, PracticeRow
from mdt_app.vault.storable import storable
from mdt_app.vault.workspace import Workspace


def set_up_network(ws: Workspace, name: str, practices: Mapping[str, str]) -> None:
    """Name the network and add or rename its practices, given as ODS code → name."""
    name = storable(name)
    practices = {ods: storable(said) for ods, said in practices.items()}
    with ws.vault.writing(ws.user, "network set up") as writing:
        row = writing.session.exec(select(NetworkRow)).first() or NetworkRow(name=name)
        row.name = name
        writing.session.add(row)
        for ods, practice_name in practices.items():
            writing.session.merge(PracticeRow(ods=ods, name=practice_name))
        writing.record("network", {"name": name, "practices": dict(practices)})
