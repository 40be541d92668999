"""Letters and lists of a meeting, written into a folder, each practice in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.minutes import meeting_id, must_know_practice
from mdt_app.cli.opening import PassphraseFile, Practice, Store, opened, show

_KINDS = {
    "practices": "gp_letter",
    "people": "person_letter",
    "summaries": "summary",
    "actions": "actions",
    "numbers": "numbers",
    "calendar": "calendar",
}


def letters(
    store: Store,
    meeting: Annotated[str, typer.Argument(metavar="MEETING", help="Its day, its id, or `last`.")],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A folder that exists.")],
    what: Annotated[
        list[str] | None,
        typer.Option(
            "--what",
            metavar="KIND",
            help=f"One of {', '.join(_KINDS)}; may be repeated. Without it: practices, actions.",
        ),
    ] = None,
    practice: Practice = "",
    large_print: Annotated[
        bool, typer.Option("--large-print", help="Letters to people in large print.")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write letters and lists of a meeting; for one practice, of its own people only."""
    from mdt_app.documents.letter_case import left_out_words
    from mdt_app.documents.outputs import Order, write_outputs

    wanted = what or ["practices", "actions"]
    if unknown := [kind for kind in wanted if kind not in _KINDS]:
        known = f"It is one of {', '.join(_KINDS)}."
        raise typer.BadParameter(f"{unknown[0]} cannot be written. {known}", param_hint="--what")
    if not to.is_dir():
        raise typer.BadParameter("There is no such folder.", param_hint="--to")
    with opened(store, passphrase_file) as ws:
        with ws.vault.reading() as reading:
            must_know_practice(reading, practice.upper())
            found = meeting_id(reading, meeting)
        kinds = tuple(_KINDS[kind] for kind in wanted)
        written = write_outputs(ws, Order(found, kinds, practice.upper(), large_print), to)
    for path in written.files:
        show(str(path))
    if written.left_out:
        say(f"Left out: {left_out_words(written.left_out)}.")
    say(f"Wrote {len(written.files)} files. They name patients: keep them safe.")
