"""Tables as bytes: the ways in which programs write text files."""

import csv
import io
from collections.abc import Iterable, Sequence


def written(
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
    quotes_all: bool = False,
) -> bytes:
    """Rows of a table as a spreadsheet program or a practice's system writes them."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def lines(*texts: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Lines just as they stand."""
    return "".join(text + end for text in texts).encode(encoding)
