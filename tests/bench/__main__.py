"""Prints one table of every number to hold: `python -m tests.bench [row …] [--to FILE]`.

Rows: start, person, import, gap, flags, measures, filter, save, minutes.
"""

import argparse
import importlib
import os
import platform
import tempfile
from pathlib import Path

from tests.bench.measuring import table

ROWS = ("start", "person", "import", "gap", "flags", "measures", "filter", "save", "minutes")
_MODULES = {"import": "intake_row"}


def main() -> None:
    """Measure what was asked for, one after the other: two at a time would disturb each other."""
    options = argparse.ArgumentParser(prog="python -m tests.bench")
    options.add_argument("rows", nargs="*", choices=[*ROWS, []], default=[])
    options.add_argument("--to", type=Path, help="also write the table to this file")
    chosen = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.rows or ROWS:
            module = importlib.import_module(f"tests.bench.{_MODULES.get(name, name + '_row')}")
            measured += module.rows(Path(folder))
    printed = table(measured)
    print(printed)
    if chosen.to:
        machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
        chosen.to.write_text(f"{machine}\n\n{printed}\n", encoding="utf-8")


main()
