"""Everything the terminal shows. No other file of this room prints.

Styles are meanings, never colours. Where standard output is no terminal the same words come
plain, one thing a line, so that other programs can read them; NO_COLOR is respected. Data goes
to standard output, complaints to standard error.
"""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

THEME: Final = Theme(
    {
        "primary": "bold cyan",
        "info": "blue",
        "success": "green",
        "warning": "yellow",
        "error": "bold red",
        "muted": "dim",
    }
)
LABEL: Final = 14
"""Columns of the left edge: who speaks."""
STATE: Final = 10
"""Columns of the right edge: the state of the call."""
BAR: Final = 30
"""Columns of the longest bar."""
GAUGE: Final = 48


@cache
def _out() -> Console:
    return Console(theme=THEME, highlight=False)


@cache
def _err() -> Console:
    return Console(theme=THEME, highlight=False, stderr=True)


def is_terminal() -> bool:
    """Whether a person is likely to read standard output, and wants more than plain lines."""
    return _out().is_terminal and not os.environ.get("FRONTDESK_PLAIN")


def is_interactive() -> bool:
    """Whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and is_terminal()


def raw(text: str) -> None:
    """Print text as it is, without wrapping or styles: data for other programs."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def binary(content: bytes) -> None:
    """Write bytes as they are, a picture."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def data(value: Any) -> None:
    """Print a value as JSON, one document."""
    raw(json.dumps(value, ensure_ascii=False, indent=2))


def record(value: Any) -> None:
    """Print a value as JSON on one line, at once: one of many."""
    raw(json.dumps(value, ensure_ascii=False))
    sys.stdout.flush()


def line(text: str = "", style: str = "") -> None:
    """Print one line of ordinary words."""
    _out().print(Text(text, style), soft_wrap=True)


def heading(text: str) -> None:
    """Print the title of what follows."""
    _out().print(Text(text, "primary"), soft_wrap=True)


def passed(text: str, note: str = "") -> None:
    """Print something that is well."""
    _mark("ok", "✓", "success", text, note)


def failed(text: str, note: str = "") -> None:
    """Print something that is not."""
    _mark("FAILED", "✗", "error", text, note)


def noted(text: str, note: str = "") -> None:
    """Print something to know, which is neither."""
    _mark("note", "·", "info", text, note)


def _mark(word: str, sign: str, style: str, text: str, note: str) -> None:
    mark = sign if is_terminal() else f"{word:<6}"
    _out().print(
        Text.assemble((mark, style), " ", text, (f"  {note}" if note else "", "muted")),
        soft_wrap=True,
    )


def complain(text: str) -> None:
    """Tell on standard error, in a sentence, what is wrong."""
    _err().print(Text.assemble(("error: ", "error"), text), soft_wrap=True)


def warn(text: str) -> None:
    """Tell on standard error what deserves a look."""
    _err().print(Text.assemble(("warning: ", "warning"), text), soft_wrap=True)


def remark(text: str) -> None:
    """Tell on standard error how something goes; it is no part of the result."""
    _err().print(Text(text, "muted"), soft_wrap=True)


def mistake(told: str) -> None:
    """Complain about a place in a file: a sentence, and below it the line that is echoed."""
    first, *echo = told.splitlines()
    _err().print(Text(first), soft_wrap=True)
    for row in echo:
        _err().print(Text(row, "error" if row.strip() == "^" else "muted"), soft_wrap=True)


def said(who: str, text: str, state: str = "", style: str = "") -> None:
    """Print a line of a call as a script does: who, what, and the state at the right edge."""
    if not is_terminal():
        raw(f"{who:<{LABEL - 1}} {text}" + (f"  [{state}]" if state else ""))
        return
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=LABEL - 1, style="primary" if who == "receptionist" else "info")
    row.add_column(ratio=1)
    row.add_column(width=STATE, justify="right", style="muted")
    row.add_row(who, Text(text, style), state)
    _out().print(row)


def ticked(name: str, value: str) -> None:
    """Print a slot that has just been filled."""
    mark = "✓" if is_terminal() else "+"
    _out().print(
        Text.assemble(" " * LABEL, (mark, "success"), (f" {name} ", "muted"), value),
        soft_wrap=True,
    )


def changed(row: str) -> None:
    """Print a line of a diff, in the colours of one where a person reads it."""
    if not is_terminal():
        raw(row)
        return
    head = row.startswith(("+++", "---", "@@"))
    style = "muted" if head else {"+": "success", "-": "error"}.get(row[:1], "")
    _out().print(Text(row, style), soft_wrap=True)


def aside(text: str) -> None:
    """Print what happened in a call that nobody heard."""
    _out().print(Text(" " * LABEL + text, "muted"), soft_wrap=True)


def facts(pairs: Sequence[tuple[str, Any]]) -> None:
    """Print aligned `key: value` lines; a key may come again."""
    width = max((len(key) for key, _ in pairs), default=0) + 1
    for key, value in pairs:
        shown = "none" if value in (None, "", [], ()) else str(value)
        _out().print(Text.assemble((f"{key + ':':<{width}} ", "muted"), shown), soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> None:
    """Print a table; numbers stand at the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    numbers = [
        bool(cells) and all(_is_number(row[index]) for row in cells)
        for index in range(len(columns))
    ]
    if title:
        heading(title)
    if not is_terminal():
        widths = [max(len(row[i]) for row in [list(columns), *cells]) for i in range(len(columns))]
        for row in [list(columns), *cells]:
            shown = [
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(row, widths, numbers, strict=True)
            ]
            raw("  ".join(shown).rstrip())
        return
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for name, number in zip(columns, numbers, strict=True):
        grid.add_column(name, justify="right" if number else "left")
    for row in cells:
        grid.add_row(*(escape(cell) for cell in row))
    _out().print(grid)


def bars(rows: Sequence[tuple[str, int]], title: str = "", style: str = "info") -> None:
    """Print counts, each with a bar that shows its share of the greatest."""
    if title:
        heading(title)
    if not is_terminal():
        width = max((len(name) for name, _ in rows), default=0)
        for name, count in rows:
            raw(f"{name:<{width}}  {count}")
        return
    _out().print(_bars(rows, style))


def gauge(parts: Sequence[tuple[str, int, str]]) -> None:
    """Print one bar that is made of parts, (name, count, style), and what each of them is."""
    if not is_terminal():
        raw(", ".join(f"{count} {name}" for name, count, _ in parts if count) or "none")
        return
    _out().print(_gauge(parts))


@contextmanager
def watching() -> Iterator[Callable[[str, Sequence[tuple[str, int, str]]], None]]:
    """A bar of parts that is drawn anew whenever what is yielded is told of it; see `gauge`.

    Only for people: where standard output is no terminal, nothing is printed.
    """
    if not is_terminal():
        yield lambda title, parts: None
        return
    from rich.console import Group
    from rich.live import Live

    with Live(console=_out(), transient=True, auto_refresh=False) as live:
        yield lambda title, parts: live.update(
            Group(Text(title, "primary"), _gauge(parts)), refresh=True
        )


def _bars(rows: Sequence[tuple[str, int]], style: str) -> Table:
    most = max((count for _, count in rows), default=0) or 1
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right")
    grid.add_column(no_wrap=True)
    for name, count in rows:
        eighths = round(count / most * BAR * 8)
        bar = "█" * (eighths // 8) + ("", *"▏▎▍▌▋▊▉")[eighths % 8]
        grid.add_row(escape(name), str(count), Text(bar or ("▏" if count else ""), style))
    return grid


def _gauge(parts: Sequence[tuple[str, int, str]]) -> Text:
    there = [(name, count, style) for name, count, style in parts if count]
    total = sum(count for _, count, _ in there)
    text, reached, drawn = Text(), 0, 0
    for _, count, style in there:
        reached += count
        end = max(round(reached / total * GAUGE), drawn + 1)
        text.append("━" * (end - drawn), style)
        drawn = end
    text.append(f"  {total}\n" if total else "nobody yet\n")
    for place, (name, count, style) in enumerate(there):
        text.append("   " if place else "")
        text.append("━ ", style)
        text.append(f"{count} {name}")
    return text


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


def _is_number(cell: str) -> bool:
    return cell == "-" or cell.rstrip("%").replace(",", "").replace(".", "", 1).isdigit()


def block(text: str) -> None:
    """Print lines as they are, indented: a script, an excerpt."""
    if is_terminal():
        _out().print(Padding(Text(text), (0, 0, 0, 4)))
    else:
        raw("\n".join(f"    {row}".rstrip() for row in text.splitlines()))


@contextmanager
def progress(total: int, what: str) -> Iterator[Any]:
    """A bar on standard error while something runs; what is yielded is told of steps."""
    if not _err().is_terminal:
        yield lambda steps=1: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_err(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps=1: bar.advance(task, steps)


def ask(who: str = "caller") -> str | None:
    """The next typed line, or `None` at the end of the input. Asks only a person."""
    if not is_interactive():
        row = sys.stdin.readline()
        return row.rstrip("\r\n") if row else None
    try:
        return _out().input(Text(f"{who:<{LABEL}}", "info"))
    except EOFError:
        line()
        return None


def secret(what: str) -> str:
    """Something that must not be seen while it is typed; piped in, it is the next line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(f"{what}: ")


def typed_blindly() -> bool:
    """Whether a secret is typed by a person, who may mistype it."""
    return sys.stdin.isatty()
