"""Third parties are named with their licences, and the bill of materials is made by one command."""

import json
import os
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.project.named_tests import ROOT

SCRIPT = ROOT / "packaging" / "sbom.py"
SAID = tomllib.loads((ROOT / "packaging" / "third_parties.toml").read_text(encoding="utf-8"))
ASKED_FOR = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(folder: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, with every way to a network closed."""
    closed = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    words = [sys.executable, str(SCRIPT), "--to", str(folder), "--page", str(folder / "page.md")]
    return subprocess.run(
        [*words, *more],
        capture_output=True,
        text=True,
        env={**os.environ, **closed, "SOURCE_DATE_EPOCH": "0", **environment},
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one run of the command writes."""
    folder = tmp_path_factory.mktemp("release")
    done = run(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def bill(made: Path) -> dict[str, Any]:
    return json.loads((made / "sbom.cdx.json").read_text(encoding="utf-8"))


def rows(page: Path) -> set[str]:
    return {line for line in page.read_text(encoding="utf-8").splitlines() if line[:2] == "| "}


def test_the_page_of_third_parties_is_up_to_date(made: Path) -> None:
    """Another system may need fewer packages, never one that the page does not name."""
    missing = rows(made / "page.md") - rows(ROOT / "docs" / "third-parties.md")
    assert missing == set(), "run `python packaging/sbom.py`"


def test_every_package_asked_for_is_named_with_its_use() -> None:
    page = (ROOT / "docs" / "third-parties.md").read_text(encoding="utf-8")
    for need in ASKED_FOR["dependencies"]:
        name = need.split("[")[0].split(">")[0].strip().lower()
        assert f"| {name} |" in page
        assert SAID["why"][name], name


def test_the_bill_is_cyclonedx_with_every_package_once(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert bill["serialNumber"].startswith("urn:uuid:")
    assert bill["metadata"]["component"]["name"] == "mdt-app"
    names = [each["bom-ref"] for each in bill["components"]]
    assert len(names) == len(set(names)) > 30
    for each in bill["components"]:
        assert each["licenses"], each["name"]
        if "purl" in each:
            assert each["version"] == metadata.version(each["name"])
            assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"


def test_what_needs_what_leads_from_the_program_to_everything(bill: dict[str, Any]) -> None:
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    reached, waiting = set(), ["mdt-app"]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting += needs.get(at, [])
    assert reached == {"mdt-app", *(each["bom-ref"] for each in bill["components"])}


def test_nothing_for_tests_alone_is_in_the_bill(bill: dict[str, Any]) -> None:
    names = {each["name"] for each in bill["components"]}
    assert not names & {"pytest", "hypothesis", "ruff", "mypy", "pyinstaller", "pypdf"}


def test_what_packages_carry_within_them_is_there_with_its_version(bill: dict[str, Any]) -> None:
    within = {each["name"]: each.get("version", "") for each in bill["components"]}
    for name in ("SQLCipher", "SQLite", "Qt", "OpenSSL in cryptography"):
        assert within[name][:1].isdigit(), name


def test_every_licence_is_one_that_somebody_has_looked_at(bill: dict[str, Any]) -> None:
    allowed = set(SAID["allowed"])
    for each in bill["components"]:
        (licence,) = each["licenses"]
        said = licence.get("expression") or licence["license"]["id"]
        assert set(said.replace(" OR ", " AND ").split(" AND ")) <= allowed, each["name"]
    assert not {name for name in allowed if name.startswith(("AGPL", "GPL-3.0-only"))}


def test_a_licence_nobody_has_looked_at_stops_the_release(tmp_path: Path) -> None:
    copy = tmp_path / "packaging"
    copy.mkdir()
    for name in ("sbom.py", "third_parties.py"):
        (copy / name).write_text((ROOT / "packaging" / name).read_text(encoding="utf-8"))
    text = (ROOT / "packaging" / "third_parties.toml").read_text(encoding="utf-8")
    (copy / "third_parties.toml").write_text(text.replace('sqlcipher3 = "Zlib"\n', ""))
    done = subprocess.run(
        [
            sys.executable,
            str(copy / "sbom.py"),
            "--to",
            str(tmp_path),
            "--page",
            str(tmp_path / "p"),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "sqlcipher3: no licence said" in done.stdout
    assert not (tmp_path / "sbom.cdx.json").exists()


def test_the_texts_of_the_licences_go_with_it(made: Path) -> None:
    texts = made / "licences"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (texts / "LGPL-3.0.txt").read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in (texts / "GPL-3.0.txt").read_text()
    without = {"pyside6-essentials", "shiboken6"}  # theirs are the two above
    for line in rows(made / "page.md"):
        name = line.split("|")[1].strip()
        if name in SAID["why"] and name not in without:
            assert any((texts / name).iterdir()), name


def test_two_runs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 0
    assert (tmp_path / "sbom.cdx.json").read_bytes() == (made / "sbom.cdx.json").read_bytes()
