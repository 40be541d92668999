"""What the records of those chosen say that the list does not: results missing, conditions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.meeting.carrying import carried_counts
from mdt_app.meeting.complexity import Complicated, complex_criteria, complexities
from mdt_app.meeting.listed import kept_cases
from mdt_app.meeting.planned import Candidate, is_late
from mdt_app.meeting.queries import made_for_kept, practice_names
from mdt_app.meeting.readiness import Lacking, lacking_results
from mdt_app.meeting.values import Case, Nomination
from mdt_app.register.queries import brief_records_of, people
from mdt_app.register.values import Person
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class Prepared:
    """Of one person: the key results that are missing, and long-term conditions."""

    lacking: tuple[Lacking, ...] = ()
    conditions: frozenset[str] = frozenset()


def prepared_about(rows: Reading, whom: Iterable[Person], on: date) -> dict[str, Prepared]:
    """The same from the records, by NHS number: a few short reads."""
    asked = {kind for criterion in complex_criteria().criteria for kind in criterion.conditions}
    today = on.toordinal()
    found: dict[str, Prepared] = {}
    for person in whom:
        for record in brief_records_of(rows, [person]):
            known = {event.kind for event in record.events if event.day <= today}
            found[person.nhs_number] = Prepared(
                lacking_results(record, on), frozenset(known & asked)
            )
    return found


def candidate(
    nomination: Nomination,
    practice: str,
    carried: int,
    about: Complicated,
    cut_off: date | None,
) -> Candidate:
    """Somebody chosen, as the order of an agenda sees them."""
    return Candidate(
        nomination.nhs_number,
        practice,
        nomination.minutes,
        nomination.lane,
        carried,
        complexities(about),
        is_late(nomination, cut_off),
    )


def candidates(
    rows: Reading,
    numbers: Sequence[str],
    found: Mapping[str, Nomination],
    on: date,
    cut_off: date | None,
) -> list[Candidate]:
    """Those of `numbers` whose practice is known, as they stand, from what is in the store.

    Before a list was worked out red flags are not known, and count for nothing.
    """
    wanted = set(numbers)
    persons = {each.nhs_number: each for each in people(rows) if each.nhs_number in wanted}
    names, carried = practice_names(rows), carried_counts(rows)
    cases = _kept_about(rows, wanted)
    prepared = prepared_about(rows, persons.values(), on)

    def made(number: str) -> Candidate:
        said = found.get(number) or Nomination(number)
        conditions = prepared[number].conditions
        about = Complicated.of(persons[number], cases.get(number), conditions, said.minutes)
        return candidate(said, names[number], carried.get(number, 0), about, cut_off)

    return [made(number) for number in numbers if number in names]


def _kept_about(rows: Reading, wanted: set[str]) -> dict[str, Case]:
    if made_for_kept(rows) is None:
        return {}
    kept = ((case.person.nhs_number, case) for case in kept_cases(rows))
    return {number: case for number, case in kept if number in wanted}
