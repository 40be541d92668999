"""A file for whoever helps when something goes wrong. It names no patient."""

from pathlib import Path
from typing import Annotated

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import PassphraseFile, opened, show_json


def diagnostics(
    store: Annotated[
        Path | None,
        typer.Argument(metavar="[STORE]", help="A store's folder, to count what is in it."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write it here; printed if absent."),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Versions, counts, settings and faults by their lines, without patient data."""
    from mdt_app.diagnostics import as_file
    from mdt_app.diagnostics import diagnostics as made_of
    from mdt_app.documents.written import replace_document

    if store is None:
        found = made_of()
    else:
        with opened(store, passphrase_file, to_read=True) as ws:
            found = made_of(ws.vault)
    if to is None:
        show_json(found)
        return
    replace_document(to, as_file(found), "The diagnostics file")
    say(f"Wrote {to}. It names no patient: look at it before you send it.")
