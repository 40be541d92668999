"""The texts of letters that a network can put into its own words.

What is shipped is a file; a network's own words are an entry that takes its place. Every version
stays on file, and going back to the shipped words is a version too.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.offers import OFFERS, offers_in
from mdt_app.meeting.versions import (
    TEXT_TEMPLATE,
    history_of,
    identity_of,
    standing,
    stepping,
)
from mdt_app.resources import resource_text
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

GP_LETTER, PERSON_LETTER = "gp_letter", "person_letter"
PASTE_EMIS, PASTE_SYSTMONE = "paste_emis", "paste_systmone"
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """One text that can be changed, and what may stand in it: placeholder → what it stands for."""

    name: str
    title: str
    purpose: str
    placeholders: Mapping[str, str]
    blocks: Mapping[str, str]

    @property
    def known(self) -> Mapping[str, str]:
        """Everything that may stand in braces."""
        return {**self.placeholders, **self.blocks}

    @property
    def shipped(self) -> str:
        """The words the program comes with."""
        return resource_text("templates", f"{self.name}.txt")


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """The words of one text. `by` and `at` are '' and None for those that are shipped."""

    name: str
    body: str
    by: str = ""
    at: datetime | None = None

    @property
    def is_shipped(self) -> bool:
        return self.at is None


@cache
def template_kinds() -> tuple[TemplateKind, ...]:
    """Every text that can be changed."""
    tables = tomllib.loads(resource_text("templates", "templates.toml"))["template"]
    return tuple(TemplateKind(**table) for table in tables)


def template_kind(name: str) -> TemplateKind:
    """The text of that name."""
    return next(kind for kind in template_kinds() if kind.name == name)


def template_now(rows: Reading, name: str) -> TextTemplate:
    """The words that hold now: the network's own, of rivals the latest, or else the shipped."""
    own = [entry for entry in standing(rows, TEXT_TEMPLATE) if entry.payload["name"] == name]
    return _as_template(own[-1]) if own else _shipped(name)


def versions_of(rows: Reading, name: str) -> Sequence[TextTemplate]:
    """Every version there was, the latest first; the shipped words are the last."""
    own = [entry for entry in standing(rows, TEXT_TEMPLATE) if entry.payload["name"] == name]
    found = {e.id: e for one in own for e in history_of(rows, identity_of(one))}
    latest_first = sorted(found.values(), key=_by_moment, reverse=True)
    return (*map(_as_template, latest_first), _shipped(name))


def keep_template(ws: Workspace, name: str, body: str) -> TextTemplate:
    """Let these words hold from now on. The same again, or the shipped ones, enter nothing new.

    Raises UserError for a placeholder that does not exist.
    """
    body = body.strip() + "\n"
    check_template(name, body)
    with ws.vault.reading() as reading:
        now = template_now(reading, name)
    if now.body == body:
        return now
    return _enter(ws, name, body)


def return_to_shipped(ws: Workspace, name: str) -> TextTemplate:
    """Let the shipped words hold again; the network's own stay on file."""
    with ws.vault.reading() as reading:
        now = template_now(reading, name)
    return now if now.body == template_kind(name).shipped else _enter(ws, name, "")


def _enter(ws: Workspace, name: str, body: str) -> TextTemplate:
    content: dict[str, Any] = {"name": name, "body": body}
    with stepping(ws, "text of a letter changed") as step:
        old = [e for e in standing(step.rows, TEXT_TEMPLATE) if e.payload["name"] == name]
        made = step.replace(old, content) if old else step.begin(TEXT_TEMPLATE, content)
        return _as_template(made)


def _as_template(entry: Entry) -> TextTemplate:
    body, name = str(entry.payload["body"]), str(entry.payload["name"])
    return TextTemplate(
        name, body or template_kind(name).shipped, entry.recorded_by, entry.recorded_at
    )


def _shipped(name: str) -> TextTemplate:
    return TextTemplate(name, template_kind(name).shipped)


def _by_moment(entry: Entry) -> tuple[datetime, int]:
    return entry.recorded_at, entry.sequence


def check_template(name: str, body: str) -> None:
    """Refuse words that could not be filled in, with what was probably meant."""
    known = template_kind(name).known
    if not body.strip():
        raise UserError("A text needs words.", "Or go back to the shipped words.")
    if len(body) > _LONGEST:
        raise UserError("This text is longer than a letter can be.", "Keep it to 20,000 letters.")
    if name == OFFERS:
        offers_in(body)
    for found in PLACEHOLDER.findall(body):
        if found not in known:
            raise UserError(f"There is no placeholder {{{found}}}.", _meant(found, known))
    if stray := re.search(r"[{}]", PLACEHOLDER.sub("", body)):
        raise UserError(
            f"A brace {stray.group()} has no partner.", "A placeholder looks like {practice}."
        )


def _meant(found: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(found.strip().casefold().replace(" ", "_"), known, 1, 0.5)
    if near:
        return f"Did you mean {{{near[0]}}}: {known[near[0]]}?"
    return "Choose one from the list beside the text."
