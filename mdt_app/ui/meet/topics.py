"""Topics in the meeting: each comes up in its turn, in place of the case that comes after it.

While one is shown the case behind it is hidden: its keys do not work, its time stands still,
and the room's window is covered.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mdt_app.meeting.actions import actions_of, agree_action
from mdt_app.meeting.topics import Topic, finish_topic, say_of_topic, topics_of
from mdt_app.meeting.values import Action
from mdt_app.ui.meet.beside import Beside
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.times import Times
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import TypedTexts

if TYPE_CHECKING:
    from mdt_app.ui.meet.topic_page import TopicPage

_SAID = "said"


class Topics(QObject):
    """Knows the topics of the meeting, and which of them were offered already."""

    said = Signal(str)
    ending_asked = Signal()
    """The last topic is left, and no case comes after it."""

    def __init__(
        self, controller: MeetController, beside: Beside, times: Times, saver: Saver
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._beside = beside
        self._times = times
        self.texts = TypedTexts(controller.ws.vault, saver, "topics", self)
        self.page: TopicPage | None = None
        self._offered: set[str] = set()
        self._is_at_the_end = False
        controller.meeting_changed.connect(self._read_again)
        controller.undone.connect(self._look_again)
        controller.stepped.connect(self._offer)
        beside.closed.connect(self._go_on_with_case)

    @property
    def is_open(self) -> bool:
        return self.page is not None and self._beside.page is self.page

    @property
    def topics(self) -> list[Topic]:
        """Every topic of the meeting, in its order."""
        return list(self._controller.listed.topics)

    @property
    def to_come(self) -> list[Topic]:
        """What is still to be spoken about."""
        return [topic for topic in self.topics if topic.state == "waiting"]

    def begin(self) -> None:
        """The meeting has just begun: what comes before the first case comes now."""
        if self._controller.shown is not None:
            self._offer(0)

    def ask(self) -> None:
        """By key: the next topic to come, or say that there is none."""
        if self._controller.meeting is None:
            return
        waiting = self.to_come
        known = [topic for topic in waiting if topic.id not in self._offered]
        if found := (known or waiting or self.topics)[:1]:
            self._show(found[0], is_at_the_end=False)
        else:
            self.said.emit("No topic is on this agenda: Prepare plans them, P.")

    def _read_again(self, _meeting: object = None) -> None:
        meeting = self._controller.meeting
        found: list[Topic] = []
        if meeting is not None:
            with self._controller.ws.vault.reading() as reading:
                found = topics_of(reading, meeting.id)
        self._controller.show_topics(found)

    def _look_again(self, _taken: object = None) -> None:
        """Something was undone: the topic at hand says what stands."""
        self._read_again()
        if self.page is not None and self.is_open and self.page.topic is not None:
            self._fill(self.page.topic.id)

    def _offer(self, position: int) -> None:
        """A step has led to the case at `position`, or past the last: what comes before it?"""
        due = [
            topic
            for topic in self.to_come
            if topic.after <= position and topic.id not in self._offered
        ]
        if due:
            self._show(due[0], is_at_the_end=position >= len(self._controller.items))

    def _show(self, topic: Topic, *, is_at_the_end: bool) -> None:
        self._offered.add(topic.id)
        self._is_at_the_end = is_at_the_end
        page = self._made()
        self._controller.agreeing.record()
        self._times.show("")
        self._fill(topic.id)
        self._beside.open(page, page.words_edit)

    def _made(self) -> "TopicPage":
        if self.page is None:
            from mdt_app.ui.meet.topic_page import TopicPage

            self.page = page = TopicPage()
            page.words_edit.typed.connect(self._type)
            page.done_asked.connect(self._finish)
            page.next_asked.connect(self._leave)
            page.previous_asked.connect(self._go_back)
            page.back_asked.connect(self._beside.close)
            page.action_given.connect(self._agree)
            page.refused.connect(self._controller.refused)
        return self.page

    def _fill(self, topic_id: str) -> None:
        page, meeting = self.page, self._controller.meeting
        topic = next((each for each in self.topics if each.id == topic_id), None)
        if page is None or meeting is None or topic is None:
            return
        page.show_topic(topic, self.texts.restore((topic.id, _SAID)), self._controller.ws.today())
        with self._controller.ws.vault.reading() as reading:
            found = [each for each in actions_of(reading, meeting.id) if each.topic == topic.id]
        page.show_actions([action for action in found if action.state != "withdrawn"])

    def _type(self, topic_id: str, field: str, text: str, caret: int) -> None:
        self.texts.type((topic_id, field), text, caret)

    def keep(self) -> None:
        """Record the words of the topic at hand, if they are others than before."""
        topic = self.page.topic if self.page is not None else None
        typed = self.texts.take((topic.id, _SAID)) if topic is not None else None
        if topic is None or typed is None:
            return
        ws, words = self._controller.ws, typed.strip()
        self._known(replace(topic, words=words))
        self._save(topic.id, lambda: say_of_topic(ws, topic.id, words))

    def _finish(self) -> None:
        """What stands was said: the topic is done, and the next one or the case comes."""
        page = self.page
        if page is None or page.topic is None:
            return
        ws, topic, words = self._controller.ws, page.topic, page.words_edit.toPlainText()
        self.texts.take((topic.id, _SAID))
        self._known(replace(topic, state="done", words=words.strip()))
        self._save(topic.id, lambda: finish_topic(ws, topic.id, words))
        self._leave()

    def _leave(self) -> None:
        """On to the next topic at this place, or to the case; after the last case, to the end."""
        at = len(self._controller.items) if self._is_at_the_end else self._controller.position
        self.keep()
        before = self.page.topic if self.page is not None else None
        self._offer(at)
        now = self.page.topic if self.page is not None else None
        if before is None or now is None or before.id == now.id:
            was_last = self._is_at_the_end
            self._beside.close()
            if was_last:
                self.ending_asked.emit()

    def _go_back(self) -> None:
        """The case before the topic; after the last case that is the one behind it."""
        was_last = self._is_at_the_end
        self._beside.close()
        if not was_last:
            self._controller.previous_case()

    def show(self, topic_id: str) -> None:
        """One topic, chosen in the list."""
        topic = next((each for each in self.topics if each.id == topic_id), None)
        if topic is not None and self._controller.shown is not None:
            self.keep()
            self._show(topic, is_at_the_end=False)

    def _agree(self, action: Action) -> None:
        topic = self.page.topic if self.page is not None else None
        if topic is None:
            return
        ws, asked = self._controller.ws, replace(action, meeting=topic.meeting, topic=topic.id)
        self._save(topic.id, lambda: agree_action(ws, asked))

    def _known(self, topic: Topic) -> None:
        found = [topic if each.id == topic.id else each for each in self.topics]
        self._controller.show_topics(found)

    def _save(self, topic_id: str, job: Callable[[], Any]) -> None:
        forget = self.texts.forgetting((topic_id, _SAID))

        def save() -> None:
            job()
            if not self.texts.is_typed((topic_id, _SAID)):
                forget()

        def done(_outcome: object) -> None:
            self._read_again()
            page = self.page
            if page is not None and page.topic is not None and page.topic.id == topic_id:
                self._fill(topic_id)

        self._controller.saves.save("", save, done)

    def _go_on_with_case(self) -> None:
        """The case that was behind the topic is before the room now."""
        self.keep()
        shown = self._controller.shown
        if shown is not None:
            self._times.resume(shown.nhs_number)
