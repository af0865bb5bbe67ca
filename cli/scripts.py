"""Scripted calls from files: found, run, and told, one by one or several at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.problem import ConfigError
from agent_config.script_file import load_script
from cli.failure import Failure
from cli.language_model import configured
from cli.listener import listener
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.local.spoken_caller import Misheard, SpokenCaller
from telephony.local.weights import NoLocalSpeech
from telephony.ports import RemoteUnderstander
from telephony.record import Step
from telephony.scripted import Result, run

ENDINGS: Final = (".yaml", ".yml")
EMPTY: Final[dict[str, Any]] = {
    "disposition": None,
    "escalation": None,
    "state": None,
    "turns": 0,
    "slots": {},
    "tasks": [],
    "appointments": [],
    "transcript": [],
    "digest": None,
}
"""What is told of a call that could not be run."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Callers who speak: chance begins with `seed`; `noise` is how many dB below them it is."""

    seed: int
    noise: float | None = None
    model: Path | None = None
    """The folder of a model other than that of the packages."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A file and what came of it; `result` is missing where the file holds mistakes."""

    path: str
    call: str
    seconds: float
    failures: tuple[str, ...]
    flow: str = ""
    clinic: str = ""
    covers: tuple[str, ...] = ()
    result: Result | None = None
    voice: str = ""
    """Whose voice the caller had, if they spoke."""
    misheard: tuple[Misheard, ...] = ()
    """What was heard otherwise than it was said."""
    expected: str | None = None
    """The escalation that the script ends in."""

    @property
    def passed(self) -> bool:
        """Whether the call went as its script expects."""
        return not self.failures

    @property
    def steps(self) -> tuple[Step, ...]:
        """What the engine did; empty unless steps were asked for."""
        return self.result.outcome.steps if self.result else ()

    def as_json(self) -> dict[str, Any]:
        """The stable fields."""
        if self.result is not None:
            return self.result.as_json()
        return {"call": self.call, "passed": False, "failures": list(self.failures), **EMPTY}


def find_scripts(paths: Iterable[Path]) -> list[Path]:
    """The files, and all scripts in the folders, each once, in order of their names."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.suffix in ENDINGS)
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise Failure(f"{path}: there is no such file or folder")
    if not found:
        raise Failure(f"there is no scripted call in {', '.join(map(str, paths))}")
    return list(found)


def run_all(
    paths: Sequence[Path], *, jobs: int, keep_steps: bool, spoken: Spoken | None = None
) -> Iterator[Ran]:
    """Run files, several processes at a time if wanted, and hand them out in their order."""
    one = partial(run_file, keep_steps=keep_steps, spoken=spoken)
    if jobs == 1 or len(paths) == 1:
        yield from map(one, paths)
        return
    with ProcessPoolExecutor(min(jobs, len(paths)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, paths, chunksize=max(1, len(paths) // (jobs * 8)))


def run_file(path: Path, *, keep_steps: bool, spoken: Spoken | None = None) -> Ran:
    """Run one file; `Failure` where callers are to speak and there is no speech."""
    began = perf_counter()
    try:
        script = load_script(path)
        flow, understanding, model = _plan(script.flow, script.clinic)
    except ConfigError as error:
        problems = tuple(str(problem) for problem in error.problems)
        return Ran(path.as_posix(), path.stem, perf_counter() - began, problems)
    mouth = _mouth(path, spoken)
    try:
        result = run(script, flow, understanding, model, mouth)
    except NoLocalSpeech as reason:
        raise Failure(str(reason)) from None
    outcome = result.outcome if keep_steps else replace(result.outcome, steps=())
    return Ran(
        path=path.as_posix(),
        call=script.call,
        seconds=perf_counter() - began,
        failures=result.failures,
        flow=flow.name,
        clinic=script.clinic,
        covers=script.covers,
        result=replace(result, outcome=replace(outcome, faults=())),
        voice=mouth.voice if mouth is not None else "",
        misheard=tuple(mouth.misheard) if mouth is not None else (),
        expected=script.expect.fields.get("escalation"),
    )


def _mouth(path: Path, spoken: Spoken | None) -> SpokenCaller | None:
    """What says a script's words aloud; each script has a voice and a noise of its own."""
    if spoken is None:
        return None
    try:
        return SpokenCaller(f"{spoken.seed}:{path.stem}", spoken.noise, spoken.model)
    except NoLocalSpeech as reason:
        raise Failure(str(reason)) from None


@cache
def _plan(flow: str | None, clinic: str) -> tuple[Flow, Understanding, RemoteUnderstander | None]:
    """A flow for a clinic, and what understands its callers: made once in a process."""
    place = load_clinic(clinic)
    plan = load_flow(flow or place.flow, place)
    understanding = listener(plan)
    return plan, understanding, configured(plan, understanding)


def with_echo(failure: str) -> str:
    """A failure with the line of the script that it names, a caret under it."""
    named = re.match(r"(?P<file>[^\n]+?):(?P<line>\d+): [^\n]*$", failure)
    if named is None:
        return failure
    try:
        rows = Path(named["file"]).read_text(encoding="utf-8").splitlines()
        row = rows[int(named["line"]) - 1]
    except (OSError, ValueError, IndexError):
        return failure
    gutter = f"{named['line']:>4} | "
    indent = len(row) - len(row.lstrip())
    return f"{failure}\n{gutter}{row}\n{' ' * (len(gutter) + indent)}^"
