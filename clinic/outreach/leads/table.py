"""Rows of cells out of a text: CSV as Excel and others write it, or a list in JSON.

In some countries Excel parts cells with semicolons, because the comma is taken for decimals, and
may say so in a line of its own (`sep=;`). Which sign it is, is told by the headings: the one with
which most of them mean something. A row knows the line it begins in, for a cell may hold several.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from clinic.outreach.leads.column import MOST, columns_of, meant, missing_in
from clinic.outreach.leads.mistake import Mistake, Unreadable

MOST_ROWS: Final = 10_000
LONGEST_CELL: Final = 20_000
_SIGNS: Final = (",", ";", "\t", "|")
_SIGN_LINE: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*\s*', re.IGNORECASE)
_LIST: Final = "leads"
_SOURCE: Final = "source"
_POST_BACK: Final = "post_back_url"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by our names for the columns; of a telephone there may be several."""

    line: int
    cells: tuple[tuple[str, str], ...]
    spilled: bool = False
    """Whether it has more cells than there are headings, so nobody knows what is what."""
    odd: tuple[str, ...] = ()
    """Columns whose value was no text."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, what was wrong with its headings, and what it says about itself."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...] = ()
    source: str | None = None
    post_back: str | None = None


def table_of(text: str) -> Table:
    """The table in a text. Raises `Unreadable`."""
    return _listed(text) if text.lstrip()[:1] in ("[", "{") else _separated(text)


def _separated(text: str) -> Table:
    lines = list(io.StringIO(text, newline=""))
    first = _SIGN_LINE.fullmatch(lines[0])
    records = _records(lines, first[1] if first else _sign(lines), skipped=1 if first else 0)
    line, headings = next(records, (0, []))
    if not headings:
        raise Unreadable("empty")
    names = columns_of(headings)
    ignored = [
        Mistake(line, str(place), "ignored")
        for place, (name, heading) in enumerate(zip(names, headings, strict=True), 1)
        if name is None and heading.strip()
    ]
    rows: list[Row] = []
    for line, cells in records:
        if len(rows) == MOST_ROWS:
            raise Unreadable("too_many_rows")
        known = tuple(
            (name, cell) for name, cell in zip(names, cells, strict=False) if name is not None
        )
        spilled = any(one.strip() for one in cells[len(names) :])
        rows.append(Row(line, known, spilled))
    return _filled(Table(tuple(rows), tuple(ignored)))


def _records(lines: list[str], sign: str, *, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with its first line. Raises `Unreadable`."""
    reader = csv.reader(lines[skipped:], delimiter=sign, strict=True)
    while True:
        line = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = "cell" if "field limit" in str(error) else "quotes"
            raise Unreadable(code, line=line) from None
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise Unreadable("cell", line=line)
        if any(one.strip() for one in cells):
            yield line, cells


def _sign(lines: list[str]) -> str:
    """The sign between cells: that with which most headings mean something."""
    headings = next((one for one in lines if one.strip()), "")
    return max(_SIGNS, key=lambda sign: sum(map(bool, map(meant, _split(headings, sign)))))


def _split(line: str, sign: str) -> list[str]:
    return [one.strip().strip('"') for one in line.split(sign, MOST)]


def _listed(text: str) -> Table:
    try:
        whole = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable("json") from None
    about = whole if isinstance(whole, dict) else {}
    people = about.get(_LIST) if isinstance(whole, dict) else whole
    if not isinstance(people, list):
        raise Unreadable("list")
    if len(people) > MOST_ROWS:
        raise Unreadable("too_many_rows")
    rows = [_person(place, one) for place, one in enumerate(people, 1)]
    known = {name for row in rows for name, _ in row.cells}
    if people and (missing := missing_in(sorted(known))):
        raise Unreadable("columns", columns=missing)
    source, post_back = about.get(_SOURCE), about.get(_POST_BACK)
    return _filled(
        Table(
            tuple(rows),
            source=source if isinstance(source, str) else None,
            post_back=post_back if isinstance(post_back, str) else None,
        )
    )


def _person(place: int, given: Any) -> Row:
    if not isinstance(given, Mapping):
        return Row(place, (), spilled=True)
    cells: list[tuple[str, str]] = []
    odd: list[str] = []
    for heading, value in list(given.items())[:MOST]:
        name = meant(heading)
        if name is None or value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            odd.append(name)
        cells.append((name, str(value)[:LONGEST_CELL] if isinstance(value, str | int) else ""))
    return Row(place, tuple(cells), odd=tuple(odd))


def _filled(table: Table) -> Table:
    if not table.rows:
        raise Unreadable("empty")
    return table


def _no_number(constant: str) -> Any:
    raise ValueError("no number")
