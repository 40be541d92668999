"""The text that is pasted into a practice's record."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.documents.paste_block import paste_block
from mdt_app.documents.record_terms import NO_CODE, record_terms, term_of
from mdt_app.errors import UserError
from mdt_app.meeting.actions import complete_action
from mdt_app.meeting.choices import decision_choices
from mdt_app.meeting.templates import PASTE_EMIS, PASTE_SYSTMONE, keep_template, template_now
from tests.documents.conftest import QUESTION, WORDS, Held
from tests.documents.lettering import case_about
from tests.meeting.conftest import ADA


def pasted(held: Held, template: str = PASTE_EMIS) -> str:
    with held.ws.vault.reading() as reading:
        body = template_now(reading, template).body
    return paste_block(case_about(held, ADA), template, body)


@pytest.mark.parametrize("template", [PASTE_EMIS, PASTE_SYSTMONE])
def test_it_says_term_code_day_and_words_and_from_where(decided: Held, template: str):
    text = pasted(decided, template)
    for words in (
        "Diabetes network MDT",
        f"Intensify treatment [{NO_CODE}]",
        f"Refer to renal clinic [{NO_CODE}]",
        WORDS,
        QUESTION,
        "Book eye screening - N. Patel - 28 Nov 2026",
    ):
        assert words in text, words


def test_each_system_has_its_own_way_to_write_a_day(decided: Held):
    assert "26-Nov-2026" in pasted(decided, PASTE_EMIS)
    assert "26 Nov 2026" in pasted(decided, PASTE_SYSTMONE)


def test_every_line_ends_as_windows_ends_lines_and_none_is_empty(decided: Held):
    text = pasted(decided)
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(line.strip() and "\n" not in line for line in lines)


def test_it_holds_no_name_number_or_day_of_birth(decided: Held):
    text = pasted(decided)
    for words in ("Exemplar", "EXEMPLAR", "9990000018", "999 000 0018", "1968"):
        assert words not in text


def test_a_code_is_given_for_when_it_is_done(held: Held):
    held.decide(ADA, "", ("medicines_review", "refer:structured education programme"))
    text = pasted(held)
    assert (
        "Medicines review [when done: Structured medication review, SNOMED 1239511000000100]"
        in text
    )
    assert "when done: Referral to diabetes structured education programme" in text


def test_nothing_is_pasted_before_anything_is_decided(held: Held):
    with pytest.raises(UserError, match="No decision"):
        pasted(held)


def test_two_versions_of_a_decision_are_not_pasted(decided: Held):
    case = case_about(decided, ADA)
    (one,) = case.page.decisions
    rivals = replace(case, page=replace(case.page, decisions=(one, replace(one, words="x"))))
    with pytest.raises(UserError, match="Two versions"):
        paste_block(rivals, PASTE_EMIS, "{coded}")


def test_a_networks_own_words_are_used(decided: Held):
    keep_template(decided.ws, PASTE_EMIS, "MDT: {coded}")
    assert pasted(decided).startswith("MDT: 26-Nov-2026 Intensify treatment")


def test_a_term_with_a_detail_of_its_own_comes_first():
    assert term_of("refer:eye screening").snomed == "134395001"
    assert term_of("refer:renal clinic") is None
    assert term_of("medicines_review:now").snomed == "1239511000000100"
    assert term_of("no such code") is None


@pytest.mark.parametrize("term", record_terms(), ids=lambda term: f"{term.code} {term.detail}")
def test_every_code_is_a_whole_concept_and_its_decision_exists(term):
    assert has_check_digit(term.snomed)
    assert term.code in {choice.code for choice in decision_choices()}


def has_check_digit(number: str) -> bool:
    """Verhoeff, as SNOMED CT identifiers have it."""
    table = (
        "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
        "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
    )  # fmt: skip
    permuted = ["0123456789", "1576283094"]
    for _ in range(6):
        permuted.append("".join(permuted[-1][int(d)] for d in permuted[1]))
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = int(table[check][int(permuted[place % 8][int(digit)])])
    return check == 0


def test_the_check_digit_test_itself_refuses_a_slip():
    assert not has_check_digit("1239511000000101")


def test_a_long_decision_is_whole(held: Held):
    words = " ".join(f"w{n:04d}" for n in range(3400))
    held.decide(ADA, words)
    assert words in pasted(held)


def test_words_of_many_lines_become_lines(held: Held):
    held.decide(ADA, "first\n\n  second  line\n<48 & “x” বেগম 😀")
    text = pasted(held)
    assert "second line\r\n<48 & “x” বেগম 😀" in text


def test_an_action_that_is_done_says_so(held: Held):
    held.decide(ADA, "Watch")
    action = held.agree(ADA, "Ring", owner="N. Patel")
    complete_action(held.ws, action.id, date(2026, 11, 26))
    assert "Ring (done 26 Nov 2026) - N. Patel - no day yet" in pasted(held)
