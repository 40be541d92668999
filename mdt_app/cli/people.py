"""Who can open the store: list them, let somebody in, give a new passphrase, remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import (
    AsJson,
    PassphraseFile,
    Store,
    must_be_a_store,
    opened,
    show,
    show_json,
    unlocked,
)
from mdt_app.cli.passphrases import other_passphrase, passphrase_for

if TYPE_CHECKING:
    from mdt_app.vault.people import NewPassphrases
    from mdt_app.vault.slots import KeyHolder
    from mdt_app.vault.workspace import Workspace

people = typer.Typer(
    name="people",
    help="Who can open a store, and as what.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, as the minutes say it.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help="See `mdt-app people roles`.")]
Practices = Annotated[
    list[str] | None,
    typer.Option("--practice", metavar="ODS", help="A practice of theirs; may be repeated."),
]
_NO_WALL = "Roles keep colleagues from slips. They do not bind somebody with the store's key."


@people.command("list")
def list_people(
    store: Store, as_json: AsJson = False, passphrase_file: PassphraseFile = None
) -> None:
    """Everybody who can open the store, and as what."""
    from mdt_app.clinical.words import counted
    from mdt_app.vault.people import has_recovery_code, people_of
    from mdt_app.vault.roles import role_words

    with opened(store, passphrase_file, to_read=True):
        found, has_code = people_of(store), has_recovery_code(store)
    if as_json:
        show_json({"people": [_shape(each) for each in found], "recovery_code": has_code})
        return
    for each in found:
        more = (" ".join(each.practices), "must choose a passphrase" if each.must_choose else "")
        show("\t".join((each.name, role_words(each.role), *filter(None, more))))
    code = "there is one" if has_code else "none"
    say(f"{counted(len(found), 'person', 'people')}. Recovery code: {code}.")


@people.command("roles")
def list_roles(as_json: AsJson = False) -> None:
    """What each role may do."""
    from mdt_app.vault.roles import roles_for_people

    found = roles_for_people()
    if as_json:
        show_json(
            {"roles": [{"role": r.code, "words": r.words, "may": dict(r.may)} for r in found]}
        )
        return
    for role in found:
        show(f"{role.code}\t{role.does}")
    say(_NO_WALL)


@people.command("add")
def add(
    store: Store,
    name: Name,
    role: Role,
    practice: Practices = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Let somebody in. Prints the one-time passphrase to give them."""
    from mdt_app.vault.people import add_person

    person = _person(name, role, practice)
    with _with_passphrase(store, passphrase_file) as (ws, passphrase):
        code = add_person(ws.vault, passphrase, person)
    _give(name, code)


@people.command("renew")
def renew(
    store: Store,
    name: Name,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Another role.")] = "",
    practice: Practices = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Give somebody a new one-time passphrase, and another role if one is named."""
    from mdt_app.vault.people import people_of, renew_person

    with _with_passphrase(store, passphrase_file) as (ws, passphrase):
        now = next((each for each in people_of(store) if each.name == name), None)
        kept = (now.role, list(now.practices)) if now is not None else ("", [])
        person = _person(name, role or kept[0] or "viewer", practice or kept[1])
        code = renew_person(ws.vault, passphrase, person)
    _give(name, code)


@people.command("remove")
def remove(store: Store, name: Name, passphrase_file: PassphraseFile = None) -> None:
    """Leave somebody outside: a new key for the store, new passphrases for everybody else."""
    from mdt_app.vault.people import remove_person

    with _with_passphrase(store, passphrase_file) as (ws, passphrase):
        given = remove_person(ws.vault, passphrase, name, tell=_show_what_is_needed)
    say(f"{name} can no longer open the store. The store has a new key.")
    say("Copies taken before, the backups among them, still open with what was known then.")
    if given.one_time:
        say("Give each of the others their one-time passphrase: the old ones are gone.")


def _show_what_is_needed(given: NewPassphrases) -> None:
    """Before they are: nobody stays outside because they were never read."""
    for whose, code in given.codes:
        show(f"{whose}\t{code}")


@people.command("passphrase")
def passphrase(
    store: Store,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--new-passphrase-file",
            metavar="FILE",
            help="Read the new one from this file, else from MDT_NEW_PASSPHRASE, else ask.",
        ),
    ] = None,
) -> None:
    """Choose another passphrase for yourself."""
    from mdt_app.vault.people import change_passphrase

    with _with_passphrase(store, passphrase_file) as (ws, old):
        change_passphrase(ws.vault, old, other_passphrase(store, new_passphrase_file))
    say("The passphrase is changed. Copies made before still open with the old one.")


@people.command("recovery-code")
def recovery_code(store: Store, passphrase_file: PassphraseFile = None) -> None:
    """Make a recovery code, in place of an earlier one. Print it once and seal it."""
    from mdt_app.vault.people import make_recovery_code

    with _with_passphrase(store, passphrase_file) as (ws, passphrase):
        show(make_recovery_code(ws.vault, passphrase))
    say("It is shown this once and kept nowhere. It opens the store: seal it and lock it away.")


@contextmanager
def _with_passphrase(store: Path, file: Path | None) -> Iterator[tuple[Workspace, str]]:
    """The store, unlocked, and the passphrase: who changes who can open it gives it twice."""
    must_be_a_store(store)
    passphrase = passphrase_for(store, file)
    with unlocked(store, passphrase) as ws:
        yield ws, passphrase


def _person(name: str, role: str, practices: list[str] | None) -> KeyHolder:
    from mdt_app.vault.roles import roles_for_people
    from mdt_app.vault.slots import KeyHolder

    known = [each.code for each in roles_for_people()]
    code = role.replace("-", "_").casefold()
    if code not in known:
        raise typer.BadParameter(f"{role!r} is no role. It is one of {', '.join(known)}.")
    return KeyHolder(name, code, tuple(practices or ()))


def _give(name: str, code: str) -> None:
    show(code)
    say(f"The one-time passphrase of {name}, shown this once. With it they choose their own.")


def _shape(holder: KeyHolder) -> dict[str, Any]:
    return {
        "name": holder.name,
        "role": holder.role,
        "practices": list(holder.practices),
        "must_choose": holder.must_choose,
    }
