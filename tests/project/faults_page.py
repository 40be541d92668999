"""The page of faults, written from `tests/project/faults.toml` and the figures of a full run."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.vault.how_many import FIGURES

_FAULTS = Path(__file__).with_name("faults.toml")
_HEAD = """\
# What was tried to break it, and what happened

> Written from [faults.toml](../../tests/project/faults.toml) by \
`python -m tests.project.write_pages`; do not edit this page.

Every row is a fault that was brought about on the real program, what must happen, and the tests \
that prove it at every run of the suite. *Without the protection* names the test that plays the \
same fault with the protection taken away and sees the harm, or says why there is none.

## Figures

From the last full run (`python -m tests.vault.figures`), all at once, on Linux; the suite plays \
fewer. The cuts without syncs are the same ones with the database's own syncs switched off: they \
show that the harness does harm where it can.

| What | Tried | Found | On |
|---|--:|---|---|
"""
_BY_HAND = """\
## Taken away by hand

On 22 November 2026 the protections of faults 1 to 15, 20 to 25 and 29 were taken away one by \
one in the code itself, 48 of them, and the tests named above were run. Five tests did not notice: \
of a copy on a disk that fills up meanwhile, of the lock of a dead window, of a flipped bit, of a \
search, and of a locked workbook. They were mended, and notice now; two were noticed by tests that \
were not named here, and are. Of fault 13 a key that the closed store keeps goes unnoticed, and \
rightly: the process itself ends at a lock. Of faults 30 and 31 nine were taken away later that \
day (narrow buttons, a control without a name, rows that Tab does not reach, pale words, a key \
that does nothing; names left in two places, the age itself, a page that is not cleared first): \
three were noticed only by tests that were not named here, and now are.
"""
_LIMITS = """\
## What cannot be found

- An older copy of the whole file, with its key file, is a sound store. Nothing in it can tell. \
The computer that saw the newer one says so at the next opening; another computer cannot.
- Between a change and its seal, some seconds, an old page of a table that was changed is not found.
- Half-typed text and lists that are worked out again are not sealed: nobody has decided them.
- Whoever holds the key of the file can write what they like and seal it again.
- A network or a cloud is known by its kind of disk, its path and its marks. One that shows none \
of them is not known. The ways of Windows and of the Mac are written and have not been tried there.
- A disk that says it has written what it has not is beyond the program.
- The simulated power cuts lose, tear and keep writes of single calls, and lose and reorder what \
was done to the names in a folder. They know the calls of Linux; a folder there is synced, which \
Windows does by itself.
- Where the power goes while somebody is removed, the store opens as before or as afterwards. The \
new one-time passphrases are shown, and said to be written down, before anything is changed; \
whoever removes keeps their own.
"""


def faults() -> list[dict[str, Any]]:
    """The faults as they stand in the file."""
    return list(tomllib.loads(_FAULTS.read_text(encoding="utf-8"))["fault"])


def figures() -> dict[str, dict[str, Any]]:
    """What the latest full run found."""
    found: dict[str, dict[str, Any]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def page() -> str:
    """The whole page."""
    rows = [_figure(name, found) for name, found in figures().items()]
    parts = [_HEAD + "\n".join(rows) + "\n", *(_fault(one) for one in faults()), _BY_HAND, _LIMITS]
    return "\n".join(parts)


def _figure(name: str, found: Mapping[str, Any]) -> str:
    others = {what: count for what, count in found.items() if what not in ("tried", "on")}
    said = ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in others.items())
    return f"| {name} | {found['tried']:,} | {said} | {found['on']} |"


def _fault(one: Mapping[str, Any]) -> str:
    lines = [f"## {one['number']} · {one['name']}", "", f"{one['outcome']}.", ""]
    lines += [f"- `{named}`" for named in one["tests"]]
    lines += ["", "Without the protection:", ""]
    lines += [f"- `{named}`" for named in one.get("controls", ())]
    if "without" in one:
        lines.append(f"- {one['without']}")
    return "\n".join(lines) + "\n"
