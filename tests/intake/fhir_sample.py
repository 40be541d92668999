"""What the sample fhir-synthea-20 holds, counted without the program's own reader."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("MDT_SAMPLES", PROJECT.parent / "shared" / "samples"))
ARCHIVE = SAMPLES / "fhir-synthea-20.tar.xz"
KIND_OF = {
    "4548-4": "hba1c",
    "55284-4": "blood_pressure",
    "2093-3": "cholesterol",
    "18262-6": "ldl",
    "2085-9": "hdl",
    "2571-8": "triglycerides",
    "33914-3": "egfr",
    "38483-4": "creatinine",
    "14959-1": "acr",
    "39156-5": "bmi",
    "29463-7": "weight",
    "8302-2": "height",
    "72166-2": "smoking",
}


def resources_of(path: Path) -> list[dict[str, Any]]:
    """The resources of one bundle, every number as the text it was written as."""
    bundle = json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)
    return [entry["resource"] for entry in bundle["entry"]]


def results_held(paths: Iterable[Path]) -> Counter[str]:
    """How many results of each kind the files hold."""
    codes = (
        resource["code"]["coding"][0]["code"]
        for path in paths
        for resource in resources_of(path)
        if resource["resourceType"] == "Observation"
    )
    return Counter(KIND_OF[code] for code in codes if code in KIND_OF)
