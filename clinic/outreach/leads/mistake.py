"""What is wrong with a file of leads, told by line, column and a code: never what stood there.

Somebody who uploads a list has to find the cell again; whoever reads a log or a report later must
not find a patient in it. So a code is all that is kept of a cell that could not be used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

MOST_KEPT: Final = 1000
"""Mistakes of a file that are told one by one."""
MORE: Final = "more"

REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty": "There is nobody in this file.",
        "workbook": "This is a workbook. In Excel, choose Save As, then CSV UTF-8, and send that.",
        "encoding": "This is no text that can be read. Save it as CSV UTF-8.",
        "quotes": "A quotation mark in this line is never closed, or stands inside a cell.",
        "json": "This is no JSON that can be read.",
        "list": "JSON holds a list of people, or that list as 'leads'.",
        "columns": "Missing: {columns}. The first line names the columns.",
        "column_twice": "There twice: {columns}. Take the wrong ones out.",
        "too_many_columns": "There are more than 100 columns.",
        "too_many_rows": "There are more than 10,000 people in this file. Send it in parts.",
        "too_large": "The file is larger than 5 MB. Send it in parts.",
        "cell": "A cell in this line is longer than any text about somebody.",
    }
)
"""Why nothing of a file was kept, in a sentence for a person."""
DROPPED: Final = (
    "missing",
    "unreadable",
    "formula",
    "name",
    "phone",
    "abroad",
    "premium",
    "clinic_number",
    "cells",
    "row",
    "duplicate",
    "known",
)
"""Codes for which a person was left out, where they stand at the name or the telephone."""


class Unreadable(Exception):  # noqa: N818 - an answer, not a fault
    """Nothing of a file can be kept; `code` is one of `REFUSALS`."""

    def __init__(
        self, code: str, *, line: int | None = None, columns: tuple[str, ...] = ()
    ) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.columns = columns

    @property
    def sentence(self) -> str:
        """What to do, for a person."""
        where = f"Line {self.line}: " if self.line is not None else ""
        return where + REFUSALS[self.code].format(columns=", ".join(self.columns))


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a line. `column` is our name for it, or its place if it has none."""

    line: int
    column: str
    code: str

    def told(self) -> dict[str, Any]:
        """As it is kept with the batch."""
        return {"line": self.line, "column": self.column, "code": self.code}


def told(mistakes: list[Mistake]) -> list[dict[str, Any]]:
    """The mistakes of a file as they are kept, the first lines first; of very many, the first."""
    ordered = sorted(mistakes, key=lambda one: (one.line, one.column, one.code))
    kept = [one.told() for one in ordered[:MOST_KEPT]]
    if len(ordered) > MOST_KEPT:
        kept.append(Mistake(ordered[MOST_KEPT].line, "", MORE).told())
    return kept
