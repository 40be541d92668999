"""The minutes as a page for screen readers: the same words as the paper, in the same order.

Where the paper has charts, the page has their sentences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdt_app.clinical.days import spoken
from mdt_app.documents.html_parts import (
    bullets,
    heading,
    labelled,
    page,
    paragraph,
    section,
    table,
)
from mdt_app.documents.minutes_values import (
    Agreed,
    Fact,
    Minutes,
    MinutesCase,
    MinutesTopic,
    Present,
    Task,
)
from mdt_app.documents.minutes_words import (
    CARE,
    RIVALS,
    SEVERITY,
    amended_words,
    beside,
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
    standing,
    state_words,
    topic_lines,
    what,
)
from mdt_app.documents.minutes_words import heading as case_heading


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of the page: where it is, what it is called, what is in it."""

    key: str
    words: str
    lines: tuple[str, ...]


def minutes_as_html(minutes: Minutes) -> bytes:
    """The page. The same minutes give the same bytes."""
    parts = [part for part in _parts(minutes) if part.lines]
    main = [line for part in parts for line in section(part.key, part.words, part.lines)]
    day = spoken(minutes.held_on)
    draft = ", draft" if minutes.is_draft else ""
    return page(
        f"Minutes, {minutes.title}, {day}{for_whom(minutes).replace(' ·', ',')}{draft}",
        _top(minutes),
        list(_contents(parts, minutes)),
        main,
        f"{foot_words(minutes)} {CARE}",
    )


def _contents(parts: Sequence[_Part], minutes: Minutes) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield part.key, part.words
        if part.key == "cases":
            yield from ((f"case-{c.number}", case_heading(c)) for c in minutes.discussed)


def _top(minutes: Minutes) -> Iterator[str]:
    yield paragraph(confidential_words(minutes), "notice")
    yield heading(1, f"Minutes: {minutes.title}")
    yield paragraph(meeting_words(minutes))
    yield paragraph(state_words(minutes), "notice" if minutes.is_draft else "")
    if minutes.only_practice:
        only = f"These minutes hold the patients of {minutes.only_practice} only."
        yield paragraph(only, "notice")
    for name, words in opening_facts(minutes):
        yield labelled(f"{name.rstrip(':')}:", words)


def _parts(minutes: Minutes) -> Iterator[_Part]:
    yield _Part("present", "Present", tuple(_people("Who was present", minutes.present)))
    yield _Part("apologies", "Apologies", tuple(_people("Who sent apologies", minutes.apologies)))
    yield _Part("glance", "Cases at a glance", tuple(_at_a_glance(minutes)))
    cases = tuple(line for case in minutes.discussed for line in _case(case))
    yield _Part("cases", "Cases", cases)
    yield _Part(
        "carried", "Carried over to the next meeting", tuple(_carried(minutes.carried_over))
    )
    yield _Part("topics", "Also on the agenda", tuple(_topics(minutes.topics)))
    practices = tuple(_for_practices(minutes.for_practices))
    yield _Part("practices", "Education and actions for practices", practices)
    learning = tuple(bullets(minutes.learning)) if minutes.learning else ()
    yield _Part("learning", "Learning points", learning)
    yield _Part("actions", "All actions, by owner", tuple(_by_owner(minutes.tasks)))
    yield _Part("amended", "Amended after the meeting", tuple(_amended(minutes)))
    yield _Part("approval", "Approval", (paragraph(state_words(minutes)),))


def _people(caption: str, people: Sequence[Present]) -> Iterator[str]:
    if not people:
        yield paragraph("Nobody was recorded.")
        return
    yield from table(caption, *people_rows(people))


def _at_a_glance(minutes: Minutes) -> Iterator[str]:
    if not minutes.cases:
        return
    rows = [(str(c.number), c.who, c.practice, outcome(c)) for c in minutes.cases]
    yield from table("Every case and its outcome", ("Case", "Person", "Practice", "Outcome"), rows)


def _case(case: MinutesCase) -> Iterator[str]:
    yield from section(f"case-{case.number}", case_heading(case), _of_case(case), level=3)


def _of_case(case: MinutesCase) -> Iterator[str]:
    yield paragraph(identity(case))
    yield from map(paragraph, standing(case))
    if case.question:
        by = f" ({case.asked_by})" if case.asked_by else ""
        yield labelled(f"Question{by}:", case.question)
    if case.what_matters:
        yield labelled("What matters to the person:", case.what_matters)
    yield heading(4, "Facts considered")
    yield from bullets([_fact(fact) for fact in case.facts] or ["No flag was raised."])
    if case.not_known:
        yield labelled("Not known on the day:", "; ".join(case.not_known))
    if case.cleared:
        yield labelled("Cleared since the last meeting:", "; ".join(case.cleared))
    yield from map(paragraph, case.followed)
    if case.sentences:
        yield heading(4, "Results over time")
        yield from bullets(case.sentences)
    yield heading(4, "Decision")
    yield from _decided(case.decisions)
    if case.tasks:
        yield heading(4, "Actions")
        rows = [(what(task), task.owner, task.due, task.kind) for task in case.tasks]
        yield from table(f"Actions of case {case.number}", ("What", "Who", "By", "Kind"), rows)


def _fact(fact: Fact) -> str:
    severity = SEVERITY.get(fact.severity, "")
    told = " \N{EM DASH} ".join(filter(None, (fact.headline, fact.detail, fact.since)))
    return f"{severity}: {told}" if severity else told


def _decided(decisions: Sequence[Agreed]) -> Iterator[str]:
    if not decisions:
        yield paragraph("No decision was recorded.")
    if len(decisions) > 1:
        yield paragraph(RIVALS, "notice")
    for decision in decisions:
        if decision.choices:
            yield labelled("Agreed:", " · ".join(decision.choices))
        if decision.words:
            yield paragraph(decision.words)
        yield from (paragraph(line, "quiet") for line in beside(decision))


def _carried(cases: Sequence[MinutesCase]) -> Iterator[str]:
    if not cases:
        return
    rows = [(str(c.number), c.who, identity(c), carried_why(c)) for c in cases]
    headings = ("Case", "Person", "Born, number and practice", "Reason")
    yield from table("Cases carried over", headings, rows)


def _topics(topics: Sequence[MinutesTopic]) -> Iterator[str]:
    for topic in topics:
        yield heading(3, topic.title)
        yield from map(paragraph, topic_lines(topic))


def _for_practices(tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        return
    rows = [(what(t), t.practice or "All practices", t.owner, t.due, t.kind) for t in tasks]
    yield from table("For practices", ("What", "Practice", "Who", "By", "Kind"), rows)


def _by_owner(tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        return
    rows = [(t.owner, t.words, for_which(t), t.due) for t in tasks]
    yield from table("Everybody's own list", ("Who", "What", "For", "By"), rows)


def _amended(minutes: Minutes) -> Iterator[str]:
    if not minutes.amended:
        return
    rows = [(amended_words(each), spoken(each.on), each.by) for each in minutes.amended]
    yield from table("What was amended, when and by whom", ("What", "Amended on", "By"), rows)
