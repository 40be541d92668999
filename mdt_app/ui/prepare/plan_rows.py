"""The agenda as it would be, line by line: the cases, and the two lines proposed between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdt_app.meeting.planned import BREAK, OPENING, Plan
from mdt_app.meeting.topics import Topic, minutes_for_topics
from mdt_app.ui.prepare.planning import Proposal
from mdt_app.ui.rows_model import Column


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A case in its place, or a line between two: `nhs_number` is '' there.

    Of a topic `topic` says which of those planned it is, from 0.
    """

    place: str
    begins: str
    words: str
    minutes: str = ""
    why: str = ""
    nhs_number: str = ""
    fits: bool = True
    missing: str = ""
    topic: int | None = None


def plan_rows(proposed: Proposal, plan: Plan, topics: Sequence[Topic] = ()) -> list[PlanRow]:
    """Cases and topics in their order, with break and cut line where they are proposed."""
    rows: list[PlanRow] = []
    for place, case in enumerate(plan.cases):
        if place == plan.break_after:
            begins = plan.begins_at(plan.break_at or 0)
            rows.append(PlanRow("", begins, f"Break proposed, {BREAK} minutes"))
        here = [topic for topic in topics if topic.after == place]
        rows += _topic_rows(plan, topics, here, case.begins - minutes_for_topics(here))
        if place == plan.cut:
            rows.append(PlanRow("", "", "No time from here on", fits=False))
        one = case.candidate
        line = proposed.line(one.nhs_number)
        rows.append(
            PlanRow(
                str(place + 1),
                plan.begins_at(case.begins),
                f"{line.name} · {line.practice_name}",
                str(one.minutes),
                " · ".join(one.reasons),
                one.nhs_number,
                case.fits,
                "; ".join(each.words for each in line.missing),
            )
        )
    last = plan.cases[-1] if plan.cases else None
    over = last.begins + last.candidate.minutes if last is not None else OPENING
    rest = [topic for topic in topics if topic.after >= len(plan.cases)]
    return [*rows, *_topic_rows(plan, topics, rest, over)]


def _topic_rows(
    plan: Plan, topics: Sequence[Topic], here: Sequence[Topic], begins: int
) -> Iterator[PlanRow]:
    """What comes at one place, one after another from that minute on."""
    for topic in here:
        at = topics.index(topic)
        when, minutes = plan.begins_at(begins), str(topic.minutes)
        yield PlanRow("◇", when, topic.called, minutes, topic.presenter, topic=at)
        begins += topic.minutes


def _place(row: PlanRow) -> str:
    return row.place


def _begins(row: PlanRow) -> str:
    return row.begins


def _words(row: PlanRow) -> str:
    return row.words


def _minutes(row: PlanRow) -> str:
    return row.minutes


def _why(row: PlanRow) -> str:
    told = f"not ready: {row.missing}" if row.missing else ""
    return " · ".join(filter(None, (row.why, told)))


COLUMNS: Sequence[Column[PlanRow]] = (
    Column("", _place, to_the_right=True),
    Column("Begins", _begins),
    Column("Case", _words),
    Column("Min", _minutes, to_the_right=True),
    Column("Why there, and what is missing", _why),
)
WIDTHS = (34, 58, 250, 44, 200)
WHY = 4


def spoken_row(row: PlanRow) -> str:
    """A whole line in one breath."""
    if row.topic is not None:
        return f"Topic: {row.words}, {row.minutes} minutes"
    if not row.nhs_number:
        return f"{row.words}{f', at {row.begins}' if row.begins else ''}"
    begins = f"at {row.begins}" if row.begins else ""
    fits = "" if row.fits else "does not fit"
    parts = (f"{row.place}: {row.words}", begins, f"{row.minutes} minutes", fits, _why(row))
    return ", ".join(filter(None, parts))


def tone(row: PlanRow, column: int) -> str:
    """Lines between cases stand out; what does not fit is quiet."""
    if row.topic is not None:
        return "strong" if column == 2 else "quiet"
    if not row.nhs_number:
        return "strong" if row.fits else "bad"
    return "quiet" if not row.fits or column in (0, 1, WHY) else ""
