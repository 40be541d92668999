"""The program that needs no Python is built by one command, starts, and holds the demonstration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_packaged_program_starts_and_makes_the_demonstration(tmp_path):
    subprocess.run(
        [sys.executable, str(PROJECT / "packaging" / "build.py"), "--to", str(tmp_path)],
        check=True,
        timeout=600,
    )
    program = tmp_path / "mdt-app" / ("mdt-app.exe" if os.name == "nt" else "mdt-app")
    for name in ("THIRD_PARTY.md", "sbom.cdx.json", "licences/LGPL-3.0.txt"):
        assert (program.parent / name).is_file()
    home = tmp_path / "home"
    home.mkdir()
    without_python = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "UV_"))
        and name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    subprocess.run(
        [program, "demo", "--to", str(tmp_path / "demo")],
        check=True,
        timeout=300,
        env=without_python | {"HOME": str(home), "PATH": "/usr/bin:/bin"},
        cwd=home,
    )
    assert (tmp_path / "demo" / "minutes.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "demo").glob("*.png"))) >= 10
