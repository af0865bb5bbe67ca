"""`frontdesk simulate`: run scripted calls, and tell which went as they should."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.settings import read_settings
from cli import view
from cli.failure import Failure
from cli.junit import junit
from cli.scripts import Ran, Spoken, find_scripts, run_all, with_echo
from cli.spoken_report import show_all, show_one
from telephony.coverage import coverage

SHOWN_MISSING = 12


def simulate(
    paths: Sequence[Path],
    *,
    as_json: bool,
    junit_file: Path | None,
    with_coverage: bool,
    jobs: int,
    seed: int,
    voice: bool = False,
    noise: float | None = None,
) -> None:
    """Run the calls; ends with 1 if one fails."""
    if noise is not None and not voice:
        raise Failure("--noise is noise on the line of callers who speak: give --voice too")
    spoken = Spoken(seed, noise, speech_model()) if voice else None
    files = find_scripts(paths)
    ran: list[Ran] = []
    every = run_all(files, jobs=jobs, keep_steps=with_coverage, spoken=spoken)
    if spoken is not None and not as_json:
        for one in every:
            ran.append(one)
            show_one(one, len(ran), len(files))
    else:
        with view.progress(len(files), "calls") as step:
            for one in every:
                ran.append(one)
                step()
    if junit_file is not None:
        junit_file.write_text(junit(ran), encoding="utf-8")
    if as_json:
        view.data([one.as_json() for one in ran])
    else:
        _show([one for one in ran if spoken is None or not one.passed])
        if spoken is not None:
            show_all(ran, noise)
        passed = sum(one.passed for one in ran)
        view.line(f"{passed} passed, {len(ran) - passed} failed")
        if with_coverage:
            _show_coverage(ran)
    if not all(one.passed for one in ran):
        raise typer.Exit(1)


def speech_model() -> Path | None:
    """The folder of a model to hear with, if the surroundings name one."""
    try:
        return read_settings().local_speech_model
    except ValueError as fault:
        raise Failure(str(fault)) from None


def _show(ran: Sequence[Ran]) -> None:
    for one in ran:
        note = f"{one.path}  {one.seconds:.2f} s"
        if one.voice:
            note += f"  {one.voice}"
        if one.passed:
            view.passed(one.call, note)
            continue
        view.failed(one.call, note)
        for each in one.misheard:
            heard = f"heard {each.heard!r}, {each.confidence:.2f}" if each.heard else "not heard"
            view.aside(f"said {each.said!r}: {heard}")
        for failure in one.failures:
            view.block(with_echo(failure))
        if one.result is not None:
            view.line()
            for entry in one.result.outcome.transcript:
                who = "receptionist" if entry.who == "agent" else entry.who
                view.said(who, entry.text, entry.state)
            view.line()


def _show_coverage(ran: Sequence[Ran]) -> None:
    """What the calls reached of each flow, and of the requirements that they name."""
    kept = [one for one in ran if one.result is not None]
    for name, clinic in dict.fromkeys((one.flow, one.clinic) for one in kept):
        calls = [one.steps for one in kept if (one.flow, one.clinic) == (name, clinic)]
        reached = coverage(load_flow(name, load_clinic(clinic)), calls)
        shares = [(what, getattr(reached, what)) for what in ("states", "moves", "steps", "slots")]
        view.line()
        view.table(
            ("of", "reached", "of all", "%"),
            [
                (what, len(share.covered), len(share.covered) + len(share.missing), share.percent)
                for what, share in shares
            ],
            title=f"{name}, {clinic}: {reached.calls} calls",
        )
        for what, share in shares:
            for title in share.missing[:SHOWN_MISSING]:
                view.aside(f"not reached: {title}")
            if len(share.missing) > SHOWN_MISSING:
                view.aside(f"and {len(share.missing) - SHOWN_MISSING} more {what}")
    covered = Counter(requirement for one in kept for requirement in one.covers)
    if covered:
        view.line()
        view.table(
            ("requirement", "calls"),
            sorted(covered.items(), key=lambda pair: _by_number(pair[0])),
            title="Requirements",
        )


def _by_number(requirement: str) -> tuple[str, int]:
    part, _, number = requirement.partition("-")
    return part, int(number) if number.isdigit() else 0
