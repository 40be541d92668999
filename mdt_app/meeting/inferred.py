"""What had to be inferred about the values that a reason or a check rests on. Pure."""

from collections.abc import Mapping, Sequence

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Evidence
from mdt_app.register.values import DOUBTFUL, Record

Inferences = Mapping[tuple[str, int, int], int]
"""By kind, file and row of a result: what of it was inferred."""
_CODES = {int(kind): kind.code for kind in Kind}


def inferred_results(record: Record) -> Inferences:
    """The results of a record that were not all in their files; usually none."""
    return {
        (_CODES[kind], result.batch, result.row): result.inferred & DOUBTFUL
        for kind, results in record.results.items()
        for result in results
        if result.inferred & DOUBTFUL
    }


def inferred_in(known: Inferences, evidence: Sequence[Evidence]) -> int:
    """Everything that was inferred about any of this evidence."""
    inferred = 0
    if known:
        for item in evidence:
            inferred |= known.get((item.kind, item.batch, item.row), 0)
    return inferred
