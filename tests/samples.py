"""Finds samples that nobody on the team made; a test that needs one is skipped without them."""

import os
from pathlib import Path

import pytest

_FOLDERS = (
    os.environ.get("MDT_SAMPLES", ""),
    str(Path(__file__).resolve().parents[2] / "shared" / "samples"),
)


def sample(*parts: str) -> Path:
    """A sample by its path inside the samples' folder."""
    for folder in filter(None, _FOLDERS):
        path = Path(folder).joinpath(*parts)
        if path.exists():
            return path
    pytest.skip(f"sample {'/'.join(parts)} is not here; set MDT_SAMPLES to the samples' folder")
