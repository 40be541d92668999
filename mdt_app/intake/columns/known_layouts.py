"""Which layout knows a table's headings: one that was saved, or one that came along."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from mdt_app.intake.columns.groups import Column
from mdt_app.intake.columns.headings import heading_at, normal
from mdt_app.intake.columns.layout_file import Layout, shipped_layouts
from mdt_app.intake.columns.meanings import IGNORED, RESULT

_BY_HEADINGS = "by-headings"
_ALIKE = 0.6
"""Headings shared with a saved layout from which on it is the same search, changed."""


def fingerprint(headings: Sequence[str]) -> str:
    """What a table's headings are known by, whatever their case and spaces."""
    return hashlib.sha256("\x1f".join(map(normal, headings)).encode()).hexdigest()


def shipped_for(headings: Sequence[str], columns: Sequence[Column]) -> Layout:
    """The shipped layout that asks for these headings; else the one that asks for none."""
    names = [normal(heading) for heading in headings]
    has_results = any(meaning.family == RESULT for column in columns for meaning in column.meanings)
    for layout in shipped_layouts().values():
        if layout.needs and all(_has(names, several, has_results) for several in layout.needs):
            return layout
    return shipped_layouts()[_BY_HEADINGS]


def _has(names: Sequence[str], several: Sequence[str], has_results: bool) -> bool:
    return any(
        has_results if one == "@result" else any(fnmatchcase(name, one) for name in names)
        for one in several
    )


def saved_for(
    headings: Sequence[str], saved: Sequence[Layout]
) -> tuple[Layout | None, list[str], list[str]]:
    """The saved layout for these headings; which of its headings are gone, and which are new."""
    mine = {normal(heading): heading for heading in headings if normal(heading)}
    best, likeness = None, 0.0
    for layout in saved:
        theirs = {normal(heading) for heading in layout.headings if normal(heading)}
        if list(map(normal, headings)) == list(map(normal, layout.headings)):
            return layout, [], []
        shared = len(mine.keys() & theirs) / max(1, len(mine.keys() | theirs))
        if shared > likeness:
            best, likeness = layout, shared
    if best is None or likeness < _ALIKE:
        return None, [], []
    theirs = {normal(heading) for heading in best.headings}
    new = [heading for name, heading in mine.items() if name not in theirs]
    best, unclear = _by_headings(best, headings)
    return best, [*missing(best, headings), *unclear], new


def _by_headings(layout: Layout, headings: Sequence[str]) -> tuple[Layout, list[str]]:
    """The layout with what it knows by place said by heading, as the columns have moved.

    A heading that stands there several times, then or now, does not say which column is meant:
    what such a column was comes back as lost.
    """
    names, here = list(map(normal, layout.headings)), list(map(normal, headings))
    written = [heading_at(layout.headings, n) for n in range(1, len(names) + 1)]
    name_at = {
        f"#{n}": name
        for n, name in enumerate(names, 1)
        if names.count(name) == 1 and here.count(name) <= 1
    }

    def by_name(said: Mapping[str, str]) -> dict[str, str]:
        found = {key: what for key, what in said.items() if not key.startswith("#")}
        return found | {name_at[key]: what for key, what in said.items() if key in name_at}

    lost = [
        heading
        for n, heading in enumerate(written, 1)
        if f"#{n}" not in name_at and layout.columns.get(f"#{n}", IGNORED) != IGNORED
    ]
    found = replace(
        layout,
        columns=by_name(layout.columns),
        units=by_name(layout.units),
        names={**layout.names, **dict(zip(names, written))},
    )
    return found, lost


def missing(layout: Layout, headings: Sequence[str]) -> list[str]:
    """The headings that somebody's own layout reads and this table does not have."""
    if layout.name in shipped_layouts():
        return []
    mine = set(map(normal, headings))
    return [
        layout.names.get(name, name)
        for name, said in layout.columns.items()
        if not name.startswith("#") and said != IGNORED and name not in mine
    ]


def said_of_gone(heading: str, headings: Sequence[str]) -> str:
    if normal(heading) in map(normal, headings):
        return f"Which column '{heading}' is can no longer be told."
    return f"The column '{heading}' is gone."
