"""Checks what is kept only to be read quickly: it must be what would be worked out now.

Nothing is lost where it is not: the records count, and what was kept wrongly is made again.
"""

from collections.abc import Iterator
from datetime import date

from mdt_app.errors import UserError
from mdt_app.measures.kept import is_fresh, kept
from mdt_app.measures.months import frozen
from mdt_app.measures.queries import keep_rows
from mdt_app.measures.sets import load_set, set_names
from mdt_app.meeting.case_list import Progress, case_list_anew
from mdt_app.meeting.listed import keep_case_list, kept_cases, made_for, written
from mdt_app.meeting.queries import made_for_kept
from mdt_app.vault.workspace import Workspace


def made_again_problems(ws: Workspace, progress: Progress | None = None) -> list[str]:
    """What was kept otherwise than the records say, in sentences; it is made again at once.

    Works out the list of everybody and today's figures of every set, so it belongs off the GUI
    thread.
    """
    return [*_list_problems(ws, progress), *_figure_problems(ws, progress)]


def _list_problems(ws: Workspace, progress: Progress | None) -> Iterator[str]:
    with ws.vault.reading() as reading:
        for_what = made_for_kept(reading)
        day = _day_of(for_what)
        if day is None or made_for(reading, day) != for_what:
            return  # it is worked out again anyway, the next time it is asked for
        before = written(kept_cases(reading))
    anew = case_list_anew(ws, day, progress)
    with ws.vault.reading() as reading:
        is_still_asked = made_for(reading, day) == for_what
    if is_still_asked and before != written(anew):
        keep_case_list(ws.vault, for_what or "", anew)
        yield "The list of people as it was kept was not what the records say; it is made again."


def _day_of(for_what: str | None) -> date | None:
    """The day a kept list is for: the second word of what it was made for."""
    try:
        return date.fromisoformat((for_what or "").split()[1])
    except (IndexError, ValueError):
        return None


def _figure_problems(ws: Workspace, progress: Progress | None) -> Iterator[str]:
    from mdt_app.measures.counting import counted, rests_on
    from mdt_app.measures.kept import work_out
    from mdt_app.measures.packing import PackedFigures, packed

    today = ws.today()
    for name in set_names():
        with ws.vault.reading() as reading:
            rests = rests_on(reading, name)
            standing = frozen(reading, name, today)
            found = kept(reading, name, today, today).get(today)
        if found is None or not is_fresh(found, rests, standing.get(today)):
            continue
        try:
            count = counted(ws, load_set(name), [today], progress)
        except UserError:  # files are being taken in: the figures are counted again anyway
            return
        if found.figures.differs_from(PackedFigures(packed(count.days[today].figures))):
            with ws.vault.caching() as writing:
                keep_rows(writing, name, (), ())
            work_out(ws, name, progress)
            yield f"Figures of {load_set(name).title} as kept were wrong; they are counted again."
