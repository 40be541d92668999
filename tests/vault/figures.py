"""Plays the faults in full and writes down what was found: `python -m tests.vault.figures`.

Takes half an hour and more. The page of faults is written from the figures afterwards.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.vault.how_many import FIGURES, FULL

_REPLAYED = (
    "tests/vault/test_power_loss.py",
    "tests/vault/test_power_loss_in_large_steps.py",
    "tests/vault/test_flipped_bits.py",
    "tests/vault/test_old_pages.py",
)
_KILLED = (
    "tests/vault/test_killed_at_random.py",
    "tests/whole/test_killed_in_the_meeting.py",
)
_IN_MEMORY = Path("/dev/shm")
"""Where there is one. What a replayed disk leaves is only looked at, thousands of times."""


def _is_played(tests: Sequence[str], above: Path | None) -> bool:
    with tempfile.TemporaryDirectory(dir=above) as folder:
        pytest = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-o", "timeout=3600"]
        where = f"--basetemp={folder}/played"
        played = subprocess.run([*pytest, where, *tests], env={**os.environ, FULL: "1"})
        return played.returncode == 0


if __name__ == "__main__":
    memory = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    if not (_is_played(_REPLAYED, memory) and _is_played(_KILLED, None)):
        sys.exit(1)
    subprocess.run([sys.executable, "-m", "tests.project.write_pages"], check=True)
    sys.stdout.write(f"Written: {FIGURES}\n")
