"""How minutes look on paper: the story of the document, piece by piece, in reading order."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from mdt_app.clinical.days import spoken
from mdt_app.documents.fonts import REGULAR
from mdt_app.documents.marking import marked
from mdt_app.documents.minutes import Agreed, Fact, Minutes, MinutesCase, Present, Task
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import (
    GREY,
    INK,
    WIDTH,
    CaseBegins,
    CaseEnds,
    CountingCanvas,
    Sheets,
    bold,
    set_text,
    words,
)
from mdt_app.documents.small_chart import SmallCharts

CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = (
    "For the care of these patients and the team named here. Keep and destroy as a health record."
)
_SEVERITY = {"red": "Red", "amber": "Amber", "note": "Note"}
_STATES = {"waiting": "not reached", "deferred": "deferred", "discussed": "discussed"}


def minutes_as_pdf(minutes: Minutes) -> bytes:
    """The document. The same minutes give the same bytes."""
    target = BytesIO()
    day = spoken(minutes.held_on)
    only = f" · {minutes.only_practice} only" if minutes.only_practice else ""
    draft = " · DRAFT" if minutes.is_draft else ""
    sheets = Sheets(
        target,
        title=f"Minutes, {minutes.title}, {day}",
        author=minutes.network,
        left=bold(CONFIDENTIAL),
        right=marked(f"{minutes.title} · {day}{only}{draft}"),
        foot=marked(_FOOT),
    )
    sheets.build(list(_story(minutes)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(minutes: Minutes) -> Iterator[Flowable]:
    yield from _opening(minutes)
    yield from _attendance(minutes)
    yield from _at_a_glance(minutes)
    for case in minutes.discussed:
        yield from _case(case, minutes)
    yield from _carried_over(minutes.carried_over)
    yield from _for_practices(minutes.for_practices)
    yield from _by_owner(minutes)
    yield from _approval()


def _opening(minutes: Minutes) -> Iterator[Flowable]:
    yield words(f"Minutes: {minutes.title}", "title")
    when = spoken(minutes.held_on) + (f", {minutes.starts_at}" if minutes.starts_at else "")
    parts = [minutes.network, when, minutes.place]
    yield words(" · ".join(part for part in parts if part.strip()), "lead")
    if minutes.is_draft:
        yield words("Draft: this meeting has not been ended, and more may be recorded.", "warning")
    if minutes.only_practice:
        only = f"These minutes hold the patients of {minutes.only_practice} only."
        yield words(only, "warning")
    if minutes.practices:
        yield set_text(f"{bold('Practices')} {marked(', '.join(minutes.practices))}")
    done, left = len(minutes.discussed), len(minutes.carried_over)
    yield set_text(
        f"{bold('Cases')} {done + left} on the agenda: {done} discussed, {left} carried over"
    )
    if minutes.rules:
        yield set_text(f"{bold('Flags:')} {marked(minutes.rules)}")


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


def _label(text: str) -> Iterator[Flowable]:
    yield CondPageBreak(22 * mm)
    yield words(text, "label")


def _people(people: Sequence[Present]) -> Table:
    rows = [(each.name, each.role, each.place) for each in people]
    return ruled_table(("Name", "Role", "Practice or team"), rows, (0.38, 0.32, 0.30))


def _at_a_glance(minutes: Minutes) -> Iterator[Flowable]:
    if not minutes.cases:
        return
    yield from _section("Cases at a glance")
    rows = [(str(case.number), case.who, case.practice, _outcome(case)) for case in minutes.cases]
    yield ruled_table(("Case", "Person", "Practice", "Outcome"), rows, (0.08, 0.3, 0.2, 0.42))


def _outcome(case: MinutesCase) -> str:
    if not case.was_discussed:
        return f"Carried over: {case.reason or _STATES[case.state]}"
    chosen = [choice for decision in case.decisions for choice in decision.choices]
    if chosen:
        return "; ".join(dict.fromkeys(chosen))
    return "Decided in words" if case.decisions else "No decision recorded"


def _case(case: MinutesCase, minutes: Minutes) -> Iterator[Flowable]:
    heading = f"Case {case.number} · {case.who}"
    yield CondPageBreak(70 * mm)
    yield words(heading, "case")
    yield CaseBegins(case.number, marked(f"{heading} · NHS No. {case.nhs_number}"))
    identity = (f"Born {case.born}", case.sex, f"NHS No. {case.nhs_number}", case.practice)
    yield words(" · ".join(part for part in identity if part))
    if case.state != "discussed" or case.reason:
        yield words(": ".join(filter(None, (_STATES[case.state].capitalize(), case.reason))))
    yield from _asked(case)
    yield from _considered(case, minutes)
    yield from _decided(case.decisions)
    yield from _actions(case.tasks)
    yield CaseEnds()


def _asked(case: MinutesCase) -> Iterator[Flowable]:
    if case.question:
        by = f" ({case.asked_by})" if case.asked_by else ""
        yield set_text(f"{bold(f'Question{by}:')} {marked(case.question)}")
    if case.what_matters:
        yield set_text(f"{bold('What matters to the person:')} {marked(case.what_matters)}")


def _considered(case: MinutesCase, minutes: Minutes) -> Iterator[Flowable]:
    yield from _label("Facts considered")
    for fact in case.facts:
        yield _fact(fact)
    if not case.facts:
        yield words("No flag was raised.")
    if case.not_known:
        yield words(f"Not known on the day: {'; '.join(case.not_known)}", "small")
    if case.cleared:
        yield words(f"Cleared since the last meeting: {'; '.join(case.cleared)}", "small")
    if case.followed:
        yield words("\n".join(case.followed), "small")
    if case.trends:
        yield Spacer(0, 1.5 * mm)
        yield SmallCharts(case.trends, minutes.held_on, WIDTH)
        yield Spacer(0, 1 * mm)
    if case.sentences:
        yield words("\n".join(case.sentences), "small")


def _fact(fact: Fact) -> Flowable:
    detail = f" \N{EM DASH} {marked(fact.detail)}" if fact.detail else ""
    since = f" \N{EM DASH} {marked(fact.since)}" if fact.since else ""
    return set_text(bold(fact.headline) + detail + since, "fact", _SEVERITY.get(fact.severity, ""))


def _decided(decisions: Sequence[Agreed]) -> Iterator[Flowable]:
    yield from _label("Decision")
    if not decisions:
        yield words("No decision was recorded.")
    if len(decisions) > 1:
        yield words(
            "Two versions of this decision stand. Both are printed; settle which one holds.",
            "warning",
        )
    for decision in decisions:
        if decision.choices:
            yield words(" · ".join(decision.choices), "chosen")
        if decision.words:
            yield words(decision.words)
        yield words(f"Recorded by {decision.recorded_by}", "small")


def _actions(tasks: Sequence[Task]) -> Iterator[Flowable]:
    if not tasks:
        return
    yield from _label("Actions")
    rows = [(_what(task), task.owner, task.due, task.kind) for task in tasks]
    yield ruled_table(("What", "Who", "By", "Kind"), rows, (0.46, 0.22, 0.14, 0.18))


def _what(task: Task) -> str:
    return f"{task.words} ({task.state})" if task.state else task.words


def _carried_over(cases: Sequence[MinutesCase]) -> Iterator[Flowable]:
    if not cases:
        return
    yield from _section("Carried over to the next meeting")
    rows = [
        (
            str(c.number),
            f"{c.who}\nBorn {c.born} · NHS No. {c.nhs_number}",
            c.practice,
            c.reason or _STATES[c.state],
        )
        for c in cases
    ]
    yield ruled_table(("Case", "Person", "Practice", "Reason"), rows, (0.08, 0.42, 0.18, 0.32))


def _for_practices(tasks: Sequence[Task]) -> Iterator[Flowable]:
    if not tasks:
        return
    yield from _section("Education and actions for practices")
    rows = [(_what(t), t.practice or "All practices", t.owner, t.due, t.kind) for t in tasks]
    shares = (0.36, 0.15, 0.18, 0.14, 0.17)
    yield ruled_table(("What", "Practice", "Who", "By", "Kind"), rows, shares)


def _by_owner(minutes: Minutes) -> Iterator[Flowable]:
    """Everybody's own list: the case by its number, so that the page names no patient."""
    tasks = minutes.tasks
    if not tasks:
        return
    yield from _section("All actions, by owner")
    rows = [
        (t.owner, t.words, f"Case {t.case}" if t.case else t.practice or "All practices", t.due)
        for t in tasks
    ]
    yield ruled_table(("Who", "What", "For", "By"), rows, (0.24, 0.46, 0.16, 0.14))


def _approval() -> Iterator[Flowable]:
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
