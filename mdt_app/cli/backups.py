"""`backup` and `restore`: a copy made and proven, a copy put in the place of the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import AsJson, PassphraseFile, Store, opened, show, show_json
from mdt_app.cli.passphrases import passphrase_for
from mdt_app.errors import UserError

if TYPE_CHECKING:
    from mdt_app.vault.copies import Copy

_MOST_NAMED = 5


def backup(
    store: Store,
    prove: Annotated[
        bool, typer.Option("--prove", help="Also put the copy back beside the store and check it.")
    ] = False,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Copy the store, encrypted, into its backups folder; a copy counts once it has been opened."""
    from mdt_app.vault.backups import back_up
    from mdt_app.vault.drill import prove_newest
    from mdt_app.vault.trail import BACKED_UP, Access, note_in

    with opened(store, passphrase_file, to_read=True) as ws:  # also beside an open window
        copy = back_up(ws.vault, "asked")
        note_in(ws.vault, ws.user, [Access(BACKED_UP, copy.name)])
        entries = prove_newest(ws.vault).entries if prove else None
    if as_json:
        show_json({"backup": str(copy), "proven": prove, "entries": entries})
    else:
        show(str(copy))
    if entries is not None:
        say(f"Proven: put back beside the store, opened, and {entries} entries read.")


def restore(
    store: Store,
    copy: Annotated[
        str,
        typer.Argument(
            metavar="BACKUP", help="A copy: its path, its name in the backups folder, or `newest`."
        ),
    ],
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
    then: Annotated[
        Path | None,
        typer.Option(
            "--passphrase-then",
            metavar="FILE",
            help="The passphrase of the copy's time, if the keys were changed since.",
        ),
    ] = None,
) -> None:
    """Put a copy in the place of the store, damaged or not. The store as it was is kept."""
    from mdt_app.vault.restoring import restore as put_back

    chosen = _chosen(store, copy)
    passphrase = passphrase_for(store, passphrase_file)
    done = put_back(store, chosen, passphrase, then=passphrase_for(store, then) if then else "")
    if as_json:
        show_json({"restored": chosen.path.name, "kept": str(done.kept) if done.kept else None})
    say(f"Put back {chosen.path.name}, made {chosen.made_at:%d %b %Y %H:%M} UTC.")
    if done.kept is not None:
        say(f"The store as it was is kept as {done.kept}.")


def _chosen(store: Path, named: str) -> Copy:
    from mdt_app.vault.copies import FOLDER, copies_in, copy_at, newest_of

    copies = copies_in(store)
    if named == "newest":
        found = newest_of(copies)
    else:
        path = Path(named) if Path(named).is_file() else store / FOLDER / named
        found = copy_at(path)
    if found is not None:
        return found
    names = ", ".join(copy.path.name for copy in copies[:_MOST_NAMED])
    raise UserError(
        f"There is no copy of that name for {store}.",
        f"The newest are {names}." if names else "Its backups folder holds none.",
    )
