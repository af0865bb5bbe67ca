"""The text of a file, whichever way it was written; what cannot be told for sure is refused.

Excel writes UTF-8 with a mark, UTF-16 with one ("Unicode text"), or the old Windows-1252. Anything
else would be guessed, and a guess turns names into others.
"""

import codecs
from typing import Final

from clinic.outreach.leads.mistake import Unreadable

_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_ALLOWED: Final = "\t\r\n"


def text_of(content: bytes) -> str:
    """What stands in a file. Raises `Unreadable`."""
    if content.startswith(_WORKBOOKS):
        raise Unreadable("workbook")
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("encoding")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(content, "utf-16")
    else:
        text = _decoded(content, "utf-8-sig", "cp1252")
    if any(letter < " " and letter not in _ALLOWED for letter in set(text)):
        raise Unreadable("encoding")
    if not text.strip():
        raise Unreadable("empty")
    return text


def _decoded(content: bytes, *encodings: str) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")
