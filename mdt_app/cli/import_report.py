"""What an import says on the command line: progress, and each file's outcome in lines."""

import sys
from collections.abc import Iterator
from typing import Any


def show_progress(done: int, total: int) -> None:
    """A percentage that overwrites itself, for somebody who watches."""
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r{100 * done // max(1, total):3d} %{end}")
    sys.stderr.flush()


def import_lines(document: dict[str, Any]) -> Iterator[str]:
    """The report, line by line."""
    for file in document["files"]:
        yield f"{file['name']}: {file['layout'] or 'not recognised'}, {file['rows']} rows"
        for section in ("patients", "results", "medicines", "events"):
            counts = {word: n for word, n in file.get(section, {}).items() if n}
            if counts:
                yield f"  {section}: " + ", ".join(
                    f"{n} {word.replace('_', ' ')}" for word, n in counts.items()
                )
        for problem in file["problems"]:
            where = f"row {problem['row']}, {problem['column']}: " if problem["row"] else ""
            yield f"  {where}{problem['problem']}"
        for warning in file["warnings"]:
            yield f"  {warning}"
        for question in file["questions"]:
            yield from _question_lines(question)


def _question_lines(question: dict[str, Any]) -> Iterator[str]:
    yield f"  To be said: {question['heading'] or question['column']}"
    if question["samples"]:
        yield f"    for example {', '.join(question['samples'])}"
    if question["choices"]:
        yield f"    one of {', '.join(question['choices'])}"
