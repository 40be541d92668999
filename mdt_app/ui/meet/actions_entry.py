"""Joins the action editor to the person shown: opened, kept as a draft, agreed, withdrawn."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from mdt_app.meeting.actions import agree_action, amend_action, withdraw_action
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.values import Action, Attendee
from mdt_app.ui.meet.action_editor import CASE, EDUCATION, PRACTICE_EDUCATION, ActionEditor
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.offers import Offer, as_owner, offers_for, usual_offer
from mdt_app.vault.drafts import Draft, forget_draft, is_kept, keep_draft, kept_draft
from mdt_app.vault.explaining import StoreBusyError


class ActionsEntry(QObject):
    """What happens to an action is always about the person it was opened for."""

    def __init__(self, controller: MeetController, editor: ActionEditor) -> None:
        super().__init__(editor)
        self._controller = controller
        self._editor = editor
        self._typed: dict[str, str] = {}
        """What was last said to be kept, by NHS number; the file may not have it yet."""
        self._taken: set[tuple[str, str]] = set()
        """Whose choices led to an action already, however it is worded."""
        editor.agreed.connect(self._agree)
        editor.withdrawn.connect(self._withdraw)
        editor.typed.connect(self._keep)
        editor.refused.connect(controller.refused)

    def show_case(self, case: ShownCase) -> None:
        """Bring back what was half typed about this person."""
        number = case.nhs_number
        if number not in self._typed:
            draft = kept_draft(self._controller.ws.vault, self._place(number))
            self._typed[number] = draft.text if draft is not None else ""
        if typed := self._typed[number]:
            self._editor.restore(self._blank(number), case.page.actions, typed)
            self._open(self._editor.kinds.choice())

    def add(self) -> None:
        self._open(CASE)

    def add_education(self) -> None:
        self._open(EDUCATION)

    def _open(self, kind: str) -> None:
        shown = self._controller.shown
        if shown is None:
            return
        current = self._editor.is_about
        action = current if current.nhs_number == shown.nhs_number else None
        blank = action or self._blank(shown.nhs_number)
        here, on = self._here(), self._controller.on
        offers = self._offers(shown, kind, here) or [usual_offer(kind, blank, on)]
        self._editor.open_for(blank, kind, on, _owners(here), offers)

    def _offers(self, shown: ShownCase, kind: str, here: Sequence[Attendee]) -> list[Offer]:
        """What the decisions chosen offer that has no action yet."""
        choices = self._controller.agreeing.agreement.choices
        practice, on = shown.page.record.person.practice, self._controller.on
        blank = self._blank(shown.nhs_number)
        done = {
            action.words.casefold() for action in (*shown.page.actions, *shown.practice_actions)
        }
        return [
            offer
            for offer in offers_for(choices, kind, blank, on, here, practice)
            if (shown.nhs_number, offer.choice) not in self._taken
            and offer.action.words.casefold() not in done
        ]

    def change(self, action: Action) -> None:
        """Write an action of this person anew."""
        is_education = action.category == "education"
        kind = EDUCATION if is_education else CASE
        if action.audience == "practice":
            kind = PRACTICE_EDUCATION
        self._editor.open_for(action, kind, self._controller.on, _owners(self._here()))

    def _blank(self, nhs_number: str) -> Action:
        meeting = self._controller.meeting
        return Action(nhs_number=nhs_number, meeting=meeting.id if meeting else "")

    def _here(self) -> list[Attendee]:
        meeting = self._controller.meeting
        if meeting is None:
            return []
        with self._controller.ws.vault.reading() as reading:
            return attendees(reading, meeting.id)

    def _agree(self, action: Action, typed: str) -> None:
        ws, shown = self._controller.ws, self._controller.shown
        if shown is None:
            return
        number = shown.nhs_number
        if self._editor.kept_for:
            self._taken.add((number, self._editor.kept_for))
        place = self._forgetting(number)
        practice = shown.page.record.person.practice
        whole = replace(action, practice=action.practice or practice)

        def keep() -> Action:
            kept = amend_action(ws, whole) if whole.id else agree_action(ws, whole)
            forget_draft(ws.vault, place)
            return kept

        def give_back() -> None:
            self._give_back(number, typed)

        self._controller.change(number, keep, give_back)

    def _give_back(self, number: str, typed: str) -> None:
        """The action could not be saved: what was typed is half typed again."""
        self._typed[number] = self._typed[number] or typed
        shown = self._controller.shown
        if shown is not None and shown.nhs_number == number and not self._editor.isVisible():
            self.show_case(shown)

    def _withdraw(self, action: Action) -> None:
        ws, shown = self._controller.ws, self._controller.shown
        if shown is None:
            return
        place = self._forgetting(shown.nhs_number)

        def withdraw() -> Action:
            forget_draft(ws.vault, place)
            return withdraw_action(ws, action.id)

        self._controller.change(shown.nhs_number, withdraw)

    def _keep(self, nhs_number: str, text: str) -> None:
        self._typed[nhs_number] = text
        vault, draft = self._controller.ws.vault, Draft(self._place(nhs_number), text, 0)

        def keep() -> None:
            if not keep_draft(vault, draft):
                raise StoreBusyError("The store was busy.", "It is tried again.")

        self._controller.saves.save(nhs_number, keep, _ignore)

    def are_kept(self) -> bool:
        """Whether every action that is half written is in the file."""
        vault = self._controller.ws.vault
        return all(is_kept(vault, self._place(who), text) for who, text in self._typed.items())

    def _forgetting(self, nhs_number: str) -> str:
        """Where the draft is that the action agreed now was."""
        self._typed[nhs_number] = ""
        return self._place(nhs_number)

    def _place(self, nhs_number: str) -> str:
        meeting = self._controller.meeting
        return f"meet/{meeting.id if meeting else ''}/{nhs_number}/action"


def _owners(here: Sequence[Attendee]) -> list[str]:
    return [as_owner(one) for one in here]


def _ignore(_outcome: object) -> None:
    """Nothing more to do."""
