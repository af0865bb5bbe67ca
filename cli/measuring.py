"""`frontdesk bench` with its flags; what it does stands in `cli/bench` and `cli/benchmarks`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Subject(StrEnum):
    """What can be measured."""

    ENGINE = "engine"
    UNDERSTANDING = "understanding"
    STORE = "store"
    VOICE = "voice"


def bench(
    subject: Annotated[Subject, typer.Argument(help="What to measure.")],
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The public sets of utterances (*.jsonl.gz)."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="SET", help="Only this set; may be repeated.")
    ] = None,
    patients: Annotated[
        int, typer.Option(metavar="N", min=1000, help="Of the store that is measured.")
    ] = 1_000_000,
    calls: Annotated[
        list[int] | None,
        typer.Option(metavar="N", min=1, help="Calls at once by voice; may be repeated."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(metavar="S", min=5, help="How long each load of calls is measured.")
    ] = 20.0,
    pipecat: Annotated[
        bool, typer.Option("--pipecat", help="Voice: pipecat's bot beside ours, and the ratios.")
    ] = False,
    soak: Annotated[
        float | None,
        typer.Option(
            metavar="MINUTES",
            min=0.5,
            help="Voice: scripted calls (--data, or tests/calls) for so long, and the memory.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure Frontdesk on this machine."""
    from cli import bench

    if subject is Subject.ENGINE:
        bench.engine(as_json=as_json)
    elif subject is Subject.STORE:
        bench.store(patients, as_json=as_json)
    elif subject is Subject.VOICE and soak is not None:
        bench.soak(calls or (), soak, data, as_json=as_json)
    elif subject is Subject.VOICE:
        bench.voice(calls or (), seconds, pipecat=pipecat, as_json=as_json)
    else:
        bench.understanding(data, only or (), as_json=as_json)
