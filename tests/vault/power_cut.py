"""Plays a power cut: what a watched program did to a folder, cut off anywhere.

What was written to a file since it was last synced is lost, torn at a sector, or there after all.
What was done to the names in a folder since that was last synced is lost, done up to a moment
before, or done here and there out of its order; only of one name nothing later comes first.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from tests.vault.watched import Call

_SECTOR = 512
_DROPPED, _TORN = 0.4, 0.6
_SHORTLY = 15
"""Calls."""
_ROOT = -1
"""The number of the folder itself; others in it have lower ones. Files are counted from 0."""

Name = tuple[int, str]
"""In which folder, and how it is called there."""
Names = dict[Name, int | None]


@dataclass(frozen=True)
class AfterTheCut:
    """What is found in the folder when the power is back."""

    folders: tuple[str, ...]
    files: tuple[tuple[tuple[str, ...], bytes], ...]
    """The names of each file, more than one where it was linked, and what is in it."""

    def put_at(self, folder: Path) -> None:
        """Make the folder so, whatever is there."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for each in self.folders:
            (folder / each).mkdir()
        for names, content in self.files:
            first, *others = (folder / name for name in names)
            first.write_bytes(content)
            for other in others:
                os.link(first, other)


@dataclass
class _File:
    """One file as the disk has it for sure, and what it was told since the last sync."""

    sure: bytearray
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        for call in self.pending:
            _apply(self.sure, call)
        self.pending.clear()

    def now(self) -> bytearray:
        """As programs see it."""
        content = bytearray(self.sure)
        for call in self.pending:
            _apply(content, call)
        return content

    def after_the_cut(self) -> bytes:
        """Each write since the last sync is lost, torn at a sector, or there after all."""
        content = bytearray(self.sure)
        for call in self.pending:
            luck = random.random()
            if luck < _DROPPED:
                continue
            if luck < _TORN and len(call.content) > _SECTOR:
                cut = _SECTOR * random.randrange(1, len(call.content) // _SECTOR + 1)
                call = replace(call, content=call.content[:cut])
            _apply(content, call)
        return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    if call.name == "truncate":
        del content[call.at :]
        content.extend(b"\0" * (call.at - len(content)))
        return
    end = call.at + len(call.content)
    content.extend(b"\0" * (end - len(content)))
    content[call.at : end] = call.content


class Disk:
    """A folder and all in it as the disk has it, while a watched program works there."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._files: list[_File] = []
        self._folders = 1
        self._names: Names = {}
        for path in sorted(folder.rglob("*")):
            new = self._new_folder() if path.is_dir() else self._new_file(path.read_bytes())
            self._names[self._name_of(str(path))] = new
        self._sure = dict(self._names)
        self._pending: list[Names] = []
        self._opened: dict[int, int] = {}
        self._at: dict[int, int] = {}

    def is_changed_by(self, call: Call) -> bool:
        """Whether a call changes anything that lies in the folder, or makes it last."""
        changes = call.name not in ("open", "seek") or "O_CREAT" in call.flags
        touched = (call.path == self._root, self._is_ours(call.path), self._is_ours(call.to))
        return changes and any(touched)

    def do(self, call: Call) -> None:
        """What the program did next."""
        if call.name == "open":
            self._open(call)
        elif call.name in ("rename", "link"):
            moved = self._known(call.to, self._found(call.path))
            self._change(moved | (self._known(call.path, None) if call.name == "rename" else {}))
        elif call.name in ("unlink", "rmdir"):
            self._change(self._known(call.path, None))
        elif call.name == "mkdir" and self._is_ours(call.path):
            self._change({self._name_of(call.path): self._new_folder()})
        elif call.file in self._opened:
            self._on_a_file(call, self._opened[call.file])

    def after_the_cut(self) -> AfterTheCut:
        """The folder when the power goes now."""
        names = dict(self._sure)
        for change in self._lasting():
            names.update(change)
        folders: dict[int, str] = {_ROOT: ""}
        waiting, files = [_ROOT], dict[int, list[str]]()
        while waiting:
            folder = waiting.pop()
            for (within, name), number in names.items():
                if within != folder or number is None:
                    continue
                path = f"{folders[folder]}/{name}".lstrip("/")
                if number < 0:
                    folders[number] = path
                    waiting.append(number)
                else:
                    files.setdefault(number, []).append(path)
        return AfterTheCut(
            tuple(folders.values())[1:],
            tuple((tuple(n), self._files[number].after_the_cut()) for number, n in files.items()),
        )

    def _open(self, call: Call) -> None:
        self._at[call.file] = 0
        self._opened.pop(call.file, None)
        if not self._is_ours(call.path) and call.path != self._root:
            return
        if self._found(call.path) is None:
            self._change({self._name_of(call.path): self._new_file()})
        number = self._found(call.path)
        assert number is not None
        self._opened[call.file] = number
        if "O_TRUNC" in call.flags:
            self._files[number].pending.append(replace(call, name="truncate", at=0))

    def _on_a_file(self, call: Call, number: int) -> None:
        if call.name == "sync":
            if number < 0:
                self._sync_names_in(number)
            else:
                self._files[number].sync()
        elif call.name == "seek":
            self._at[call.file] = call.at
        elif call.name in ("write", "send"):
            content = call.content if call.name == "write" else self._sent(call)
            told = replace(call, content=content, at=self._at[call.file])
            self._files[number].pending.append(told)
            self._at[call.file] += len(content)
        else:
            self._files[number].pending.append(call)

    def _sent(self, call: Call) -> bytes:
        """So many bytes of another file, whole files only."""
        number = self._found(call.to)
        assert number is not None
        content = bytes(self._files[number].now())
        assert call.at in (0, len(content))
        return content[: call.at]

    def _found(self, path: str) -> int | None:
        """What stands at a path, as programs see it."""
        if path == self._root:
            return _ROOT
        return self._names.get(self._name_of(path)) if self._is_ours(path) else None

    def _name_of(self, path: str) -> Name:
        above = self._found(str(PurePosixPath(path).parent))
        assert above is not None
        return above, PurePosixPath(path).name

    def _known(self, path: str, number: int | None) -> Names:
        return {self._name_of(path): number} if self._is_ours(path) else {}

    def _change(self, change: Names) -> None:
        if change:
            self._names.update(change)
            self._pending.append(change)

    def _sync_names_in(self, folder: int) -> None:
        """Whatever was done to names in that folder, and what came before to the same names."""
        wanted: set[Name] = set()
        later: list[Names] = []
        synced: list[Names] = []
        for change in reversed(self._pending):
            if any(name[0] == folder or name in wanted for name in change):
                wanted.update(change)
                synced.append(change)
            else:
                later.append(change)
        for change in reversed(synced):
            self._sure.update(change)
        self._pending = later[::-1]

    def _lasting(self) -> Sequence[Names]:
        """Which changes of names are there after the cut though nothing has synced them."""
        luck = random.random()
        if luck < 1 / 4:
            return ()
        if luck < 1 / 2:
            return self._pending[: random.randrange(len(self._pending) + 1)]
        kept: list[Names] = []
        lost: set[Name] = set()
        for change in self._pending:
            if lost.isdisjoint(change) and random.random() > _DROPPED:
                kept.append(change)
            else:
                lost.update(change)
        return kept

    def _new_file(self, content: bytes = b"") -> int:
        self._files.append(_File(bytearray(content)))
        return len(self._files) - 1

    def _new_folder(self) -> int:
        self._folders += 1
        return -self._folders

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self._root + "/")


def cuts(
    disk: Disk, calls: Sequence[Call], tries: int, around: str = ""
) -> Iterator[tuple[int, AfterTheCut]]:
    """The folder after each of so many cuts, and how many calls had come back by then.

    Each call that changes it, or says something, has its turn as the last one; where there are
    fewer cuts, the first call and the last have theirs. `around`: only shortly before and after
    something of that name is renamed.
    """
    ends = [n for n, call in enumerate(calls, 1) if disk.is_changed_by(call) or is_said(call)]
    if around:
        moved = (n for n in ends if calls[n - 1].name == "rename")
        at = next(n for n in moved if calls[n - 1].path.endswith(around))
        ends = [n for n in ends if abs(ends.index(n) - ends.index(at)) <= _SHORTLY]
    whole, rest = divmod(tries - 2, len(ends))
    chosen = Counter([ends[0], ends[-1], *ends * whole, *random.sample(ends, rest)])
    for number, call in enumerate(calls, 1):
        disk.do(call)
        for _ in range(chosen[number]):
            yield number, disk.after_the_cut()


def is_said(call: Call) -> bool:
    """Whether a call wrote to the program's standard output."""
    return call.name == "write" and call.file == 1
