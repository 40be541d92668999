"""Writes the pages made from lists and tables again: `python -m tests.project.write_pages`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.project import faults_page, hazards_page, layouts_page, searches_page

DOCS = Path(__file__).parents[2] / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "searches.md": searches_page.page,
    "layouts.md": layouts_page.page,
    "safety/faults.md": faults_page.page,
    "safety/hazard-log.md": hazards_page.page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
