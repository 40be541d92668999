"""Topics: what a meeting speaks about beside its cases, as teaching, an audit's result, or a plan.

A topic is about nobody: it has a title, who presents it, minutes, words, and actions of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.versions import TOPIC, content_of, identity_of, revise, standing, stepping
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

KINDS: Mapping[str, str] = {
    "education": "Education",
    "audit": "Audit result",
    "discussion": "Discussion",
}
_STATES = ("waiting", "done")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a meeting. `id` is '' before it is planned; `state` is waiting or done.

    `after` is how many cases come before it. One that waits when its meeting ends is offered to
    the next one, where `carried_from` names it.
    """

    id: str = ""
    meeting: str = ""
    title: str = ""
    kind: str = "discussion"
    presenter: str = ""
    minutes: int = 10
    after: int = 0
    state: str = "waiting"
    words: str = ""
    carried_from: str = ""
    order: int = 0
    """Of those at one place, which comes first."""

    @property
    def called(self) -> str:
        """`Education: foot ulcers`."""
        return f"{KINDS.get(self.kind, self.kind)}: {self.title}"

    @property
    def details(self) -> str:
        """`10 min · Dr S. Rahman`."""
        return " · ".join(filter(None, (f"{self.minutes} min", self.presenter)))


_HELD = (
    "title",
    "kind",
    "presenter",
    "minutes",
    "after",
    "state",
    "words",
    "carried_from",
    "order",
)


def as_topic(entry: Entry) -> Topic:
    """A topic from the entry that holds it."""
    held = {name: entry.payload[name] for name in _HELD}
    return Topic(identity_of(entry), entry.meeting, **held)


def _content(topic: Topic) -> dict[str, Any]:
    content = {name: getattr(topic, name) for name in _HELD}
    return {n: value.strip() if isinstance(value, str) else value for n, value in content.items()}


def topics_of(rows: Reading, meeting_id: str) -> list[Topic]:
    """The topics of one meeting in their order; of rival versions the latest."""
    found = standing(rows, TOPIC, meeting=meeting_id)
    latest = {identity_of(entry): as_topic(entry) for entry in found}
    return sorted(latest.values(), key=_by_place)


def _by_place(topic: Topic) -> tuple[int, int, str]:
    return topic.after, topic.order, topic.id


def minutes_for_topics(topics: Iterable[Topic]) -> int:
    """All of them together."""
    return sum(topic.minutes for topic in topics)


def left_topics(rows: Reading) -> list[Topic]:
    """What the last meeting did not come to, to be planned anew unless it is planned already."""
    ended = [meeting for meeting in meetings(rows) if meeting.state == "ended"]
    taken_up = {entry.payload["carried_from"] for entry in standing(rows, TOPIC)}
    left = topics_of(rows, ended[-1].id) if ended else []
    return [
        replace(topic, id="", meeting="", carried_from=topic.id)
        for topic in left
        if topic.state == "waiting" and topic.id not in taken_up
    ]


def plan_topics(ws: Workspace, meeting_id: str, wanted: Sequence[Topic]) -> list[Topic]:
    """These are the topics of the meeting: new ones come, changed ones change, others go.

    What was spoken about already stays, with its words.
    """
    wanted = [replace(topic, order=order) for order, topic in enumerate(wanted)]
    for topic in wanted:
        _check(topic)
    with ws.vault.reading() as reading:
        there = {topic.id: topic for topic in topics_of(reading, meeting_id)}
    asked = {topic.id: topic for topic in wanted if topic.id}
    new = [topic for topic in wanted if topic.id not in there]
    moved = [t for t in there.values() if t.id in asked and _content(asked[t.id]) != _content(t)]
    gone = [t for t in there.values() if t.id not in asked and t.state == "waiting"]
    if new or moved or gone:
        with stepping(ws, "topics planned") as step:
            for topic in new:
                step.begin(TOPIC, _content(topic), meeting=meeting_id)
            for entry in standing(step.rows, TOPIC, meeting=meeting_id):
                identity = identity_of(entry)
                if identity in {topic.id for topic in moved}:
                    step.replace([entry], _content(asked[identity]))
                elif identity in {topic.id for topic in gone}:
                    step.replace([entry], {**content_of(entry), "undone": True})
    with ws.vault.reading() as reading:
        return topics_of(reading, meeting_id)


def say_of_topic(ws: Workspace, topic_id: str, words: str) -> Topic:
    """Keep what was said about a topic, as the minutes say it."""
    return as_topic(revise(ws, "topic's words", topic_id, {"words": words.strip()}))


def finish_topic(ws: Workspace, topic_id: str, words: str) -> Topic:
    """The topic was spoken about, and this is what was said."""
    changed = {"state": "done", "words": words.strip()}
    return as_topic(revise(ws, "topic done", topic_id, changed))


def put_topic_back(ws: Workspace, topic_id: str) -> Topic:
    """The topic is still to come after all."""
    return as_topic(revise(ws, "topic put back", topic_id, {"state": "waiting"}))


def _check(topic: Topic) -> None:
    if not topic.title.strip():
        raise UserError("A topic needs a title.", "Say in a few words what it is about.")
    if not 1 <= topic.minutes <= 240:
        raise UserError("A topic needs minutes.", "Give a number from 1 to 240.")
    if topic.kind not in KINDS or topic.state not in _STATES:
        raise ValueError("a kind or state of a topic that does not exist")
