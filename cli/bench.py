"""`frontdesk bench`: what Frontdesk costs and how well it understands, on this machine.

Every set of utterances has a measure of its own in `cli/benchmarks`; here they are run one after
another and shown beside what we aim at and what other people's software reaches on the same rows.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Final

from cli import view
from cli.benchmarks.figure import Figure
from cli.failure import Failure

SETS: Final = (
    "dates",
    "windows",
    "spans",
    "bookings",
    "acts",
    "answers",
    "dialogues",
    "identity",
    "names",
    "digits",
    "intents",
    "alarms",
    "model",
    "cost",
)
"""The measures of understanding: modules of `cli/benchmarks`, in the order of the table."""

COLUMNS: Final = ("figure", "value", "aim", "others", "rows", "")


def engine(*, as_json: bool) -> None:
    """Measure the engine, and print named figures."""
    from cli.benchmarks.engine import measure

    figures = measure()
    if as_json:
        view.data(figures)
    else:
        view.table(("figure", "value"), list(figures.items()))


def store(patients: int, *, as_json: bool) -> None:
    """Measure the clinic's records on both databases, and print one table or flat object."""
    from cli.benchmarks.store import measure

    _show(measure(patients), as_json=as_json)


def voice(calls: Sequence[int], seconds: float, *, pipecat: bool, as_json: bool) -> None:
    """Measure calls by voice against stand-ins, and print one table or flat object.

    `pipecat`: pipecat's bot and ours, by turns. Raises `Failure` where it is not installed.
    """
    from cli.benchmarks import pipecat_voice
    from cli.benchmarks import voice as own

    measured = pipecat_voice if pipecat else own
    _show(measured.measure(tuple(calls) or measured.CALLS, seconds), as_json=as_json)


def soak(calls: Sequence[int], minutes: float, data: Path | None, *, as_json: bool) -> None:
    """Play scripted calls for minutes on end, and print one table or flat object.

    Raises `Failure` for more than one number of calls, and for a folder without scripts.
    """
    from cli.benchmarks.voice_soak import CALLS, SCRIPTS, measure

    if len(calls) > 1:
        raise Failure("--soak takes one number of calls: give --calls once")
    at_once = calls[0] if calls else CALLS
    _show(measure(minutes, at_once, data or SCRIPTS), as_json=as_json)


def understanding(data: Path | None, only: Sequence[str], *, as_json: bool) -> None:
    """Measure understanding, and print one table, or one flat object of named figures.

    Raises `Failure` for a folder that is not there and a set that nobody knows.
    """
    if data is not None and not data.is_dir():
        raise Failure(f"there is no folder {data} with the public sets")
    unknown = [name for name in only if name not in SETS]
    if unknown:
        raise Failure(f"there is no set {unknown[0]!r}; known are {', '.join(SETS)}")
    if data is None:
        view.remark("without --data only the project's own exams are run")
    _show(list(_figures(data, only or SETS)), as_json=as_json)


def _show(found: Sequence[Figure], *, as_json: bool) -> None:
    if as_json:
        view.data({one.name: one.value for one in found})
    else:
        view.table(COLUMNS, [_row(one) for one in found])


def _figures(data: Path | None, names: Sequence[str]) -> Iterator[Figure]:
    with view.progress(len(names), "measuring") as step:
        for name in names:
            began = perf_counter()
            yield from import_module(f"cli.benchmarks.{name}").measure(data)
            view.remark(f"{name}: {perf_counter() - began:.1f} s")
            step()


def _row(one: Figure) -> tuple[str | int | float | None, ...]:
    sign = "" if one.aim is None else ("≤ " if one.at_most else "≥ ")
    aim = "-" if one.aim is None else f"{sign}{one.aim:g}"
    mark = {None: "", True: "reached", False: "short"}[one.reached]
    others = "-" if one.baseline is None else f"{one.baseline:g}"
    return (one.name, f"{one.value:,.2f}", aim, others, one.rows, mark)
