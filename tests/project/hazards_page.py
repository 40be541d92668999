"""The hazard log as a page, written from `docs/safety/hazards.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SAFETY = Path(__file__).parents[2] / "docs" / "safety"
SEVERITY = ("little or no harm", "minor", "moderate", "severe", "death")
LIKELIHOOD = ("hardly ever", "seldom", "now and then", "often", "nearly always")

_HEAD = """\
# Hazard log

> **Draft: to be reviewed and signed by the clinical safety officer.** Nobody has signed it.
> Written from [hazards.toml](hazards.toml) by `python -m tests.project.write_pages`; do not edit
> this page.

How bad and how likely are estimates of the makers, from 1 to 5, without and with the controls. \
The scale is this page's own: the clinical safety officer puts the organisation's in its place.

| | 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
"""


def hazards() -> list[dict[str, Any]]:
    """The hazards as they stand in the file."""
    return list(tomllib.loads((SAFETY / "hazards.toml").read_text(encoding="utf-8"))["hazard"])


def page() -> str:
    """The whole page."""
    found = hazards()
    scales = "".join(
        f"| {name} | {' | '.join(words)} |\n"
        for name, words in (("How bad", SEVERITY), ("How likely", LIKELIHOOD))
    )
    controls = [control for hazard in found for control in hazard["controls"]]
    open_ones = [control for control in controls if "not_yet" in control]
    counted = (
        f"\n{len(found)} hazards, {len(controls)} controls. Each control names the test that"
        f" proves it{_still(len(open_ones))}.\n"
    )
    parts = [_HEAD + scales + counted, _table(found), *(_hazard(hazard) for hazard in found)]
    return "\n".join(parts)


def _still(number: int) -> str:
    return f", but for {number} that say *not yet*" if number else ""


def _table(found: Iterable[Mapping[str, Any]]) -> str:
    lines = ["| | Hazard | Without controls | With them |", "|---|---|---|---|"]
    for one in found:
        place = f"[{one['id']}](#{one['id'].lower()})"
        lines.append(
            f"| {place} | {one['name']} | {_rated(one['before'])} | {_rated(one['after'])} |"
        )
    return "\n".join(lines) + "\n"


def _rated(rating: list[int]) -> str:
    return f"{rating[0]} × {rating[1]} = {rating[0] * rating[1]}"


def _hazard(one: Mapping[str, Any]) -> str:
    lines = [f'<a id="{one["id"].lower()}"></a>', f"## {one['id']} · {one['name']}", ""]
    lines += [f"**Cause.** {one['cause']}  ", f"**Effect.** {one['effect']}  "]
    lines += [f"**Without controls.** {_in_words(one['before'])}  "]
    lines += [f"**With them.** {_in_words(one['after'])} {one['residual']}", ""]
    for control in one["controls"]:
        lines.append(f"- {control['does']}.")
        lines += [f"  - `{named}`" for named in control.get("tests", ())]
        if "not_yet" in control:
            lines.append(f"  - **not yet**: {control['not_yet']}")
    return "\n".join(lines) + "\n"


def _in_words(rating: list[int]) -> str:
    bad, likely = rating
    return f"{SEVERITY[bad - 1].capitalize()}, {LIKELIHOOD[likely - 1]} ({_rated(rating)})."
