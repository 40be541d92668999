"""Runs a program under strace and tells, call by call, what it did to the disk."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

_TRACED = (
    "openat,write,pwrite64,lseek,fsync,fdatasync,ftruncate,sendfile"
    ",rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
_LONGEST = 4_000_000
_LINE = re.compile(r"(?P<name>\w+)\((?P<given>.*)\)\s+= (?P<result>\d+)(?:<[^>]*>)?$")
_PART = re.compile(r'"(?P<text>[^"]*)"(?P<is_cut>\.{3})?|(?P<number>\w+)(?:<(?P<path>[^>]*)>)?')
_BEGUN = re.compile(r"(?P<who>\d+) +(?P<call>.*) <unfinished \.\.\.>$")
_ENDED = re.compile(r"(?P<who>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Call:
    """One successful call: what it did, at which path, by which number of an open file."""

    name: str
    path: str = ""
    file: int = -1
    content: bytes = b""
    at: int = 0
    to: str = ""
    """The other name, of a rename or a link."""
    flags: frozenset[str] = frozenset()


def _may_watch() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "true"], capture_output=True).returncode == 0


needs_watching = pytest.mark.skipif(
    not _may_watch(), reason="needs strace, and leave to watch the disk"
)


def watched(script: str, *arguments: str, trace: Path) -> list[Call]:
    """What a script did to the disk, in the order in which the calls came back."""
    watching = ["strace", "-f", "-y", "-xx", "-s", str(_LONGEST), "-e", f"trace={_TRACED}"]
    program = [sys.executable, "-c", script, *arguments]
    ended = subprocess.run(
        [*watching, "-o", str(trace), *program], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return [call for line in _whole_lines(trace) if (call := _call(line)) is not None]


def _whole_lines(trace: Path) -> Iterator[str]:
    """Each call on one line, also where another thread's call came in between."""
    begun: dict[str, str] = {}
    with trace.open() as lines:
        for line in lines:
            line = line.rstrip("\n")
            if (started := _BEGUN.match(line)) is not None:
                begun[started["who"]] = started["call"]
            elif (ended := _ENDED.match(line)) is not None:
                yield begun.pop(ended["who"]) + ended["rest"]
            else:
                yield line.split(None, 1)[1]


def _call(line: str) -> Call | None:
    match = _LINE.match(line)
    if match is None:
        return None
    name, parts = match["name"], list(_PART.finditer(match["given"]))
    assert not any(part["is_cut"] for part in parts), "the trace is cut short"
    texts = [_unhexed(part["text"]) for part in parts if part["text"] is not None]
    result = int(match["result"])
    if name == "openat":
        flags = frozenset(part["number"] for part in parts if part["number"])
        return Call("open", _joined(parts[0], texts[0]), result, flags=flags)
    if name in ("rename", "renameat", "renameat2", "link", "linkat"):
        places = [part for part in parts if part["path"] is not None] or [None, None]
        old, new = (_joined(*each) for each in zip(places[:2], texts, strict=True))
        return Call(name[:6].removesuffix("at"), old, to=new)
    if name in ("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"):
        is_folder = name == "rmdir" or "AT_REMOVEDIR" in match["given"]
        made = "mkdir" if name.startswith("mkdir") else "rmdir" if is_folder else "unlink"
        return Call(made, _joined(parts[0], texts[0]))
    return _on_a_file(name, parts, texts, result)


def _on_a_file(name: str, parts: list[re.Match[str]], texts: list[bytes], result: int) -> Call:
    path, file = _unhexed(parts[0]["path"] or "").decode(), int(parts[0]["number"])
    if name in ("fsync", "fdatasync"):
        return Call("sync", path, file)
    if name == "lseek":
        return Call("seek", path, file, at=result)
    if name == "ftruncate":
        return Call("truncate", path, file, at=int(parts[1]["number"]))
    if name == "sendfile":
        source = _unhexed(parts[1]["path"] or "").decode()
        return Call("send", path, file, at=result, to=source)
    if name == "pwrite64":
        return Call("write at", path, file, texts[0][:result], int(parts[-1]["number"]))
    return Call("write", path, file, texts[0][:result])


def _joined(place: re.Match[str] | None, name: bytes) -> str:
    folder = _unhexed(place["path"]).decode() if place is not None and place["path"] else "/"
    return str(Path(folder) / name.decode())


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
