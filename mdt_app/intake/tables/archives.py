"""Parts of a zip archive, read within limits: what an archive says of itself may be a lie."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

_MOST_BYTES = 100 << 20
_HIGHEST_RATIO = 200
_SMALL = 1 << 20
"""Below this a part may be as dense as it likes."""
_LONGEST_CONTENTS = 2 << 20
_LONGEST_END = (1 << 16) + 22
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""All that workbooks use."""


class Damaged(Exception):  # noqa: N818 - caught where the file's name is known
    """The container is not what it says it is."""


class TooMuch(Exception):  # noqa: N818 - caught where the file's name is known
    """More would come out of it than any list of people needs."""


class Protected(Exception):  # noqa: N818 - caught where the file's name is known
    """It opens only with a password."""


def names_in(path: Path) -> list[str]:
    """The names of an archive's parts, with plain slashes."""
    with _opened(path) as archive:
        return [_plain(info.filename) for info in archive.infolist()]


def start_of(path: Path, name: str, count: int) -> bytes:
    """The first bytes of one part."""
    with _opened(path) as archive, archive.open(name) as part:
        return part.read(count)


def parts_of(path: Path, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """The wanted parts one after another, each whole and checked against its sum."""
    with _opened(path) as archive:
        infos = {_plain(info.filename): info for info in archive.infolist()}
        if len(infos) < len(archive.infolist()):
            raise Damaged
        _refuse_bombs(infos.values())
        for name, info in infos.items():
            if is_wanted(name):
                yield name, _whole(archive, info)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    _refuse_long_contents(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if any(info.compress_type not in _METHODS for info in archive.infolist()):
                raise Damaged
            yield archive
    except (zipfile.BadZipFile, zlib.error, ValueError, LookupError, RuntimeError, EOFError):
        raise Damaged from None


def stored(parts: Iterator[tuple[str, bytes]]) -> io.BytesIO:
    """A new archive of these parts, uncompressed: nothing more can come out of it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part)
    content.seek(0)
    return content


def _refuse_long_contents(path: Path) -> None:
    """A table of contents of millions of parts takes long to read before anything is known."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _LONGEST_END))
        end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if size > _MOST_BYTES:
        raise TooMuch
    if place < 0 or len(end) < place + 16:
        raise Damaged
    if struct.unpack_from("<I", end, place + 12)[0] > _LONGEST_CONTENTS:
        raise TooMuch


def _refuse_bombs(infos: Collection[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Protected
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        raise TooMuch
    for info in infos:
        if info.file_size > max(_SMALL, _HIGHEST_RATIO * info.compress_size):
            raise TooMuch


def _whole(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as part:
        found = part.read(info.file_size + 1)
    if len(found) != info.file_size:
        raise Damaged
    return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
