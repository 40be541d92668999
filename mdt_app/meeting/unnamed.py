"""Free text without what says whose it is: names, NHS numbers and dates of birth taken out.

A name is hidden as often as it may be one: an odd sentence on the projector is better than a
name on it. A misspelt name is found within one slip; a nickname is not, and nothing here reads
between the lines.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mdt_app.clinical.names import slips
from mdt_app.meeting.folded_words import Word, words_of
from mdt_app.meeting.unnamed_numbers import begun_number, dates_in, numbers_in
from mdt_app.meeting.unnamed_words import MONTHS, ORDINARY, PARTICLES, TITLES
from mdt_app.register.values import Person

THE_PERSON, SOMEBODY_ELSE, LEFT_OUT = "the person", "another person", "…"

_BETWEEN = frozenset(" \N{NO-BREAK SPACE}\t.,-'’‘ʼ`‐‑–_\N{NARROW NO-BREAK SPACE}")
_LONG = 6
"""From so many letters on, a capital word within one slip of a name is that name misspelt."""
Span = tuple[int, int, str]
"""From where to where, and what is written instead."""


def initials(person: Person) -> str:
    """`SB`: the first letters of forename and surname."""
    return "".join(name.strip()[:1].upper() for name in (person.forename, person.surname))


class Unnamed:
    """Takes one person's own names, number and date of birth out of any text.

    Of `others`, whoever else is on the agenda, it takes out numbers, dates of birth, surnames
    with a capital, and ordinary words that are a name beside a forename or after a title.
    """

    def __init__(self, person: Person, others: Sequence[Person] = ()) -> None:
        self._names = _names_of(person)
        own = _bare_words(f"{person.forename} {person.surname}")
        self._particles = PARTICLES.intersection(own) | {"the"}
        self._forenames = _whose(_spellings(other.forename) for other in others)
        self._surnames = _whose(_spellings(other.surname) for other in others)
        self._born = frozenset([person.born_on, *(other.born_on for other in others)])
        self._own_born = person.born_on
        self._number = person.nhs_number

    def __call__(self, text: str) -> str:
        """The text with everything that names the person replaced."""
        if not text:
            return text
        words = words_of(text)
        spans = [
            *self._own_names(text, words),
            *self._names_of_others(text, words),
        ]
        if any(map(str.isdigit, text)):
            spans += _left_out(numbers_in(text, self._number))
            spans += _left_out(dates_in(text, self._born, self._own_born))
        return _replaced(text, spans)

    def while_typing(self, text: str, caret: int) -> str:
        """The same while the text is written: what may become a name or a number is held back."""
        before, after = text[:caret], text[caret:]
        held = max(self._begun_name(before), begun_number(before))
        if not held:
            return self(text)
        return f"{self(before[: len(before) - held])}{LEFT_OUT}{self(after)}"

    def _begun_name(self, text: str) -> int:
        """How many letters at the end of a text begin a name."""
        last = words_of(text)[-1:]
        if not last or last[0].end != len(text) or len(last[0].letters) < 2:
            return 0
        word = last[0]
        names = [*self._names, *(self._surnames if word.is_capital else ())]
        is_begun = any(
            len(name) > len(word.letters) and name.startswith(word.letters) for name in names
        )
        return word.end - word.start if is_begun else 0

    def _own_names(self, text: str, words: Sequence[Word]) -> list[Span]:
        hit = [self._is_own(word) and not _is_month(words, at) for at, word in enumerate(words)]
        return [
            (words[first].start, words[last].end, THE_PERSON)
            for first, last in self._stretches(text, words, hit)
        ]

    def _is_own(self, word: Word) -> bool:
        if not word.is_latin:
            return any(word.letters.startswith(name) for name in self._names)
        stem = _stem(word.letters, self._names)
        if stem:
            return word.is_capital or stem not in ORDINARY
        if not word.is_capital or len(word.letters) < _LONG or word.letters in ORDINARY:
            return False
        return any(
            len(name) >= _LONG
            and abs(len(name) - len(word.letters)) <= 1
            and slips(word.letters, name) <= 1
            for name in self._names
        )

    def _stretches(
        self, text: str, words: Sequence[Word], hit: Sequence[bool]
    ) -> Iterator[tuple[int, int]]:
        """Names that stand together, with the title, the initial and the particles before them."""
        at = 0
        while at < len(words):
            if not hit[at]:
                at += 1
                continue
            first = last = at
            while first and self._leads(text, words[first - 1], words[first]):
                first -= 1
            while (ahead := self._next_name(text, words, hit, last)) is not None:
                last = ahead
            yield first, last
            at = last + 1

    def _next_name(
        self, text: str, words: Sequence[Word], hit: Sequence[bool], last: int
    ) -> int | None:
        """The next word of the same name, passing over particles and initials between."""
        for ahead in range(last + 1, len(words)):
            if not _is_beside(text, words[ahead - 1], words[ahead]):
                return None
            if hit[ahead]:
                return ahead
            if not self._belongs(words[ahead]):
                return None
        return None

    def _leads(self, text: str, word: Word, name: Word) -> bool:
        return self._belongs(word) and _is_beside(text, word, name)

    def _belongs(self, word: Word) -> bool:
        """Whether a word before a name is part of it: a title, their particle, an initial."""
        is_initial = len(word.letters) == 1 and word.is_capital and word.letters.isalpha()
        return word.letters in TITLES or word.letters in self._particles or is_initial

    def _names_of_others(self, text: str, words: Sequence[Word]) -> list[Span]:
        if not self._surnames:
            return []
        whole = [
            (before.start, after.end, SOMEBODY_ELSE)
            for before, after in pairwise(words)
            if self._are_a_name(before, after) and _is_beside(text, before, after)
        ]
        alone = [
            (word.start, word.end, SOMEBODY_ELSE)
            for at, word in enumerate(words)
            if self._is_a_surname(word) and not _is_month(words, at)
        ]
        return whole + alone

    def _is_a_surname(self, word: Word) -> bool:
        """Whether a word alone is somebody else's surname, and no ordinary word besides."""
        is_ordinary = (_stem(word.letters, self._surnames) or word.letters) in ORDINARY
        return word.is_capital and not is_ordinary and bool(_among(word, self._surnames))

    def _are_a_name(self, before: Word, after: Word) -> bool:
        """Whether two words are somebody else's whole name, or a title with a surname."""
        second = _among(after, self._surnames)
        if second and before.letters in TITLES and after.is_capital:
            return True
        if second and second & _among(before, self._forenames):
            return True
        first = _among(before, self._surnames)
        return bool(first and first & _among(after, self._forenames))


def _whose(names: Iterable[frozenset[str]]) -> dict[str, set[int]]:
    """Which of some people bear each name."""
    found: dict[str, set[int]] = {}
    for place, spellings in enumerate(names):
        for name in spellings:
            found.setdefault(name, set()).add(place)
    return found


def _among(word: Word, names: Mapping[str, set[int]]) -> set[int]:
    """Whose name a word is."""
    if word.is_latin:
        return names.get(_stem(word.letters, names), set())
    return {
        place for name, places in names.items() if word.letters.startswith(name) for place in places
    }


def _names_of(person: Person) -> frozenset[str]:
    """Every word of both names, and the names written as one word."""
    surname, forename = _bare_words(person.surname), _bare_words(person.forename)
    as_one = ("".join(surname), "".join(forename))
    both = (f"{as_one[1]}{as_one[0]}", f"{as_one[0]}{as_one[1]}") if all(as_one) else ()
    return _spellings(person.surname) | _spellings(person.forename) | frozenset(both)


def _spellings(name: str) -> frozenset[str]:
    """The words of one name that can stand for it, and the name as one word."""
    words = _bare_words(name)
    telling = [word for word in words if word not in PARTICLES and word not in TITLES]
    found = {*(telling or words), "".join(words)}
    return frozenset(word for word in found if len(word) > 1)


def _bare_words(name: str) -> list[str]:
    return [word.letters for word in words_of(name)]


def _stem(letters: str, names: Collection[str]) -> str:
    """The name that a word is, also with an s behind it; '' if it is none."""
    if letters in names:
        return letters
    short = letters[:-1]
    return short if letters.endswith("s") and len(short) > 2 and short in names else ""


def _is_month(words: Sequence[Word], at: int) -> bool:
    """Whether `May` is the month: a number stands beside it."""
    word = words[at]
    if word.letters not in MONTHS:
        return False
    before, after = words[:at][-1:], words[at + 1 :][:1]
    is_after_a_day = any(w.letters.isdigit() and word.start - w.end <= 1 for w in before)
    return is_after_a_day or any(w.letters.isdigit() and w.start - word.end <= 1 for w in after)


def _is_beside(text: str, before: Word, after: Word) -> bool:
    between = text[before.end : after.start]
    return len(between) <= 3 and _BETWEEN.issuperset(between)


def _left_out(places: Iterable[tuple[int, int]]) -> list[Span]:
    return [(start, end, LEFT_OUT) for start, end in places]


def _replaced(text: str, spans: Sequence[Span]) -> str:
    """The text with each span replaced; of those that overlap the one that starts first."""
    pieces: list[str] = []
    done = 0
    for start, end, instead in sorted(spans):
        if end <= done:
            continue
        if start >= done:
            pieces += [text[done:start], instead]
        done = max(done, end)
    return "".join([*pieces, text[done:]])
