"""Builds the program as one folder that needs no Python: `python packaging/build.py [--to FOLDER]`.

Leaves FOLDER/mdt-app/ with the program `mdt-app` (or `mdt-app.exe`) in it, and beside it what it is
made with: THIRD_PARTY.md, the licences' texts and the bill of materials. FOLDER is `dist` unless
another is named.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run PyInstaller on the specification beside this file."""
    options = argparse.ArgumentParser(description="Build mdt-app as a folder that needs no Python.")
    options.add_argument("--to", type=Path, default=PROJECT / "dist", help="where to put it")
    target = options.parse_args().to.resolve()
    with tempfile.TemporaryDirectory() as work:
        status = subprocess.run(
            [
                sys.executable,
                "-m",
                "PyInstaller",
                "--noconfirm",
                "--log-level",
                "WARN",
                "--distpath",
                str(target),
                "--workpath",
                work,
                str(PROJECT / "packaging" / "mdt-app.spec"),
            ],
            cwd=PROJECT,
        ).returncode
    if status == 0:
        status = _name_third_parties(target / "mdt-app")
    if status == 0:
        print(target / "mdt-app")
    return status


def _name_third_parties(program: Path) -> int:
    """What the licences of others ask to go with every copy."""
    script = PROJECT / "packaging" / "sbom.py"
    page = program / "THIRD_PARTY.md"
    return subprocess.run(
        [sys.executable, str(script), "--to", str(program), "--page", str(page)], cwd=PROJECT
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
