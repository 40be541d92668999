"""Joins the panel's quiet parts to the case: found decisions, ticks, views, learning, tier, ends.

Everything is about the person it was opened for, and nothing is decided for anybody.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mdt_app.errors import UserError
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.beside import Beside
from mdt_app.meeting.choices import choice_named, choice_words
from mdt_app.meeting.offers import offers_now
from mdt_app.meeting.tiers import Suggested, care, suggested_remits
from mdt_app.meeting.values import ROLES
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.learning_entry import LearningEntry
from mdt_app.ui.meet.panel_in_sight import PanelInSight
from mdt_app.ui.meet.prompts import WHO_TELLS
from mdt_app.ui.meet.room import Room
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Key
from mdt_app.ui.shortcuts import add_letter

if TYPE_CHECKING:
    from mdt_app.ui.meet.tier_box import TierBox

NO_CHANGE, NOT_DISCUSSED = "no_change", "Not discussed"
KEYS: Sequence[Key] = (
    ("M", "more decisions: two letters find any of them"),
    ("C", "what was considered: then 1 to 4, or arrows and Space"),
    ("V", "views differed: one line"),
    ("L", "a learning point for the practices"),
    ("Y", "tier of care, specialist remit, co-ordinator"),
    ("U", "no change"),
    ("X", "not discussed: left for the next meeting"),
)
_SOMETHING_AGREED = UserError(
    "Something is agreed for this case.", "Take it back first, or let the case wait with W."
)
_REFER = "refer"


class Deciding(QObject):
    """What happens in the panel beyond choosing by number and typing words."""

    def __init__(self, controller: MeetController, room: Room, saver: Saver) -> None:
        super().__init__(room)
        self._controller = controller
        self._room = room
        self._side = room.side
        self.learning = LearningEntry(controller, self._side, saver, self)
        self._in_sight = PanelInSight(room, self._side)
        self._connect()
        self._add_keys()

    @cached_property
    def tier_box(self) -> "TierBox":
        """Made when it is first asked for: the meeting opens without it."""
        from mdt_app.ui.meet.tier_box import TierBox

        made = TierBox(self._room)
        made.placed.connect(self._place)
        made.named.connect(self._name_coordinator)
        made.left.connect(self._controller.agreeing.record)
        made.closed.connect(self._room.rest_asked)
        return made

    def _connect(self) -> None:
        side, agreeing = self._side, self._controller.agreeing
        self._controller.case_shown.connect(self._forget)
        self._controller.meeting_changed.connect(self._offer_directory)
        self._controller.nothing_agreed.connect(side.nothing_agreed.offer)
        side.more_link.asked.connect(self.find)
        side.more.chosen.connect(self._take_found)
        side.prompts.ticked.connect(self._tick)
        side.prompts.name_asked.connect(self._ask_who_tells)
        side.told_by.typed.connect(self._tell_by)
        side.differed_link.asked.connect(self._ask_views)
        side.differed.typed.connect(self._differ)
        side.learning_link.asked.connect(self.learning.open)
        side.tier_link.asked.connect(self._ask_tier)
        side.nothing_agreed.chosen.connect(self._leave_case)
        for box in (side.told_by, side.differed):
            box.left.connect(agreeing.record)
        for part in (side.more, side.told_by, side.differed, side.learning, side.nothing_agreed):
            part.closed.connect(self._room.rest_asked)
        side.prompts.done.connect(self._room.rest_asked)

    def _add_keys(self) -> None:
        for letter, act in (
            ("M", self.find),
            ("C", self._consider),
            ("V", self._ask_views),
            ("L", self.learning.open),
            ("Y", self._ask_tier),
            ("U", self._change_nothing),
            ("X", self._leave_undiscussed),
        ):
            add_letter(self._room, letter, act)

    def _offer_directory(self, _meeting: object) -> None:
        """What the network knows of outside medicine is offered where a referral is typed."""
        with self._controller.ws.vault.reading() as reading:
            found = [offer.name for offer in offers_now(reading)]
        if (field := self._side.decisions.fields.get(_REFER)) is not None:
            field.offer_too(found)

    def keep(self) -> None:
        """Another screen or the lock comes: what is half typed is a draft now."""
        self.learning.texts.keep()

    @property
    def _shown(self) -> ShownCase | None:
        return self._controller.shown

    @property
    def _beside(self) -> Beside:
        return self._controller.agreeing.agreement.beside

    def _forget(self, _case: ShownCase) -> None:
        self._side.close_boxes()
        if "tier_box" in self.__dict__:
            self.tier_box.close_quietly()

    # -- found decisions --------------------------------------------------------------------

    def find(self) -> None:
        """Search the whole vocabulary."""
        if self._shown is not None:
            self._in_sight.bring()
            standing = self._controller.agreeing.agreement.choices
            self._side.more.open_over(self._side.room, standing)

    def _take_found(self, choice: str) -> None:
        if self._shown is None:
            return
        agreeing = self._controller.agreeing
        agreeing.choose_found(choice)
        if choice in agreeing.agreement.choices and ":" not in choice:
            self._side.decisions.complete(choice)

    # -- beside the words -------------------------------------------------------------------

    def _consider(self) -> None:
        if self._shown is not None:
            self._side.prompts.begin()

    def _tick(self, code: str) -> None:
        considered = self._beside.considered
        is_ticked = code in considered
        left = tuple(one for one in considered if one != code)
        self._put(replace(self._beside, considered=left if is_ticked else (*considered, code)))

    def _put(self, beside: Beside) -> None:
        if self._shown is not None:
            self._controller.agreeing.put_beside(beside)

    def _ask_who_tells(self) -> None:
        if (shown := self._shown) is not None:
            self._side.told_by.open_for(shown.nhs_number, self._beside.told_by, self._in_the_room())

    def _in_the_room(self) -> list[str]:
        meeting = self._controller.meeting
        if meeting is None:
            return []
        with self._controller.ws.vault.reading() as reading:
            found = attendees(reading, meeting.id)
        here = [*(one.name for one in found), *(one.role for one in found)]
        return list(dict.fromkeys([*here, *ROLES]))

    def _tell_by(self, number: str, name: str) -> None:
        others = tuple(one for one in self._beside.considered if one != WHO_TELLS)
        considered = (*others, WHO_TELLS) if name.strip() else others
        told = replace(self._beside, considered=considered, told_by=name)
        self._controller.agreeing.type_beside(number, told)

    def _ask_views(self) -> None:
        if (shown := self._shown) is not None:
            self._side.differed.open_for(shown.nhs_number, self._beside.differed)

    def _differ(self, number: str, words: str) -> None:
        self._controller.agreeing.type_beside(number, replace(self._beside, differed=words))

    # -- tier and remit ---------------------------------------------------------------------

    def _ask_tier(self) -> None:
        if (shown := self._shown) is not None:
            suggested = [*_referred(self._controller.agreeing.agreement.choices)]
            on = self._controller.on
            suggested += suggested_remits(shown.page.record, shown.page.answers, on)
            in_sight = self._room.visibleRegion().boundingRect()
            self.tier_box.open_for(
                shown.nhs_number, self._beside, _together(suggested), in_sight, self._in_the_room()
            )

    def _place(self, number: str, beside: Beside) -> None:
        if (shown := self._shown) is not None and shown.nhs_number == number:
            self._put(replace(self._beside, tier=beside.tier, remit=beside.remit))

    def _name_coordinator(self, number: str, name: str) -> None:
        named = replace(self._beside, coordinator=name)
        self._controller.agreeing.type_beside(number, named)

    # -- how a case leaves the table --------------------------------------------------------

    def _change_nothing(self) -> None:
        self._controller.agreeing.choose(NO_CHANGE)

    def _leave_undiscussed(self) -> None:
        if self._shown is None:
            return
        if self._controller.agreeing.agreement.is_empty:
            self._controller.defer(NOT_DISCUSSED)
        else:
            self._controller.refused.emit(_SOMETHING_AGREED)

    def _leave_case(self, way: str) -> None:
        if way == NO_CHANGE:
            self._change_nothing()
            self._controller.agreed_next()
        elif way == "wait":
            self._side.defer_asked.emit()
        else:
            self._leave_undiscussed()


def _referred(choices: Sequence[str]) -> list[Suggested]:
    """The remits that the chosen referrals fall under."""
    remits = {remit.code: remit for remit in care().remits}
    named = [(choice_named(choice).remit, choice) for choice in choices]
    return [Suggested(remits[code], (choice_words(c).casefold(),)) for code, c in named if code]


def _together(suggested: Sequence[Suggested]) -> list[Suggested]:
    """One for each remit, with everything that suggests it."""
    found: dict[str, Suggested] = {}
    for each in suggested:
        code = each.remit.code
        because = found[code].because if code in found else ()
        found[code] = Suggested(each.remit, (*because, *each.because))
    return list(found.values())
