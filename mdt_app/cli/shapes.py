"""The JSON documents of the command line. Others rely on these shapes: add keys, never rename."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from mdt_app.errors import UserError
from mdt_app.flags.answers import Clear, Evidence, Raised, Unknown
from mdt_app.flags.engine import answers, raised_rules
from mdt_app.flags.entered import NOTHING, Entered
from mdt_app.flags.in_force import pack_called
from mdt_app.flags.pack import Pack
from mdt_app.meeting.entered import entered_by_person
from mdt_app.meeting.set_aside import set_aside_by_person
from mdt_app.meeting.values import Case, SetAside
from mdt_app.register.queries import bare_records, batches, record_of
from mdt_app.register.values import Batch, Record
from mdt_app.vault.vault import Reading

Document = dict[str, Any]


def flags_document(
    reading: Reading, on: date, nhs_number: str, since: date | None, pack_name: str = ""
) -> Document:
    """Every flag raised or unknown on a day, by NHS number; clear ones are left out.

    `pack_name` '' is the pack in force.

    `since` is the day of the last meeting before `on`: a flag not raised then is new. One that
    was set aside for somebody is raised still, and says who set it aside.
    """
    pack, files = pack_called(reading, pack_name), batches(reading)
    entered, aside = entered_by_person(reading), set_aside_by_person(reading, on)
    people, flags = 0, []
    for record in _whose(reading, nhs_number):
        people += 1
        flags += [
            {
                **_flag(record, answer, files, new_since),
                "set_aside": _set_aside(aside.get(record.person.nhs_number, {}), answer),
            }
            for answer, new_since in _with_news(
                pack, record, on, since, entered.get(record.person.nhs_number, NOTHING)
            )
        ]
    flags.sort(key=itemgetter("nhs_number"))
    return {"on": on.isoformat(), "pack": pack.name, "people": people, "flags": flags}


def _set_aside(aside: Mapping[str, SetAside], answer: Raised | Unknown) -> Document | None:
    one = aside.get(answer.rule) if isinstance(answer, Raised) else None
    if one is None or one.ask_again_on is None:
        return None
    return {
        "by": one.by,
        "on": one.on.isoformat(),
        "reason": one.reason,
        "ask_again_on": one.ask_again_on.isoformat(),
    }


def set_aside_lines(document: Document) -> list[str]:
    """How many raised flags of each rule are set aside, in words."""
    counts = Counter(flag["rule"] for flag in document["flags"] if flag["set_aside"])
    return [f"{rule}: {count} set aside" for rule, count in sorted(counts.items())]


def _whose(reading: Reading, nhs_number: str) -> Iterable[Record]:
    if not nhs_number:
        return bare_records(reading)
    record = record_of(reading, nhs_number.replace(" ", ""))
    if record is None:
        raise UserError("Nobody in this store has that NHS number.", "Check the ten digits.")
    return [record]


def _with_news(
    pack: Pack, record: Record, on: date, since: date | None, entered: Entered
) -> Iterator[tuple[Raised | Unknown, date | None]]:
    now = [answer for answer in answers(pack, record, on, entered) if not isinstance(answer, Clear)]
    if since is None or not any(isinstance(answer, Raised) for answer in now):
        return ((answer, None) for answer in now)
    before = raised_rules(pack, record, since, entered)
    return (
        (answer, since if isinstance(answer, Raised) and answer.rule not in before else None)
        for answer in now
    )


def _flag(
    record: Record, answer: Raised | Unknown, files: Mapping[int, Batch], new_since: date | None
) -> Document:
    evidence = answer.evidence if isinstance(answer, Raised) else ()
    return {
        "nhs_number": record.person.nhs_number,
        "rule": answer.rule,
        "outcome": "raised" if isinstance(answer, Raised) else "unknown",
        "severity": answer.severity,
        "message": answer.message,
        "would_clear": answer.would_clear,
        "evidence": [_evidence(each, files) for each in evidence],
        "new_since": new_since.isoformat() if new_since else None,
    }


def _evidence(evidence: Evidence, files: Mapping[int, Batch]) -> Document:
    batch = files.get(evidence.batch)
    return {
        "kind": evidence.kind,
        "value": evidence.value,
        "unit": evidence.unit,
        "on": evidence.on.isoformat() if evidence.on else None,
        "file": batch.file_name if batch else None,
        "row": evidence.row if batch else None,
    }


def list_document(
    cases: Iterable[Case], on: date, left_out: Collection[str] = frozenset()
) -> Document:
    """The ranked case list: who, why, and since when; of those `left_out` only how many."""
    listed = list(cases)
    kept = [_case(case) for case in listed if case.person.nhs_number not in left_out]
    return {"on": on.isoformat(), "cases": kept, "objecting": len(listed) - len(kept)}


def _case(case: Case) -> Document:
    return {
        "nhs_number": case.person.nhs_number,
        "practice": case.person.practice,
        "rank": case.rank,
        "severity": case.severity,
        "flags": [raised.rule for raised in case.raised],
        "new": list(case.new),
        "set_aside": [raised.rule for raised in case.set_aside],
        "carried": case.carried,
        "lane": case.lane,
    }
