"""How minutes look on paper: the story of the document, piece by piece, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Table

from mdt_app.clinical.days import spoken
from mdt_app.documents.fonts import REGULAR
from mdt_app.documents.marking import marked
from mdt_app.documents.minutes_case_layout import CaseLayout
from mdt_app.documents.minutes_values import (
    Minutes,
    MinutesCase,
    MinutesTopic,
    Present,
    Task,
)
from mdt_app.documents.minutes_words import (
    CARE,
    amended_words,
    carried_why,
    confidential_words,
    foot_words,
    for_which,
    for_whom,
    identity,
    meeting_words,
    opening_facts,
    outcome,
    people_rows,
    state_words,
    topic_lines,
    what,
)
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import (
    GREY,
    INK,
    WIDTH,
    CountingCanvas,
    Sheets,
    bold,
    set_text,
    words,
)


def minutes_as_pdf(minutes: Minutes) -> bytes:
    """The document. The same minutes give the same bytes."""
    target = BytesIO()
    day = spoken(minutes.held_on)
    draft = " · DRAFT" if minutes.is_draft else ""
    sheets = Sheets(
        target,
        title=f"Minutes, {minutes.title}, {day}",
        author=minutes.network,
        left=bold(confidential_words(minutes)),
        right=marked(f"{minutes.title} · {day}{for_whom(minutes)}{draft}"),
        foot=marked(foot_words(minutes)),
    )
    sheets.build(list(_story(minutes)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(minutes: Minutes) -> Iterator[Flowable]:
    yield from _opening(minutes)
    yield from _attendance(minutes)
    yield from _at_a_glance(minutes)
    cases = CaseLayout(minutes.held_on)
    for case in minutes.discussed:
        yield from cases.story(case)
    yield from _carried_over(minutes.carried_over)
    yield from _topics(minutes.topics)
    yield from _for_practices(minutes.for_practices)
    yield from _learning(minutes.learning)
    yield from _by_owner(minutes)
    yield from _amended(minutes)
    yield from _approval(minutes)


def _opening(minutes: Minutes) -> Iterator[Flowable]:
    yield words(f"Minutes: {minutes.title}", "title")
    yield words(meeting_words(minutes), "lead")
    yield words(state_words(minutes), "warning" if minutes.is_draft else "body")
    if minutes.only_practice:
        only = f"These minutes hold the patients of {minutes.only_practice} only."
        yield words(only, "warning")
    if minutes.is_network_copy:
        yield words("This copy names no patient: the practices keep the numbers.", "warning")
    for name, said in opening_facts(minutes):
        yield set_text(f"{bold(name)} {marked(said)}")
    yield words(CARE, "small")


def _attendance(minutes: Minutes) -> Iterator[Flowable]:
    yield from _section("Present")
    if minutes.present:
        yield _people(minutes.present)
    else:
        yield words("Nobody was recorded as present.")
    yield from _section("Apologies")
    if minutes.apologies:
        yield _people(minutes.apologies)
    else:
        yield words("None recorded.")


def _section(heading: str) -> Iterator[Flowable]:
    """A heading that is never left alone at the foot of a page."""
    yield CondPageBreak(32 * mm)
    yield words(heading, "section")


def _people(people: Sequence[Present]) -> Table:
    headings, rows = people_rows(people)
    shares = (0.38, 0.32, 0.30) if len(headings) == 3 else (0.3, 0.24, 0.22, 0.24)
    return ruled_table(headings, rows, shares)


def _at_a_glance(minutes: Minutes) -> Iterator[Flowable]:
    if not minutes.cases:
        return
    yield from _section("Cases at a glance")
    rows = [(str(case.number), case.who, case.practice, outcome(case)) for case in minutes.cases]
    yield ruled_table(("Case", "Person", "Practice", "Outcome"), rows, (0.08, 0.3, 0.2, 0.42))


def _carried_over(cases: Sequence[MinutesCase]) -> Iterator[Flowable]:
    if not cases:
        return
    yield from _section("Carried over to the next meeting")
    rows = [
        (
            str(c.number),
            f"{c.who}\n{identity(replace(c, practice='', sex=''))}",
            c.practice,
            carried_why(c),
        )
        for c in cases
    ]
    yield ruled_table(("Case", "Person", "Practice", "Reason"), rows, (0.08, 0.42, 0.18, 0.32))


def _topics(topics: Sequence[MinutesTopic]) -> Iterator[Flowable]:
    """What was spoken about beside the cases."""
    if not topics:
        return
    yield from _section("Also on the agenda")
    for topic in topics:
        yield CondPageBreak(20 * mm)
        yield set_text(bold(topic.title))
        yield from (words(line) for line in topic_lines(topic))


def _for_practices(tasks: Sequence[Task]) -> Iterator[Flowable]:
    if not tasks:
        return
    yield from _section("Education and actions for practices")
    rows = [(what(t), t.practice or "All practices", t.owner, t.due, t.kind) for t in tasks]
    shares = (0.36, 0.15, 0.18, 0.14, 0.17)
    yield ruled_table(("What", "Practice", "Who", "By", "Kind"), rows, shares)


def _by_owner(minutes: Minutes) -> Iterator[Flowable]:
    """Everybody's own list: the case by its number, so that the page names no patient."""
    tasks = minutes.tasks
    if not tasks:
        return
    yield from _section("All actions, by owner")
    rows = [(t.owner, t.words, for_which(t), t.due) for t in tasks]
    yield ruled_table(("Who", "What", "For", "By"), rows, (0.24, 0.46, 0.16, 0.14))


def _learning(points: Sequence[str]) -> Iterator[Flowable]:
    """What the cases taught, for every practice; they say of nobody whose case it was."""
    if not points:
        return
    yield from _section("Learning points")
    for point in points:
        yield set_text(marked(point), "fact", "\N{BULLET}")


def _amended(minutes: Minutes) -> Iterator[Flowable]:
    if not minutes.amended:
        return
    yield from _section("Amended after the meeting")
    rows = [(amended_words(each), spoken(each.on), each.by) for each in minutes.amended]
    yield ruled_table(("What", "Amended on", "By"), rows, (0.56, 0.18, 0.26))


def _approval(minutes: Minutes) -> Iterator[Flowable]:
    if minutes.issue is not None:
        yield CondPageBreak(32 * mm)
        yield words("Approval", "section")
        yield words("Agreed as a true record of the meeting.")
        yield words(state_words(minutes))
        return
    lines = Table(
        [["", "", "", "", ""], ["Name", "", "Signature", "", "Date"]],
        colWidths=[0.34 * WIDTH, 4 * mm, 0.4 * WIDTH, 4 * mm, 0.26 * WIDTH - 8 * mm],
        rowHeights=[14 * mm, 5 * mm],
        hAlign="LEFT",
        style=[
            *(("LINEBELOW", (column, 0), (column, 0), 0.8, INK) for column in (0, 2, 4)),
            ("FONT", (0, 0), (-1, -1), REGULAR, 8),
            ("TEXTCOLOR", (0, 1), (-1, 1), GREY),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 1), (-1, 1), "TOP"),
        ],
    )
    yield KeepTogether(
        [
            words("Approval", "section"),
            words("Agreed as a true record of the meeting."),
            lines,
        ]
    )
