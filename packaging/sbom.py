"""Third parties and bill of materials of a release: `python packaging/sbom.py [--to FOLDER]`.

Writes docs/third-parties.md, and into FOLDER (`dist` unless another is named)
`sbom.cdx.json` (CycloneDX 1.6) and `licences/` with the texts. Reads what is installed; needs no
network.
"""

import argparse
import json
import os
import shutil
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from third_parties import (
    HERE,
    OWN,
    Carried,
    Package,
    carried,
    own_version,
    packages,
    said,
    texts_of,
    unknown_licences,
)

PROJECT = HERE.parent
_HEAD = """\
# Third parties

Written by `python packaging/sbom.py` from what is installed; do not edit this page. A release's
bill of materials, with versions, is `sbom.cdx.json` beside it; the licences' texts are in
`licences/`.

The program itself is under the MIT licence. It is made with these packages:

| Package | Licence | For |
|---|---|---|
"""
_INSIDE = """
Packages, and the program as it is packaged, carry these within them. Pillow, cryptography,
pydantic-core and python-calamine carry more; their own licence files name it.

| Within | What | Licence |
|---|---|---|
"""
_DUTIES = """
**Qt and PySide6** are used under the LGPL 3. They are separate shared libraries in the packaged
program's folder and may be replaced there by others of the same interface; nothing forbids taking
the program apart to find out why that does not work. The texts of LGPL 3 and GPL 3 are in
`packaging/licences/` and go with every release; the source of Qt and PySide6 is at
https://code.qt.io. **The fonts** are Google's Noto, under the SIL Open Font Licence 1.1.

Only for building and testing, and in no release: pytest with its plug-ins, hypothesis (MPL 2.0),
pypdf, import-linter, ruff, mypy, PyInstaller, jeepney.
"""


def third_party_page() -> str:
    """The page about third parties. Without versions: those are in the bill of materials."""
    why = said()["why"]
    found = packages()
    asked_by = {need: p.name for p in reversed(found) for need in p.needs}
    needed = {p.name: f"needed by {asked_by.get(p.name, OWN)}" for p in found}
    lines = [f"| {p.name} | {p.licence} | {why.get(p.name, needed[p.name])} |" for p in found]
    inside = [f"| {each.inside} | {each.name} | {each.licence} |" for each in carried()]
    return _HEAD + "\n".join(lines) + "\n" + _INSIDE + "\n".join(inside) + "\n" + _DUTIES


def bill() -> dict[str, Any]:
    """The bill of materials as CycloneDX 1.6."""
    found, within = packages(), carried()
    components = [*map(_component, found), *map(_carried, within)]
    content = json.dumps(components, sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}",
        "version": 1,
        "metadata": {
            "timestamp": _moment(),
            "tools": {"components": [{"type": "application", "name": "packaging/sbom.py"}]},
            "component": {
                "type": "application",
                "bom-ref": OWN,
                "name": OWN,
                "version": own_version(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": components,
        "dependencies": _dependencies(found, within),
    }


def _component(package: Package) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.name,
        "name": package.name,
        "version": package.version,
        "description": package.summary,
        "scope": "required",
        "licenses": _licences(package.licence),
        "purl": f"pkg:pypi/{package.name}@{package.version}",
    }


def _carried(each: Carried) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{each.inside}/{each.name}",
        "name": each.name,
        "description": f"within {each.inside}",
        "licenses": _licences(each.licence),
    }
    return {**made, "version": each.version} if each.version else made


def _licences(expression: str) -> list[dict[str, Any]]:
    if any(word in expression for word in (" AND ", " OR ", " WITH ")):
        return [{"expression": expression}]
    return [{"license": {"id": expression}}]


def _dependencies(found: list[Package], within: list[Carried]) -> list[dict[str, Any]]:
    inside: dict[str, list[str]] = {}
    for each in within:
        owner = each.inside if each.inside in {p.name for p in found} else OWN
        inside.setdefault(owner, []).append(f"{each.inside}/{each.name}")
    direct = [p.name for p in found if p.is_direct]
    rows = [(OWN, direct), *((p.name, list(p.needs)) for p in found)]
    return [
        {"ref": name, "dependsOn": sorted({*needs, *inside.get(name, [])})} for name, needs in rows
    ]


def _moment() -> str:
    """Now, or the moment a build was told to be of, so that two builds are alike."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def copy_texts(folder: Path) -> None:
    """Every licence's text, by package, and those that a package does not bring."""
    for package in packages():
        for text in texts_of(package.name):
            target = folder / package.name / text.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target)
    for text in (HERE / "licences").glob("*.txt"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, folder / text.name)


def main() -> int:
    """Write all three; refuse if somebody has yet to look at a licence."""
    options = argparse.ArgumentParser(description="Write the page and the bill of materials.")
    options.add_argument("--to", type=Path, default=PROJECT / "dist", help="where to put the SBOM")
    options.add_argument("--page", type=Path, default=PROJECT / "docs" / "third-parties.md")
    wanted = options.parse_args()
    if unknown := list(unknown_licences()):
        print("Look at these licences, and write them down in packaging/third_parties.toml:")
        print("\n".join(unknown))
        return 1
    wanted.to.mkdir(parents=True, exist_ok=True)
    wanted.page.write_text(third_party_page(), encoding="utf-8")
    written = json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"
    (wanted.to / "sbom.cdx.json").write_text(written, encoding="utf-8")
    copy_texts(wanted.to / "licences")
    print(f"{wanted.page}\n{wanted.to / 'sbom.cdx.json'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
