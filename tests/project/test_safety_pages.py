"""The drafts of safety and governance name evidence that exists, and claim no signature."""

import re
from pathlib import Path

import pytest

from tests.project.named_tests import ROOT, is_there

SAFETY = ROOT / "docs" / "safety"
PAGES = sorted(SAFETY.glob("*.md"))
WANTED = {
    "clinical-risk-management-plan.md",
    "clinical-safety-case.md",
    "dspt.md",
    "dtac.md",
    "hazard-log.md",
    "intended-purpose.md",
    "retention.md",
}
_EVIDENCE = re.compile(r"`((?:tests|mdt_app|packaging|resources|docs)/[^`\s]+)`")


def test_every_draft_that_was_promised_is_there() -> None:
    assert {page.name for page in PAGES} >= WANTED


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_piece_of_evidence_exists(page: Path) -> None:
    for named in _EVIDENCE.findall(page.read_text(encoding="utf-8")):
        path = named.partition("::")[0]
        assert (ROOT / path).exists(), named
        if path.endswith(".py") and "/test_" in path:
            assert is_there(named), named


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_hazard_that_is_named_is_in_the_log(page: Path) -> None:
    log = (SAFETY / "hazard-log.md").read_text(encoding="utf-8")
    for anchor in re.findall(r"hazard-log\.md#(h\d+)", page.read_text(encoding="utf-8")):
        assert f'<a id="{anchor}"></a>' in log, anchor


def test_every_draft_says_that_it_is_one_and_who_must_sign() -> None:
    for name in sorted(WANTED):
        head = " ".join((SAFETY / name).read_text(encoding="utf-8")[:600].replace(">", "").split())
        assert re.search(r"\*\*Draft: to be reviewed and signed by [a-zA-Z ,']+\.\*\*", head), name


def test_nobody_is_said_to_have_signed() -> None:
    case = (SAFETY / "clinical-safety-case.md").read_text(encoding="utf-8")
    assert "| Clinical safety officer | | | |" in case
