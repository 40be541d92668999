"""The page about a practice's searches, without a store: it names no patient."""

from pathlib import Path
from typing import Annotated

import typer

from mdt_app.cli.exits import say


def searches(
    to: Annotated[Path, typer.Option("--to", metavar="FILE.pdf", help="The PDF to write.")],
    network: Annotated[
        str, typer.Option("--network", metavar="NAME", help="The network's name, to print on it.")
    ] = "",
) -> None:
    """Write a page for the person who makes a practice's searches."""
    from mdt_app.documents.searches import write_searches_page

    write_searches_page(to, network.strip())
    say(f"Wrote {to}: one page for EMIS Web and one for SystmOne. It names no patient.")
