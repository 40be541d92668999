"""One person's trail on paper: all of it, nobody else's, and whatever was typed as it was typed."""

from pathlib import Path

import pytest

from mdt_app.documents.trail_pdf import trail_as_pdf, trail_paper, write_trail
from mdt_app.errors import UserError
from mdt_app.meeting.trail import Wish
from mdt_app.vault.trail import EXPORTED, SEEN, Access, note_in
from mdt_app.vault.trail_search import Asked, search_trail
from tests.documents.conftest import QUESTION, WORDS, Held, text_of
from tests.meeting.conftest import ADA, BRAM, CLEO


def flat(text: str) -> str:
    return "".join(text.split())


def test_everything_about_the_person_is_on_it_oldest_first(decided: Held) -> None:
    note_in(decided.ws.vault, "J. Cole", [Access(SEEN, "Meet", ADA)])
    note_in(
        decided.ws.vault, "J. Cole", [Access(EXPORTED, "register exported", people=(ADA, CLEO))]
    )
    text = text_of(trail_as_pdf(trail_paper(decided.ws, Wish(person=ADA))))
    assert "EXEMPLAR" in text
    assert flat(QUESTION) in flat(text)
    assert flat(WORDS) in flat(text)
    assert "Book eye screening" in text
    order = [text.index(words) for words in ("Nomination recorded", "Decision recorded", "Seen")]
    assert order == sorted(order)
    assert "a list of 2 people" in text
    assert "J. Cole" in text


def test_nobody_else_is_on_it(decided: Held) -> None:
    note_in(decided.ws.vault, "J. Cole", [Access(SEEN, "Meet", BRAM)])
    text = text_of(trail_as_pdf(trail_paper(decided.ws, Wish(person=ADA))))
    for name in ("SPECIMEN", "Specimen", "SAMPLE", "Sample", "bloods awaited"):
        assert name not in text


def test_the_same_trail_gives_the_same_bytes(decided: Held) -> None:
    paper = trail_paper(decided.ws, Wish(person=ADA))
    assert trail_as_pdf(paper) == trail_as_pdf(paper)


def test_that_it_was_printed_is_on_the_trail(decided: Held, tmp_path: Path) -> None:
    count = write_trail(decided.ws, Wish(person=ADA), tmp_path / "trail.pdf")
    with decided.ws.vault.reading() as reading:
        found = search_trail(reading, Asked(person=ADA), 500)
    assert found.total == count + 1
    assert found.lines[0].words == "trail written: trail.pdf"


@pytest.mark.parametrize("number", ["", "9990000077"])
def test_a_trail_is_of_one_person_whom_the_store_knows(held: Held, number: str) -> None:
    with pytest.raises(UserError):
        trail_paper(held.ws, Wish(person=number))


def test_it_is_that_persons_only_even_when_they_are_not_in_the_store_any_more(held: Held) -> None:
    note_in(held.ws.vault, "J. Cole", [Access(SEEN, "Meet", "9990000077")])
    text = text_of(trail_as_pdf(trail_paper(held.ws, Wish(person="9990000077"))))
    assert "not in the store any more" in text
    assert "Seen" in text
