"""Fresh stores and files for one made-up example after another."""

import shutil
from itertools import count
from pathlib import Path

from mdt_app.intake.exporting import export_store
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE


class Bench:
    """Fresh stores and files for one made-up example after another, in one folder."""

    def __init__(self, template: Path, folder: Path, today) -> None:
        self._template, self._folder, self._today = template, folder, today
        self._numbers = count()
        self._open = []

    def new_example(self) -> None:
        while self._open:
            self._open.pop().lock()

    def store(self) -> Workspace:
        folder = self.folder("store")
        shutil.copytree(self._template, folder)
        vault, user = open_store(folder, PASSPHRASE)
        self._open.append(vault)
        return Workspace(vault, user, self._today)

    def files(self, texts) -> list[Path]:
        folder = self.folder("files")
        folder.mkdir()
        paths = []
        for name, text in texts.items():
            path = folder / f"{name}.csv"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return paths

    def folder(self, name: str) -> Path:
        return self._folder / f"{name}{next(self._numbers)}"

    def export(self, store: Workspace) -> dict[str, bytes]:
        folder = self.folder("export")
        return {path.name: path.read_bytes() for path in export_store(store, folder)}
