"""Puts parts of an older copy of a store's file back over the newer one, page by page."""

from pathlib import Path

PAGE = 4096


def pages_of(path: Path) -> list[bytes]:
    """The file's pages as they lie on the disk."""
    content = path.read_bytes()
    return [content[at : at + PAGE] for at in range(0, len(content), PAGE)]


def pages_that_differ(older: list[bytes], newer: list[bytes]) -> list[int]:
    """The places of pages that both files have, with another content."""
    return [at for at, (old, new) in enumerate(zip(older, newer, strict=False)) if old != new]


def with_old_pages(older: list[bytes], newer: list[bytes], places: set[int]) -> bytes:
    """The newer file with the older pages at these places."""
    return b"".join(older[at] if at in places else page for at, page in enumerate(newer))
