"""The packs of rules: which there are, which speaks, and taking a network's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import AsJson, PassphraseFile, opened, show, show_json

if TYPE_CHECKING:
    from mdt_app.flags.own_packs import TakenPack
    from mdt_app.flags.pack import Pack, PackName
    from mdt_app.vault.vault import Reading

Document = dict[str, Any]


def packs(
    store: Annotated[
        Path | None,
        typer.Argument(metavar="[STORE]", help="The store's folder; without one, --check."),
    ] = None,
    take: Annotated[
        Path | None,
        typer.Option("--take", metavar="FILE.toml", help="Let the network's own pack speak."),
    ] = None,
    use_shipped: Annotated[
        bool, typer.Option("--use-shipped", help="Go back to the pack the program ships.")
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE.toml", help="Only say whether a pack is right."),
    ] = None,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """The packs of rules, and which one speaks."""
    if sum((take is not None, use_shipped, check is not None)) > 1:
        raise typer.BadParameter("Give one of --take, --use-shipped and --check.")
    if check is not None:
        _check(check)
        return
    if store is None:
        raise typer.BadParameter("Name the store's folder, or a file after --check.")
    if take is not None or use_shipped:
        _change(store, take, passphrase_file)
        return
    with opened(store, passphrase_file, to_read=True) as ws, ws.vault.reading() as reading:
        document = _document(reading)
    if as_json:
        show_json(document)
        return
    for pack in document["packs"]:
        show(_line(pack))


def _check(file: Path) -> None:
    from mdt_app.flags.own_packs import read_own_pack
    from mdt_app.flags.pack_changes import counted_changes, new_holes

    pack = read_own_pack(file)
    for line in _differences(pack):
        show(line)
    for hole in new_holes(pack):
        say(f"Look again: {hole}.")
    say(f"{file.name} can be taken: {counted_changes(pack)}.")


def _change(store: Path, file: Path | None, passphrase_file: Path | None) -> None:
    """A file with a mistake is refused before the passphrase is asked for."""
    from mdt_app.flags.own_packs import read_own_pack, take_own_pack, use_shipped_pack
    from mdt_app.flags.pack_changes import counted_changes, new_holes

    if file is not None:
        read_own_pack(file)
    with opened(store, passphrase_file) as ws:
        pack = use_shipped_pack(ws) if file is None else take_own_pack(ws, file)
    for hole in new_holes(pack):
        say(f"Look again: {hole}.")
    say(f"{pack.called.words} speaks now: {counted_changes(pack)}.")


def _differences(pack: "Pack") -> Iterator[str]:
    for off in pack.off:
        yield f"off      {off.rule}: {off.reason}"
    for rule in pack.rules:
        if rule.id in pack.changed:
            versions = f"version {pack.changed[rule.id]} → {rule.version}"
            yield f"changed  {rule.id}, {versions}: {rule.when.in_words()}"
        elif rule.id in pack.added:
            yield f"added    {rule.id}: {rule.when.in_words()}"


def _document(reading: "Reading") -> Document:
    from mdt_app.flags.in_force import texts_in_force
    from mdt_app.flags.own_packs import packs_taken
    from mdt_app.flags.pack import DEFAULT_PACK, load_pack, shipped_packs

    is_shipped = texts_in_force(reading) is None
    shipped = [
        _pack(load_pack(name).called, speaks=is_shipped and name == DEFAULT_PACK)
        for name in shipped_packs()
    ]
    return {"packs": [*shipped, *map(_taken, packs_taken(reading))]}


def _taken(taken: "TakenPack") -> Document:
    return {
        **_pack(taken.called, speaks=taken.speaks),
        "based_on": f"{taken.based_on.name} {taken.based_on.version}",
        "taken_on": taken.on.isoformat(),
        "taken_by": taken.by,
    }


def _pack(called: "PackName", *, speaks: bool) -> Document:
    return {**called._asdict(), "speaks": speaks, "based_on": None}


def _line(pack: Document) -> str:
    origin = "shipped"
    if pack["based_on"]:
        origin = f"own, taken {pack['taken_on']} by {pack['taken_by']}, on {pack['based_on']}"
    words = (pack["name"], pack["version"], pack["title"], origin)
    return "\t".join((*words, "speaks") if pack["speaks"] else words)
