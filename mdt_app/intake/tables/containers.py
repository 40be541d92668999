"""What a file is that holds other files: a workbook, or something to be refused by its name."""

from pathlib import Path
from typing import NamedTuple

from mdt_app.intake.tables import compound_files
from mdt_app.intake.tables.archives import Damaged, TooMuch, names_in, start_of

WORKBOOKS = {
    "xlsx": "Excel workbook",
    "xlsb": "Excel workbook (binary)",
    "xls": "Excel workbook (before 2007)",
    "ods": "OpenDocument spreadsheet",
}
"""Kinds of workbooks, as a report calls them in place of an encoding."""
SAVE_AS_CSV = "Open it and save it as 'CSV UTF-8', then choose that file."
MOST_BYTES = 100 << 20
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_NOT_READ = ", which this program does not read"
_UNPACK = "Unpack it and choose the files inside it."
_EXPORT = "Export the search as CSV instead."
_MARKED = (
    (b"PK\x05\x06", "an empty zip file", "Choose the files inside it."),
    (b"%PDF", "a PDF", _EXPORT),
    (b"{\\rtf", "a text document", SAVE_AS_CSV),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ", "a compressed file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file", _UNPACK),
    (b"Rar!", "a compressed file", _UNPACK),
    (b"SQLite format 3", "a database", _EXPORT),
    (b"\0\1\0\0Standard ", "a database", _EXPORT),
    (b"PAR1", "a database", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF8", "a picture", _EXPORT),
    (b"II*\0", "a picture", _EXPORT),
    (b"MM\0*", "a picture", _EXPORT),
    (b"\x7fELF", "a program", _EXPORT),
    (b"MZ\x90\0", "a program", _EXPORT),
)
_WEB_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<style")
_MARKS_AND_SPACES = b"\xef\xbb\xbf\xff\xfe \t\r\n\f"
"""What may stand before a page: which encoding it is in, and white space."""
_OLD_XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"


class Contained(NamedTuple):
    """What a file is: a kind of workbook, or words that say why it is refused."""

    workbook: str = ""
    words: str = ""
    hint: str = ""


def contained(path: Path, head: bytes) -> Contained:
    """What the file's first bytes, and the names of what is in it, say it is."""
    for mark, what, hint in _MARKED:
        if head.startswith(mark):
            return Contained("", f"is {what}{_NOT_READ}", hint)
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    if head.startswith(compound_files.MARK[:4]):
        return _office_file(path)
    return _web_page(path, head)


def _archive(path: Path) -> Contained:
    try:
        names = set(names_in(path))
        mime = start_of(path, "mimetype", 100) if "mimetype" in names else b""
    except TooMuch:
        return Contained("", "is bigger than any list of people is", SAVE_AS_CSV)
    except Damaged:
        is_book = path.suffix.casefold() in (".xlsx", ".xlsm", ".xlsb", ".ods")
        what = "workbook" if is_book else "zip file or workbook"
        return Contained("", f"is a damaged {what}", "Export or save it again.")
    if mime.strip() == _ODS:
        return Contained("ods")
    if "xl/workbook.bin" in names:
        return Contained("xlsb")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return Contained("xlsx")
    return Contained("", f"is {_kind_of_archive(names, mime)}{_NOT_READ}", *_hint_for(names))


def _kind_of_archive(names: set[str], mime: bytes) -> str:
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in mime:
        return "a text document"
    if any(name.startswith("ppt/") for name in names) or b"opendocument.presentation" in mime:
        return "a presentation"
    if any(name.endswith(".iwa") for name in names):
        return "an Apple Numbers or Pages document"
    return "a zip file"


def _hint_for(names: set[str]) -> tuple[str]:
    is_document = any(name.endswith((".xml", ".iwa")) for name in names)
    return (SAVE_AS_CSV if is_document else _UNPACK,)


def _office_file(path: Path) -> Contained:
    try:
        names = compound_files.read_compound_file(path, MOST_BYTES).names
    except Damaged:
        return Contained("", "is an old Office file that is damaged or too big", SAVE_AS_CSV)
    if "EncryptedPackage" in names:
        return Contained("", "is protected with a password", "Save it without one.")
    if {"Workbook", "Book"}.intersection(names):
        return Contained("xls")
    return Contained("", f"is an old Office file without a workbook{_NOT_READ}", SAVE_AS_CSV)


def _web_page(path: Path, head: bytes) -> Contained:
    start = head[:4096].replace(b"\0", b"").lstrip(_MARKS_AND_SPACES).lower()
    what = ""
    if start.startswith(_WEB_PAGES) or (start.startswith(b"<") and b"<html" in start):
        what = "a web page"
    elif start.startswith(b"mime-version:"):
        what = "a saved web page"
    elif start.startswith(b"<?xml") and _OLD_XML_WORKBOOK in start:
        what = "an XML workbook"
    if not what:
        return Contained()
    suffix = path.suffix.casefold()
    named = f" named {suffix}" if suffix in (".xls", ".xlsx", ".csv") else ""
    return Contained("", f"is {what}{named}{_NOT_READ}", SAVE_AS_CSV)
