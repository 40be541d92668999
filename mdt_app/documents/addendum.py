"""An addendum to approved minutes: its own numbered pages; the minutes stay as they were issued."""

from dataclasses import dataclass
from io import BytesIO

from mdt_app.clinical.days import spoken
from mdt_app.documents.minutes_values import Minutes, MinutesCase
from mdt_app.documents.minutes_words import (
    KEEP,
    confidential_words,
    for_whom,
    heading,
    identity,
    issue_words,
    meeting_words,
)
from mdt_app.meeting.approval import Issue


@dataclass(frozen=True, slots=True)
class AddendumPaper:
    """What one addendum says. `case` is the case it is about, None where it is about no one."""

    minutes: Minutes
    """The minutes it adds to, for whom they were written."""
    issue: Issue
    case: MinutesCase | None
    words: str

    @property
    def title(self) -> str:
        return f"Addendum {self.issue.addendum} to minutes {self.issue.number}"

    @property
    def added(self) -> str:
        return f"Added on {spoken(self.issue.on)} by {self.issue.by}."

    @property
    def stands(self) -> str:
        """What it leaves as it is."""
        return f"Minutes {self.issue.number} stand as they were issued; this is added to them."


def addendum_as_pdf(paper: AddendumPaper) -> bytes:
    """The addendum's pages. The same addendum gives the same bytes."""
    from mdt_app.documents.marking import marked
    from mdt_app.documents.sheets import CountingCanvas, Sheets, bold, words

    target = BytesIO()
    minutes = paper.minutes
    day = spoken(minutes.held_on)
    sheets = Sheets(
        target,
        title=f"{paper.title}, {minutes.title}, {day}",
        author=minutes.network,
        left=bold(confidential_words(minutes)),
        right=marked(f"{minutes.title} · {day}{for_whom(minutes)}"),
        foot=marked(f"{issue_words(paper.issue)} · {KEEP}"),
        subject="Addendum to meeting minutes",
    )
    story = [
        words(paper.title, "title"),
        words(f"{minutes.title} · {meeting_words(minutes)}", "lead"),
        words(paper.stands),
    ]
    if paper.case is not None:
        story += [words(heading(paper.case), "case"), words(identity(paper.case))]
    story += [words(paper.words), words(paper.added, "small")]
    sheets.build(story, canvasmaker=CountingCanvas)
    return target.getvalue()


def addendum_as_html(paper: AddendumPaper) -> bytes:
    """The same as a page for screen readers."""
    from mdt_app.documents import html_parts as html

    minutes = paper.minutes
    about = [] if paper.case is None else [html.paragraph(identity(paper.case))]
    name = "What is added" if paper.case is None else heading(paper.case)
    content = [*about, html.paragraph(paper.words), html.paragraph(paper.added, "quiet")]
    top = [
        html.paragraph(confidential_words(minutes), "notice"),
        html.heading(1, paper.title),
        html.paragraph(f"{minutes.title} · {meeting_words(minutes)}"),
        html.paragraph(paper.stands),
    ]
    return html.page(
        f"{paper.title}, {minutes.title}",
        top,
        [("added", name)],
        list(html.section("added", name, content)),
        f"{issue_words(paper.issue)} · {KEEP}",
    )
