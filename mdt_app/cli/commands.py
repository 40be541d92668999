"""The command line: the window's use cases for scripts, tests and support.

Results go to standard output and words to standard error. Everything a command needs is
imported when it runs, so that `--help` and a refusal are quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from mdt_app.cli.backups import backup, restore
from mdt_app.cli.demonstration import demo
from mdt_app.cli.diagnostics import diagnostics
from mdt_app.cli.exits import STOPPED, say, status_of
from mdt_app.cli.import_report import import_lines, show_progress
from mdt_app.cli.letters import letters
from mdt_app.cli.measures import measures
from mdt_app.cli.minutes import minutes
from mdt_app.cli.opening import AsJson, On, PassphraseFile, Practice, Store, opened, show, show_json
from mdt_app.cli.packs import packs
from mdt_app.cli.passphrases import new_passphrase
from mdt_app.cli.people import people
from mdt_app.cli.retention import erase, retention
from mdt_app.cli.searches import searches
from mdt_app.cli.trail import trail
from mdt_app.errors import UserError

commands = typer.Typer(
    name="mdt-app",
    help="Diabetes network MDT meetings, offline. With no command, the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def run(arguments: Sequence[str] | None = None) -> int:
    """Do one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    is_debug = words[:1] == ["--debug"]
    _use_utf8()
    return status_of(lambda: _invoke(words), is_debug=is_debug)


def _invoke(words: list[str]) -> int:
    try:
        typer.main.get_command(commands).main(args=words, prog_name="mdt-app")
    except SystemExit as ending:
        if ending.code == STOPPED:
            raise KeyboardInterrupt from None
        if isinstance(ending.__context__, BrokenPipeError):  # the parser calls it a plain 1
            raise ending.__context__ from None
        return ending.code if isinstance(ending.code, int) else 0
    return 0


@commands.callback()
def before_any_command(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where a fault of the program happened.")
    ] = False,
) -> None:
    """Diabetes network MDT meetings, offline. With no command, the window opens."""
    # `--debug` is read by run() before anything is parsed; here it is only declared and described.


def _use_utf8() -> None:
    """A redirected Windows console would otherwise refuse `≥` or a Bengali name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


@commands.command("open")
def open_the_window(store: Store) -> None:
    """Open the window on a store."""
    from mdt_app.app import open_window

    raise typer.Exit(open_window(store))


def _named_practices(pairs: Sequence[str]) -> dict[str, str]:
    practices = {}
    for pair in pairs:
        ods, separator, name = (part.strip() for part in pair.partition("="))
        if not (ods and separator and name):
            raise typer.BadParameter(f"{pair!r} is not ODS=NAME, for example A12345='Alder Road'.")
        if ods.upper() in practices:
            raise typer.BadParameter(f"{ods.upper()} is given twice.")
        practices[ods.upper()] = name
    return practices


@commands.command()
def new(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A new or empty folder.")],
    network: Annotated[str, typer.Option("--network", metavar="NAME", help="The network's name.")],
    practice: Annotated[
        list[str],
        typer.Option("--practice", metavar="ODS=NAME", help="One practice; repeat for each."),
    ],
    user: Annotated[str, typer.Option("--user", help="Whose passphrase this is.")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make an empty store for a network and its practices."""
    from mdt_app.register.network import set_up_network
    from mdt_app.vault.store import create_store
    from mdt_app.vault.workspace import Workspace

    practices = _named_practices(practice)
    if not network.strip():
        raise typer.BadParameter("The network needs a name.", param_hint="--network")
    owner = user.strip() or _who_is_here()
    vault = create_store(store, owner, new_passphrase(store, passphrase_file))
    try:
        set_up_network(Workspace(vault, owner, date.today), network.strip(), practices)
    finally:
        vault.lock()
    say(f"Made {store} for {network.strip()}, {len(practices)} practice(s).")


def _who_is_here() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name in this environment
        return "owner"


@commands.command("import")
def import_files(
    store: Store,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files to take in.")],
    practice: Practice = "",
    layout: Annotated[
        str, typer.Option("--layout", metavar="NAME", help="A layout's name, or a layout file.")
    ] = "",
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="A workbook's sheet, or `all`.")
    ] = "",
    allow_test_numbers: Annotated[
        bool, typer.Option("--allow-test-numbers", help="Accept NHS numbers kept for testing.")
    ] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="The file is whole, though the program has its doubts."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only; keep nothing.")] = False,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Take files in: all of them, or none."""
    from mdt_app.intake.importing import preview_import, take_in
    from mdt_app.intake.wishes import Wishes

    with opened(store, passphrase_file) as ws:
        report = (preview_import if dry_run else take_in)(
            ws,
            files,
            Wishes(
                practice=practice.upper(),
                layout=layout,
                sheet=sheet,
                allow_test_numbers=allow_test_numbers,
                is_accepted=accept,
            ),
            progress=show_progress if sys.stderr.isatty() else None,
        )
    document = report.as_json()
    if as_json:
        show_json(document)
    else:
        for line in import_lines(document):
            show(line)
    if report.refusal is not None:
        raise UserError(f"Nothing was taken in. {report.refusal.message}", report.refusal.hint)


@commands.command()
def flags(
    store: Store,
    on: On = None,
    patient: Annotated[str, typer.Option("--patient", metavar="NHS", help="One person.")] = "",
    pack: Annotated[
        str,
        typer.Option("--pack", metavar="NAME", help="A pack by name; the one in force if absent."),
    ] = "",
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """What is raised and what is not known, with the evidence."""
    from mdt_app.cli.noting import note_shown
    from mdt_app.cli.shapes import flags_document, set_aside_lines
    from mdt_app.meeting.carrying import ended_days, last_before

    with opened(store, passphrase_file, to_read=True) as ws, ws.vault.reading() as reading:
        day = on or ws.today()
        document = flags_document(
            reading, day, patient, last_before(ended_days(reading).values(), day), pack
        )
        note_shown(ws, "flags", (flag["nhs_number"] for flag in document["flags"]))
    if as_json:
        show_json(document)
        return
    for flag in document["flags"]:
        words = (flag["nhs_number"], flag["outcome"], flag["severity"], flag["rule"])
        again = flag["set_aside"]
        aside = (f"set aside, ask again {again['ask_again_on']}",) if again else ()
        show("\t".join((*words, flag["message"], *aside)))
    for line in set_aside_lines(document):
        say(line)
    say(f"{len(document['flags'])} flags of {document['people']} people on {document['on']}.")


commands.command()(measures)


@commands.command("list")
def ranked_list(
    store: Store, on: On = None, as_json: AsJson = False, passphrase_file: PassphraseFile = None
) -> None:
    """The ranked case list."""
    from mdt_app.cli.noting import note_shown
    from mdt_app.cli.shapes import list_document
    from mdt_app.meeting.case_list import case_list
    from mdt_app.meeting.objections import left_out_words, who_objects

    with opened(store, passphrase_file, to_read=True) as ws:
        day = on or ws.today()
        document = list_document(case_list(ws, day), day, who_objects(ws))
        note_shown(ws, "list", (case["nhs_number"] for case in document["cases"]))
    if as_json:
        show_json(document)
        return
    for case in document["cases"]:
        words = (str(case["rank"]), case["nhs_number"], case["practice"], case["severity"] or "-")
        show("\t".join((*words, " ".join(case["flags"]))))
    say(f"{len(document['cases'])} people on {document['on']}.")
    if objecting := document["objecting"]:
        say(left_out_words(objecting))


commands.command()(minutes)
commands.command()(letters)


@commands.command()
def check(store: Store, as_json: AsJson = False, passphrase_file: PassphraseFile = None) -> None:
    """Check the file: digests, chains, pages, foreign keys, and what can be made again."""
    from mdt_app.meeting.made_again import made_again_problems
    from mdt_app.vault.checking import check_store
    from mdt_app.vault.explaining import StoreError

    hint = "Keep the folder as it is, and put back a copy: `mdt-app restore STORE newest`."
    try:
        with opened(store, passphrase_file, to_read=True) as ws:
            problems = check_store(ws.vault)
            if not problems and (problems := made_again_problems(ws)):
                hint = "Nothing was lost. Check once more: there should be no problem now."
    except StoreError as error:  # so damaged that it does not open
        problems = [error.message]
    if as_json:
        show_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            show(problem)
    if problems:
        raise UserError(f"{len(problems)} problem(s) in {store}.", hint)
    say("No problems.")


commands.command()(backup)
commands.command()(restore)


@commands.command()
def export(
    store: Store,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A new or empty folder.")],
    everyone: Annotated[
        bool,
        typer.Option("--everyone", help="Also who objects to being discussed: for yourself only."),
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write everything imported as the plain layout's four files."""
    from mdt_app.intake.exporting import export_store
    from mdt_app.meeting.objections import left_out_words, who_objects

    with opened(store, passphrase_file) as ws:
        left_out = frozenset() if everyone else who_objects(ws)
        export_store(ws, to, left_out=left_out)
    say(f"Wrote {to}. It names patients and is not encrypted: keep it safe.")
    if left_out:
        say(left_out_words(len(left_out)))


commands.command()(trail)
commands.command()(diagnostics)
commands.command()(packs)
commands.command()(searches)
commands.command()(retention)
commands.command()(erase)
commands.add_typer(people)
commands.command()(demo)
