"""What the project says about itself is true."""

import re
from pathlib import Path

from typer.testing import CliRunner

PROJECT = Path(__file__).resolve().parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_the_readme_has_one_command_to_try_and_one_to_test():
    for heading in ("Try it", "Test it"):
        command = re.findall(r"```\n(.*?)\n```", section(heading), re.DOTALL)
        assert len(command) == 1
        assert "\n" not in command[0]


def test_every_link_in_the_documents_leads_somewhere():
    for page in [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_names_this_version():
    import mdt_app

    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {mdt_app.__version__}" in changes


def test_every_command_named_in_the_documents_exists():
    from mdt_app.cli.commands import commands

    helped = CliRunner().invoke(commands, ["--help"]).output
    pages = [README, *(p.read_text(encoding="utf-8") for p in (PROJECT / "docs").rglob("*.md"))]
    for name in set(re.findall(r"mdt-app ([a-z]+)\b", "\n".join(pages))):
        assert re.search(rf"\b{name}\b", helped), name


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(p.name[:4]) for p in (PROJECT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
