"""Joins the page of texts to the store: shown as they hold, tried while typed, kept when asked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from mdt_app.meeting.templates import keep_template, return_to_shipped
from mdt_app.ui.outputs import reading
from mdt_app.ui.outputs.texts_page import TextsPage
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.workspace import Workspace

_TEXTS = "texts"
"""What the drafts of texts are about: no person."""


class TextsKeeping(QObject):
    """The texts of the network, one at a time. What is half typed is a draft until it holds."""

    def __init__(self, page: TextsPage, ws: Workspace, saver: Saver, drafts: TypedTexts) -> None:
        super().__init__(page)
        self._page, self._ws, self._saver, self._drafts = page, ws, saver, drafts
        page.chosen.connect(self.show_text)
        page.typed.connect(self._keep_typed)
        page.look_asked.connect(self._try)
        page.keep_asked.connect(self._let_hold)
        page.shipped_asked.connect(self._let_shipped_hold)

    def show_text(self, name: str) -> None:
        """Show a text as it holds now, and over it what was half typed."""
        draft = self._drafts.restore((_TEXTS, name))
        self._page.show_text(name, reading.read_texts(self._ws, name), draft)

    def _keep_typed(self, name: str, text: str, caret: int) -> None:
        self._drafts.type((_TEXTS, name), text, caret)

    def _try(self, name: str, body: str) -> None:
        self._page.show_look(reading.try_text(self._ws, name, body))

    def _let_hold(self, name: str, body: str) -> None:
        self._change(name, partial(keep_template, self._ws, name, body))

    def _let_shipped_hold(self, name: str) -> None:
        self._change(name, partial(return_to_shipped, self._ws, name))

    def _change(self, name: str, change: Callable[[], object]) -> None:
        self._drafts.take((_TEXTS, name))
        forget = self._drafts.forgetting((_TEXTS, name))

        def job() -> None:
            change()
            forget()

        def done(_outcome: None) -> None:
            if self._page.name == name:
                self.show_text(name)
                self._page.say("It holds from now on. Earlier versions stay.")

        self._saver.save(job, owner=self, on_done=done)
