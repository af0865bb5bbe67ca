"""`frontdesk rehearse`: simulated callers with tempers of their own ring, and rules are watched."""

from pathlib import Path

import typer

from agent_config.flow_file import load_flow
from cli import view
from cli.failure import Failure
from cli.listener import listener
from telephony.caller import PERSONALITIES
from telephony.rehearsal import Rehearsal, read_utterances
from telephony.rehearsal import rehearse as rehearsal


def rehearse(flow: str, *, calls: int, seed: int, callers: str | None, data: Path | None) -> None:
    """Let callers ring; ends with 1 if a rule was broken."""
    tempers = _tempers(callers)
    utterances = () if data is None else _utterances(data)
    plan = load_flow(flow)
    done = rehearsal(
        plan,
        listener(plan),
        calls=calls,
        seed=seed,
        personalities=tempers,
        utterances=utterances,
    )
    _show(done)
    if done.broken:
        raise typer.Exit(1)


def _tempers(callers: str | None) -> tuple[str, ...]:
    if callers is None:
        return PERSONALITIES
    named = tuple(part.strip() for part in callers.split(",") if part.strip())
    for name in named:
        if name not in PERSONALITIES:
            raise Failure(f"there is no caller {name!r}; there are {', '.join(PERSONALITIES)}")
    if not named:
        raise Failure(f"--callers names none; there are {', '.join(PERSONALITIES)}")
    return named


def _utterances(folder: Path) -> tuple[str, ...]:
    try:
        found = read_utterances(folder)
    except ValueError as error:
        raise Failure(str(error)) from error
    if not found:
        raise Failure(f"{folder}: there are no utterances here, in files that end in .jsonl.gz")
    return found


def _show(done: Rehearsal) -> None:
    told = done.as_json()
    columns = ("calls", "completed", "handed_over", "abandoned", "turns_mean", "turns_most")
    rows = [
        (name, *(one[column] for column in columns)) for name, one in told["personalities"].items()
    ]
    rows.append(("all", *(told[column] for column in columns)))
    heads = [column.replace("_", " ") for column in columns]
    view.table(("caller", *heads), rows, title=f"{done.flow}, seed {done.seed}")
    view.line()
    shares = done.coverage
    view.facts(
        [
            (what, f"{getattr(shares, what).percent:.0f} % reached")
            for what in ("states", "moves", "steps", "slots")
        ]
    )
    view.line()
    for call in done.broken:
        view.failed(f"call {call.number}: {call.personality}, {call.goal}")
        for rule in call.broken:
            view.block(rule)
        for entry in call.outcome.transcript:
            who = "receptionist" if entry.who == "agent" else entry.who
            view.said(who, entry.text, entry.state)
    view.line(f"{len(done.calls) - len(done.broken)} passed, {len(done.broken)} failed")
