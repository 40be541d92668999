"""The ranked list of cases: who a meeting should be offered, and the reasons for the order.

Red before amber before note; then who has something new or worse since the last meeting; then
the number of flags; then who was discussed longest ago. There is no score. New is a rule that is
raised now and was not on the day of that meeting, so worse is the next rule of its kind. A flag
that is set aside counts for nothing here and is named apart. People about whom most rules cannot
answer are in a lane of their own: where nothing is raised for them they come before all who are
well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import SEVERITIES, Answer, Raised, Unknown
from mdt_app.flags.entered import NOTHING, Entered
from mdt_app.flags.in_force import pack_in_force
from mdt_app.flags.readings import BRIEF_INFERRED, DAY, number_of
from mdt_app.meeting.carrying import Past, ended_days, last_before, pasts
from mdt_app.meeting.entered import entered_by_person
from mdt_app.meeting.listed import (
    keep_case_list,
    kept_cases,
    made_for,
    people_changed,
)
from mdt_app.meeting.set_aside import set_aside_by_person
from mdt_app.meeting.values import Case, SetAside
from mdt_app.register.diagnosis import with_diagnosis
from mdt_app.register.queries import brief_records_of, people
from mdt_app.register.values import DOUBTFUL, Person, Record, Result
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.flags.pack import Pack

Progress = Callable[[int, int], None]
NOT_REACHED, FLAGGED, CLEAR = "not_reached", "flagged", "clear"
SPARKLINE_RESULTS = 4
_AT_ONCE = 50
"""People read in one go: a few milliseconds, so that nobody's saving waits for the list."""


def case_list(ws: Workspace, on: date, progress: Progress | None = None) -> list[Case]:
    """Everyone registered on that day, ranked; kept, so that the next time it is only read.

    Who died or left is not on it. Where since the list was kept nothing was entered but own
    targets and flags set aside, only those people are asked again. `progress` is told people
    done and in all, and may raise `Cancelled`.
    """
    with ws.vault.reading() as reading:
        made = made_for(reading, on)
        everyone = [person for person in people(reading) if _is_here(person, on)]
        asked = _Asked.of(reading, on)
        changed = people_changed(reading, made)
        kept = kept_cases(reading) if changed is not None else []
    if changed is not None:
        everyone = [person for person in everyone if person.nhs_number in changed]
        kept = [case for case in kept if case.person.nhs_number not in changed]
    ranked = _ranked([*kept, *_cases(ws, asked, everyone, progress)])
    with ws.vault.reading() as reading:
        is_true_still = made_for(reading, on) == made
    if is_true_still:
        keep_case_list(ws.vault, made, ranked)
    return ranked


def case_list_anew(ws: Workspace, on: date, progress: Progress | None = None) -> list[Case]:
    """The same from the records alone, whatever was kept; nothing of it is kept."""
    with ws.vault.reading() as reading:
        everyone = [person for person in people(reading) if _is_here(person, on)]
        asked = _Asked.of(reading, on)
    return _ranked(_cases(ws, asked, everyone, progress))


def _cases(
    ws: Workspace, asked: _Asked, everyone: Sequence[Person], progress: Progress | None
) -> list[Case]:
    cases: list[Case] = []
    for some in _in_parts(everyone):
        with ws.vault.reading() as reading:
            records = list(brief_records_of(reading, some))
        cases += [asked.case(record) for record in records]
        if progress:
            progress(len(cases), len(everyone))
    return cases


def _ranked(cases: Sequence[Case]) -> list[Case]:
    ordered = enumerate(sorted(cases, key=_order), start=1)
    return [case if case.rank == rank else replace(case, rank=rank) for rank, case in ordered]


def _is_here(person: Person, on: date) -> bool:
    return not any(day is not None and day <= on for day in (person.died_on, person.left_on))


def _in_parts(everyone: Sequence[Person]) -> Iterator[Sequence[Person]]:
    for start in range(0, len(everyone), _AT_ONCE):
        yield everyone[start : start + _AT_ONCE]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rules, the days they are asked about, and what earlier meetings left behind."""

    pack: Pack
    answers: Callable[[Pack, Record, date, Entered], tuple[Answer, ...]]
    on: date
    since: date | None
    pasts: Mapping[str, Past]
    entered: Mapping[str, Entered]
    aside: Mapping[str, Mapping[str, SetAside]]
    needing: frozenset[str]
    """The rules that an empty record leaves unknown: those that ask for something recorded."""

    @classmethod
    def of(cls, rows: Reading, on: date) -> _Asked:
        from mdt_app.flags.engine import answers

        pack = pack_in_force(rows)
        return cls(
            pack,
            answers,
            on,
            last_before(ended_days(rows).values(), on),
            pasts(rows, on),
            entered_by_person(rows),
            set_aside_by_person(rows, on),
            rules_needing_records(pack, on),
        )

    def case(self, record: Record) -> Case:
        from mdt_app.flags.targets import hba1c_target

        number = record.person.nhs_number
        entered, aside = self.entered.get(number, NOTHING), self.aside.get(number, {})
        given = self.answers(self.pack, record, self.on, entered)
        found = [a.without_evidence() for a in given if isinstance(a, Raised)]
        raised = tuple(a for a in found if a.rule not in aside)
        unknown = tuple(a for a in given if isinstance(a, Unknown))
        past = self.pasts.get(number, Past())
        latest = latest_hba1c(record, self.on)
        return Case(
            with_diagnosis(record.person, record.events, self.on),
            raised,
            unknown,
            new_rules(self.pack, record, self.since, raised, entered),
            past.carried,
            past.discussed_on,
            latest,
            self._lane(raised, unknown),
            hba1c_target=hba1c_target(self.pack, record, entered.targets_on(self.on.toordinal())),
            hba1c_inferred=_inferred_days(record, latest),
            set_aside=tuple(a for a in found if a.rule in aside),
        )

    def _lane(self, raised: Sequence[Raised], unknown: Sequence[Unknown]) -> str:
        """Not reached when more than half of the rules that need something recorded lack it."""
        lacking = sum(answer.rule in self.needing for answer in unknown)
        if lacking * 2 > len(self.needing):
            return NOT_REACHED
        return FLAGGED if raised else CLEAR


def new_rules(
    pack: Pack,
    record: Record,
    since: date | None,
    raised: Sequence[Raised],
    entered: Entered = NOTHING,
) -> tuple[str, ...]:
    """The rules raised now that were not raised on the day `since`. None is no meeting yet."""
    from mdt_app.flags.engine import raised_rules

    if since is None or not raised:
        return ()
    before = raised_rules(pack, record, since, entered)
    return tuple(answer.rule for answer in raised if answer.rule not in before)


def rules_needing_records(pack: Pack, on: date) -> frozenset[str]:
    """The rules that are unknown for somebody they speak about with nothing on the record."""
    from mdt_app.flags.engine import answers

    long_ago = on.replace(year=on.year - 50, day=1)
    nobody = pack.register.with_nothing_recorded(long_ago, long_ago.replace(day=2))
    given = answers(pack, nobody, on)
    return frozenset(answer.rule for answer in given if isinstance(answer, Unknown))


def latest_hba1c(record: Record, on: date) -> tuple[tuple[int, float], ...]:
    """The latest four days with an HbA1c, as (day ordinal, mean in mmol/mol), oldest first."""
    today = on.toordinal()
    by_day: dict[int, list[Result]] = {}
    for result in record.of_kind(Kind.HBA1C):
        if result[DAY] <= today:
            by_day.setdefault(result[DAY], []).append(result)
    latest = sorted(by_day)[-SPARKLINE_RESULTS:]
    return tuple((day, number_of(by_day[day])) for day in latest)


def _inferred_days(record: Record, latest: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    found = record.of_kind(Kind.HBA1C)
    inferred = {result[DAY] for result in found if cast(int, result[BRIEF_INFERRED]) & DOUBTFUL}
    return tuple(day for day, _value in latest if day in inferred) if inferred else ()


def _order(case: Case) -> tuple[int, bool, bool, int, int, int]:
    severity = SEVERITIES.index(case.severity) if case.raised else len(SEVERITIES)
    discussed_on = case.last_discussed_on
    return (
        severity,
        not case.raised and case.lane != NOT_REACHED,
        not case.new,
        -len(case.raised),
        discussed_on.toordinal() if discussed_on else 0,
        case.person.key,
    )


def order_reasons(case: Case, since: date | None = None) -> str:
    """Why the person stands where they stand, in the order in which the reasons count.

    `since` is the day of the last meeting, where it is to be said.
    """
    reasons: list[str] = []
    if case.raised:
        reasons.append(f"{case.severity} flag" if case.severity != "note" else "note only")
    if case.lane == NOT_REACHED:
        reasons.append("most rules cannot answer")
    elif not case.raised:
        reasons.append("nothing raised")
    if case.new:
        day = _day_and_month(since) if since else "the last meeting"
        reasons.append(f"{len(case.new)} new or worse since {day}")
    if case.raised:
        reasons.append(f"{len(case.raised)} flag{'s' if len(case.raised) > 1 else ''} in all")
    if case.set_aside:
        reasons.append(f"{len(case.set_aside)} set aside")
    discussed_on = case.last_discussed_on
    reasons.append(f"last discussed {spoken(discussed_on)}" if discussed_on else "never discussed")
    if case.carried:
        reasons.append(f"carried over {case.carried}×")
    return "; ".join(reasons)


def _day_and_month(day: date) -> str:
    return spoken(day).rsplit(" ", 1)[0]
