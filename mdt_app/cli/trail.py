"""The trail on the command line: as lines, as one JSON document, or one person's as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import AsJson, PassphraseFile, Since, Store, Until, opened, show, show_json

if TYPE_CHECKING:
    from mdt_app.meeting.trail import Trail, TrailRow

_ALL = 10_000_000


def trail(
    store: Store,
    patient: Annotated[str, typer.Option("--patient", metavar="NHS", help="One person.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="What one person did.")] = "",
    part: Annotated[
        str,
        typer.Option(
            "--what",
            metavar="PART",
            help="entered, seen, left (printed or exported), imported, or `came and went`.",
        ),
    ] = "",
    words: Annotated[
        str, typer.Option("--find", metavar="WORDS", help="Names, numbers, who, or what was done.")
    ] = "",
    since: Since = None,
    until: Until = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.pdf", help="Write the trail of --patient as PDF."),
    ] = None,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Who entered, saw, printed, exported and imported what, about whom; the latest first."""
    from mdt_app.cli.noting import note_shown
    from mdt_app.meeting.trail import PARTS, Wish, read_trail

    if part and part not in dict(PARTS):
        known = ", ".join(name for name, _ in PARTS)
        raise typer.BadParameter(f"It is one of: {known}.", param_hint="--what")
    number = patient.replace(" ", "")
    wish = Wish(words, number, by, part, since, until)
    if to is not None:
        _write(store, wish, to, passphrase_file)
        return
    with opened(store, passphrase_file, to_read=True) as ws:
        with ws.vault.reading() as reading:
            found = read_trail(reading, wish, _ALL)
        whom = [number for row in found.rows for number in row.line.whom]
        note_shown(ws, "trail", [wish.person] if wish.person else whom)
    if as_json:
        show_json(_document(found))
        return
    for row in found.rows:
        when = row.at.isoformat(" ", "seconds")
        show("\t".join((when, row.line.by, row.what, _whom(row), row.said)))
    say(f"{found.total} lines.")


def _write(store: Path, wish: Any, to: Path, passphrase_file: Path | None) -> None:
    from mdt_app.documents.trail_pdf import write_trail

    if to.suffix.casefold() != ".pdf":
        raise typer.BadParameter("The file's name ends in .pdf.", param_hint="--to")
    if not wish.person:
        raise typer.BadParameter("Say whose with --patient.", param_hint="--to")
    with opened(store, passphrase_file) as ws:
        count = write_trail(ws, wish, to)
    say(f"Wrote {to}, {count} lines. It names a patient: keep it safe.")


def _whom(row: TrailRow) -> str:
    whom = row.line.whom
    return whom[0] if len(whom) == 1 else row.whom or "-"


def _document(trail: Trail) -> dict[str, Any]:
    """Others may rely on this shape: add keys, never rename."""
    return {
        "patient": trail.wish.person or None,
        "total": trail.total,
        "lines": [_line(row) for row in trail.rows],
    }


def _line(row: TrailRow) -> dict[str, Any]:
    line = row.line
    return {
        "at": line.at.isoformat(timespec="milliseconds"),
        "by": line.by,
        "part": line.part,
        "kind": line.kind,
        "what": row.what,
        "said": row.said,
        "patients": list(line.whom),
        "origin": line.origin or None,
        "entry": line.entry or None,
        "line": line.access or None,
        "digest": line.digest or None,
    }
