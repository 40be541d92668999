"""Sentences of the minutes that paper and screen have in common."""

from collections.abc import Iterator, Sequence

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.documents.minutes_values import (
    Agreed,
    Amended,
    Minutes,
    MinutesCase,
    MinutesTopic,
    Present,
    Task,
)
from mdt_app.meeting.approval import Issue, readable_head

CARE = "For the care of these patients and the team named here."
KEEP = "Keep and destroy as a health record."
CONFIDENTIAL = "CONFIDENTIAL: patient information"
NOBODY_NAMED = "CONFIDENTIAL: a copy that names no patient"
RIVALS = "Two versions of this decision stand. Both are printed; settle which one holds."
SEVERITY = {"red": "Red", "amber": "Amber", "note": "Note"}
STATES = {
    "waiting": "not reached",
    "parked": "parked",
    "deferred": "deferred",
    "discussed": "discussed",
}


def confidential_words(minutes: Minutes) -> str:
    return NOBODY_NAMED if minutes.is_network_copy else CONFIDENTIAL


MADE_AGAIN = (
    "Not as issued: somebody was erased since, and this was made again without them. Cases may be"
    " numbered otherwise. "
)


def for_whom(minutes: Minutes) -> str:
    """` · Birch Lane only`, or '' for the whole meeting's."""
    if minutes.is_network_copy:
        return " · network copy, no patient named"
    return f" · {minutes.only_practice} only" if minutes.only_practice else ""


def issue_words(issue: Issue) -> str:
    """The number, and the end of the chain of entries it rests on: on every page."""
    minutes = f"Minutes {issue.number}"
    part = f"Addendum {issue.addendum} to minutes {issue.number}" if issue.addendum else minutes
    return f"{part} · record {readable_head(issue.head)}"


def foot_words(minutes: Minutes) -> str:
    """What stands at the foot of every page."""
    stands = issue_words(minutes.issue) if minutes.issue else "DRAFT, not approved"
    return f"{stands} · {KEEP}"


def state_words(minutes: Minutes) -> str:
    """How far the minutes are, in a sentence."""
    if minutes.issue is not None:
        issue = minutes.issue
        return MADE_AGAIN * minutes.is_made_again + (
            f"Minutes {issue.number}, approved on {spoken(issue.on)} by {issue.by}."
            " Later changes are addenda."
        )
    if not minutes.has_ended:
        return "Draft: this meeting has not been ended, and more may be recorded."
    return "Draft: the chair has not approved these minutes yet."


def meeting_words(minutes: Minutes) -> str:
    """The network, when and where."""
    when = spoken(minutes.held_on) + (f", {minutes.starts_at}" if minutes.starts_at else "")
    return " · ".join(part for part in (minutes.network, when, minutes.place) if part.strip())


def cases_words(minutes: Minutes) -> str:
    done, left = len(minutes.discussed), len(minutes.carried_over)
    late = sum(bool(case.late) for case in minutes.cases)
    words = f"{done + left} on the agenda: {done} discussed, {left} carried over"
    return f"{words}; {late} added late" if late else words


def opening_facts(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """What the first page says in lines: a word, and what it stands for."""
    if minutes.practices:
        yield "Practices", ", ".join(minutes.practices)
    yield "Cases", cases_words(minutes)
    if minutes.breaks:
        yield counted(len(minutes.breaks), "Break").partition(" ")[2], ", ".join(minutes.breaks)
    if minutes.considered:
        cases = counted(len(minutes.discussed), "case")
        yield "Considered", f"{', '.join(minutes.considered)} of {cases} discussed"
    if minutes.rules:
        yield "Flags:", minutes.rules
    if minutes.next_meeting:
        yield "Next meeting", minutes.next_meeting


def people_rows(people: Sequence[Present]) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Headings and rows of a table of people; when they were there only where it was kept."""
    headings = ("Name", "Role", "Practice or team")
    if not any(each.times for each in people):
        return headings, [(each.name, each.role, each.place) for each in people]
    rows = [(each.name, each.role, each.place, each.times or "throughout") for each in people]
    return (*headings, "In the room"), list(rows)


def outcome(case: MinutesCase) -> str:
    """What became of a case, for the table of all."""
    if not case.was_discussed:
        return f"Carried over: {case.reason or STATES[case.state]}"
    chosen = [choice for decision in case.decisions for choice in decision.choices]
    if chosen:
        return "; ".join(dict.fromkeys(chosen))
    return "Decided in words" if case.decisions else "No decision recorded"


def identity(case: MinutesCase) -> str:
    """Who it is, in a line; of the network's copy the age band and the practice."""
    number = f"NHS No. {case.nhs_number}" if case.nhs_number else ""
    born = f"Born {case.born}" if number else f"Age {case.born}"
    needs = case.needs[:1].upper() + case.needs[1:]
    return " · ".join(part for part in (born, case.sex, number, case.practice, needs) if part)


def going_on(case: MinutesCase) -> str:
    """How a case is called where its heading comes again."""
    number = f" · NHS No. {case.nhs_number}" if case.nhs_number else ""
    return f"{heading(case)}{number}"


def heading(case: MinutesCase) -> str:
    named = f"Case {case.number}"
    return named if case.who == named else f"{named} · {case.who}"


def standing(case: MinutesCase) -> Iterator[str]:
    """Lines about how the case was come to: late, put off, who was there."""
    if case.state != "discussed" or case.reason:
        yield ": ".join(filter(None, (STATES[case.state].capitalize(), case.reason)))
    if case.late:
        yield f"Added late: {case.late}"
    if case.in_the_room:
        yield f"In the room: {case.in_the_room}"


def beside(decision: Agreed) -> Iterator[str]:
    """What is kept beside a decision, line by line."""
    if decision.differed:
        yield f"Views differed: {decision.differed}"
    parts = [f"{decision.told_by} tells the person"] if decision.told_by else []
    parts += [f"Tier: {decision.tier}"] if decision.tier else []
    parts += [f"Specialist remit: {decision.remit}"] if decision.remit else []
    parts += [f"Co-ordinator: {decision.coordinator}"] if decision.coordinator else []
    if parts:
        yield " · ".join(parts)
    if decision.considered:
        yield f"Considered: {', '.join(decision.considered)}"
    if decision.read_back:
        yield f"Read back: {decision.read_back}"
    yield f"Recorded by {decision.recorded_by}"


def topic_lines(topic: MinutesTopic) -> Iterator[str]:
    """What is said of a topic, line by line: who presented it, what was said, what was agreed."""
    yield " · ".join(filter(None, (topic.outcome, topic.presenter)))
    if topic.words:
        yield topic.words
    for task in topic.tasks:
        yield f"Agreed: {what(task)} \N{EM DASH} {task.owner}, {task.due}"


def what(task: Task) -> str:
    """The words of an action, with what became of it or what it still lacks."""
    after = task.state or task.note
    return f"{task.words} ({after})" if after else task.words


def carried_why(case: MinutesCase) -> str:
    """Why a case was carried over, and that it was added late where it was."""
    late = f" (added late: {case.late})" if case.late else ""
    return (case.reason or STATES[case.state]) + late


def for_which(task: Task) -> str:
    return f"Case {task.case}" if task.case else task.practice or "All practices"


def amended_words(amended: Amended) -> str:
    """`Decision changed, case 3`."""
    cases = ", ".join(map(str, amended.cases))
    about = f", {'case' if len(amended.cases) == 1 else 'cases'} {cases}" if cases else ""
    return f"{amended.what[:1].upper()}{amended.what[1:]}{about}"
