"""What decisions and words of the trade are called in a letter to the person: a vocabulary."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mdt_app.meeting.choices import choice_named, choice_words
from mdt_app.resources import resource_text


@dataclass(frozen=True, slots=True)
class PlainChoice:
    """One decision in plain English. `bare` is the sentence where no detail was given."""

    code: str
    words: str
    bare: str = ""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The whole vocabulary. See the file for each field."""

    choices: Mapping[str, PlainChoice]
    fallback: str
    details: Mapping[str, str]
    jargon: Mapping[str, str]


@cache
def plain_words() -> PlainWords:
    """The vocabulary that the program ships with."""
    held = tomllib.loads(resource_text("vocabulary", "plain_words.toml"))
    choices = [PlainChoice(**table) for table in held["plain"]]
    return PlainWords(
        {choice.code: choice for choice in choices},
        held["fallback"]["words"],
        held["details"],
        {word.casefold(): plain for word, plain in held["jargon"].items()},
    )


def plain_choice(choice: str) -> str:
    """A chosen code as a sentence for the person, its detail with it.

    >>> plain_choice("refer:renal clinic").partition(".")[0]
    'We would like you to be seen by the kidney clinic'
    """
    code, _, said = choice.partition(":")
    known = plain_words().choices.get(code)
    if known is None:
        words = choice_words(choice)
        return plain_words().fallback.format(choice=words[:1].lower() + words[1:])
    if not said.strip():
        return known.bare or known.words
    detail = "; ".join(_plain_detail(part.strip()) for part in said.split(";") if part.strip())
    return known.words.replace("{detail}", detail)


def _plain_detail(said: str) -> str:
    return plain_words().details.get(said) or in_plain_words(said).rstrip(" .")


def is_about_the_person(choice: str) -> bool:
    """Whether a choice is something to tell the person: teaching for a practice is not."""
    return choice_named(choice).audience == "person"


def in_plain_words(text: str) -> str:
    """Text with the words of the trade said plainly; anything else stays as it was typed.

    >>> in_plain_words("Repeat U&E and ACR in 6/52")
    'Repeat kidney blood test and urine test for the kidneys in six weeks'
    """
    return _jargon().sub(_said_plainly, text)


def _said_plainly(found: re.Match[str]) -> str:
    plain = plain_words().jargon[found.group().casefold()]
    is_start = found.start() == 0 and found.group()[:1].isupper()
    return plain[:1].upper() + plain[1:] if is_start else plain


@cache
def _jargon() -> re.Pattern[str]:
    longest_first = sorted(plain_words().jargon, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w/&(-])(?:{words})(?![\w/&)-])", re.IGNORECASE)
