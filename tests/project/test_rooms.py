"""The house rules hold, and each of them has been seen to bite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

BREACHES = {
    "rooms": ("mdt_app/vault/breach.py", "import mdt_app.meeting.values\n"),
    "qt": ("mdt_app/meeting/breach.py", "import PySide6.QtCore\n"),
    "sql": ("mdt_app/ui/breach.py", "import sqlcipher3\n"),
    "pure": ("mdt_app/clinical/breach.py", "import time\n"),
    "paper": ("mdt_app/meeting/breach.py", "import reportlab\n"),
}


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as m; m()",
            "--no-cache",
            *arguments,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
        check=False,
    )


def test_every_room_imports_only_what_it_may():
    answer = lint(PROJECT)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_each_contract_is_seen(contract, tmp_path):
    shutil.copytree(
        PROJECT / "mdt_app", tmp_path / "mdt_app", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    path, text = BREACHES[contract]
    (tmp_path / path).write_text(text)
    answer = lint(tmp_path, "--contract", contract)
    assert answer.returncode == 1
    assert "breach" in answer.stdout
