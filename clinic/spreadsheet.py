"""Texts in a spreadsheet: what a program there would work out instead of showing it.

A cell that begins with one of these signs is a formula to Excel and its kin, and a formula can send
what stands beside it to somebody (OWASP, CSV injection). What came from outside is kept as it was
written; where it leaves as CSV, such a cell begins with an apostrophe, which makes it text.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER: Final = re.compile(r"\+?\d{1,15}")
"""A telephone as we write it; nothing can be worked out of it but itself."""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would work a text out."""
    return text.startswith(SIGNS) and not _NUMBER.fullmatch(text)


def cell(text: str) -> str:
    """A text as it may stand in a cell."""
    return f"'{text}" if is_formula(text) else text


def written(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV, every cell of them safe to open."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([cell(one) for one in row] for row in rows)
    return sheet.getvalue()
