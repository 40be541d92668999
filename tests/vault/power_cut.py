"""Plays a power cut: what a traced program wrote, cut off anywhere, un-synced writes half lost."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

TRACED = "trace=write,pwrite64,fsync,fdatasync,ftruncate"
_CALL = re.compile(
    r"^\d+ +(?P<call>\w+)\(\d+<(?P<path>[^>]*)>(?:, \"(?P<bytes>[^\"]*)\")?(?:, (?P<one>\d+))?"
    r"(?:, (?P<two>\d+))?\)\s+= (?!-1)"
)
_SECTOR = 512
_DROPPED, _TORN = 0.4, 0.6


@dataclass(frozen=True)
class Call:
    """One successful call of the program: to which file, what, and where."""

    name: str
    path: str
    content: bytes
    at: int


def calls_of(trace: Path) -> list[Call]:
    """The calls in a trace that strace wrote with `-f -y -xx`."""
    found = (_CALL.match(line) for line in trace.read_text().splitlines())
    return [_call(match) for match in found if match is not None]


def _call(match: re.Match[str]) -> Call:
    name = match["call"]
    at = match["two"] if name == "pwrite64" else match["one"]
    return Call(
        name, _unhexed(match["path"]).decode(), _unhexed(match["bytes"] or ""), int(at or 0)
    )


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class _Disk:
    """One file as the disk has it for sure, and what it was told since the last sync."""

    sure: bytearray
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        for call in self.pending:
            _apply(self.sure, call)
        self.pending.clear()

    def after_the_cut(self) -> bytes:
        """Each write since the last sync is lost, torn at a sector, or there after all."""
        content = bytearray(self.sure)
        for call in self.pending:
            luck = random.random()
            if luck < _DROPPED:
                continue
            if luck < _TORN and call.name == "pwrite64" and len(call.content) > _SECTOR:
                cut = _SECTOR * random.randrange(1, len(call.content) // _SECTOR + 1)
                call = Call(call.name, call.path, call.content[:cut], call.at)
            _apply(content, call)
        return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    if call.name == "ftruncate":
        del content[call.at :]
        content.extend(b"\0" * (call.at - len(content)))
        return
    end = call.at + len(call.content)
    content.extend(b"\0" * (end - len(content)))
    content[call.at : end] = call.content


def cut_after(calls: list[Call], before: dict[str, bytes]) -> dict[str, bytes]:
    """The files, given by path as they were before, when the power goes after the last call."""
    disks = {path: _Disk(bytearray(content)) for path, content in before.items()}
    for call in calls:
        disk = disks.get(call.path)
        if disk is None:
            continue
        if call.name in ("fsync", "fdatasync"):
            disk.sync()
        else:
            disk.pending.append(call)
    return {path: disk.after_the_cut() for path, disk in disks.items()}
