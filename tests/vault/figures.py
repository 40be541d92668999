"""Plays the faults in full and writes down what was found: `python -m tests.vault.figures`.

Takes half an hour and more. The page of faults is written from the figures afterwards.
"""

import os
import subprocess
import sys

from tests.vault.how_many import FIGURES, FULL

_TESTS = (
    "tests/vault/test_power_loss.py",
    "tests/vault/test_power_loss_in_large_steps.py",
    "tests/vault/test_flipped_bits.py",
    "tests/vault/test_old_pages.py",
    "tests/vault/test_killed_at_random.py",
    "tests/whole/test_killed_in_the_meeting.py",
)

if __name__ == "__main__":
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-o", "timeout=3600", *_TESTS]
    played = subprocess.run(pytest, env={**os.environ, FULL: "1"}, check=False)
    if played.returncode == 0:
        subprocess.run([sys.executable, "-m", "tests.project.write_pages"], check=True)
        sys.stdout.write(f"Written: {FIGURES}\n")
    sys.exit(played.returncode)
