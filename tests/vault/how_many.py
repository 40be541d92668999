"""How often the faults are played: enough for every run of the suite, or as the figures say.

`MDT_FULL_FAULTS=1` plays them in full and writes the figures down; see `tests.vault.figures`.
"""

import json
import os
from datetime import date
from pathlib import Path

FULL = "MDT_FULL_FAULTS"
FIGURES = Path(__file__).resolve().parents[2] / "docs" / "safety" / "fault-figures.json"


def times(usual: int, full: int) -> int:
    """How often something is played in this run."""
    return full if _is_full() else usual


def keep_figures(name: str, **figures: int) -> None:
    """Write down what a full run found, beside what others found."""
    if not _is_full():
        return
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    kept[name] = {**figures, "on": date.today().isoformat()}
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    FIGURES.write_text(text + "\n", encoding="utf-8")


def _is_full() -> bool:
    return os.environ.get(FULL) == "1"
