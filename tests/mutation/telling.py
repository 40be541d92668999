"""What a run found: what is left by name, and a line of figures for each module."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.mutation.explained import is_explained, names_explained
from tests.mutation.running import ENDLESS, NOTICED

_HEAD = "| module | changes | noticed | explained | left |\n|---|--:|--:|--:|--:|"


def left(ends: Mapping[str, str]) -> Iterator[str]:
    """Those that no test noticed and nobody explained, with how they ended."""
    explained = names_explained()
    for name, end in ends.items():
        if _column(name, end, explained) == "left":
            yield f"{end}: {name}"


def table(ends: Mapping[str, str]) -> str:
    """The figures by module and together, as they stand in docs/safety/mutation.md."""
    explained = names_explained()
    counts: dict[str, Counter[str]] = {}
    for name, end in ends.items():
        counts.setdefault(name.partition(":")[0], Counter())[_column(name, end, explained)] += 1
    rows = [_row(f"`{module}`", count) for module, count in counts.items()]
    together: Counter[str] = sum(counts.values(), Counter())
    return "\n".join([_HEAD, *rows, _row("together", together)])


def _column(name: str, end: str, explained: frozenset[str]) -> str:
    if end in (NOTICED, ENDLESS):
        return "noticed"
    return "explained" if is_explained(name, explained) else "left"


def _row(called: str, count: Counter[str]) -> str:
    figures = (count.total(), count["noticed"], count["explained"], count["left"])
    return f"| {called} | {' | '.join(map(str, figures))} |"
