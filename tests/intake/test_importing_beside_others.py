"""An import that runs for a while does not keep the rest of the program from reading."""

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import practices
from tests.intake.conftest import ADA, ADA_ROW, PATIENTS, lines

LONG_TERM = "x" * 30_000


def test_the_register_can_be_read_while_thirty_megabytes_are_taken_in(ws, files):
    rows = [
        f"{ADA},weight,{2000 + n // 300}-01-{n % 28 + 1:02d},{60 + n / 100},kg" for n in range(1000)
    ]
    paths = files(
        patients=lines(PATIENTS, ADA_ROW),
        results=lines(
            "nhs_number,kind,taken_on,value,unit,code", *(f"{row},{LONG_TERM}" for row in rows)
        ),
    )
    read = []

    def look(_done, _total):
        with ws.vault.reading() as reading:
            read.append(len(practices(reading)))

    report = take_in(ws, paths, Wishes(allow_test_numbers=True), progress=look)
    assert report.committed
    assert report.files[1].counts["results"].new == len(rows)
    assert len(read) > 1
