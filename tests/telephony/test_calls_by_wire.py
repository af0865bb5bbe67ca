"""Scripted calls through a telephone: they end as they do in text.

Everything between the caller's words and the engine is real: the carrier's webhooks, the media
socket, turns, the vendors' own kits. Callers hurry (see `wired`); the world is the script's.
FRONTDESK_WIRED=all runs every call (`make wired`); otherwise a spread of them runs.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import Interrupts, Keys, Script, Silence
from agent_config.script_file import load_script
from cli.benchmarks.scored_server import understanding
from clinic.store.keyring import Keyring
from engine.flow import Flow
from telephony.outcome import Outcome, outcome
from telephony.sandbox.score import Score, score_of
from tests.telephony.wired import HURRIED, PLAIN_LETTER, SHORT_LETTER, SOON_SILENT, Wired, wired

CALLS: Final = Path(__file__).parents[1] / "calls"
EVERY: Final = 20
"""Of the calls in which nothing special happens, one of so many runs every day …"""
SPECIAL: Final = 4
"""… of those with keys, silences and interruptions one of so many, and of emergencies every other.
All of them are run by `make wired`."""
UNSAYABLE: Final = {"talk/odd_characters": "blank words and pictures cannot be said"}
AT_ONCE: Final = 4

_flows: dict[tuple[str, str], Flow] = {}


def test_calls_come_to_the_same_by_telephone(tmp_path: Path, keyring: Keyring) -> None:
    chosen = [path for path in sorted(CALLS.rglob("*.yaml")) if is_chosen(path)]
    failures = asyncio.run(play(chosen, tmp_path, keyring))
    assert len(chosen) >= 20
    assert failures == {}


def is_chosen(path: Path) -> bool:
    name = str(path.relative_to(CALLS).with_suffix("")).partition("/")[2]
    if name in UNSAYABLE:
        return False
    script = load_script(path)
    if script.outreach is not None:
        return False  # nobody rings the clinic in it
    if os.environ.get("FRONTDESK_WIRED") == "all":
        return True
    ends = script.expect.fields.get("escalation")
    is_special = any(isinstance(turn, Interrupts | Keys | Silence) for turn in script.turns)
    is_safety = ends in ("emergency", "urgent_dental")
    every = 2 if is_safety else SPECIAL if is_special else EVERY
    return hash_of(name) % every == 0


def hash_of(name: str) -> int:
    return sum(name.encode())


async def play(paths: Sequence[Path], folder: Path, keyring: Keyring) -> dict[str, str]:
    """What was otherwise than in text, by file."""
    scores = {path: await the_score(load_script(path)) for path in paths}
    found: dict[str, str] = {}
    async with wired(folder, keyring) as there:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(path: Path) -> None:
            async with gate, asyncio.timeout(60):
                told = await difference(there, scores[path])
            if told:
                found[str(path.relative_to(CALLS))] = told

        quick, alone, silent, cut = sorted_out(scores)
        there.house.phones.pace = HURRIED
        await asyncio.gather(*map(one, quick))
        for path in alone:
            await one(path)
        there.house.phones.pace = SOON_SILENT
        for path in silent:
            await one(path)
        there.house.phones.pace = HURRIED
        there.vendors.elevenlabs.seconds_a_letter = PLAIN_LETTER
        forget_clips(there)
        for path in cut:
            await one(path)
        there.vendors.elevenlabs.seconds_a_letter = SHORT_LETTER
    return found


async def difference(there: Wired, score: Score) -> str:
    """How a call by telephone differs from the same one in text; empty if it does not."""
    assert not score.failures
    heard, loop = await there.play(score)
    got, want = outcome(loop, loop.world), score.outcome
    if got.escalation == want.escalation == "emergency":
        want = cut_short(want, got)
    for name in ("disposition", "escalation", "state", "slots", "tasks", "appointments"):
        if getattr(got, name) != getattr(want, name):
            return f"{name}: {getattr(got, name)!r} instead of {getattr(want, name)!r}"
    if not heard.is_as_scripted:
        return f"missed {heard.missed}, heard besides {heard.strange}, over: {heard.is_over}"
    if got.escalation != "emergency" and got.digest != want.digest:
        return "another digest"
    if lines(got, "agent") != lines(want, "agent"):
        return "other sentences"
    return ""


def cut_short(want: Outcome, got: Outcome) -> Outcome:
    """An emergency is handed over before it is told to its end, and its task has the words so far:
    a beginning of those of the text."""
    tasks = []
    for one, other in zip(want.tasks, got.tasks, strict=False):
        details, heard = one.get("details"), other.get("details")
        if isinstance(details, Mapping) and isinstance(heard, Mapping):
            so_far = str(heard.get("words") or "nothing")
            begins = str(details.get("words")).startswith(so_far)
            details = {**details, "words": so_far} if begins else details
        tasks.append({**one, "details": details})
    return replace(want, tasks=(*tasks, *want.tasks[len(tasks) :]))


def lines(of: Outcome, who: str) -> list[str]:
    """What one side said. An emergency is answered before the caller has finished, so the order
    of the two sides is another than in text, where words come whole."""
    return [entry.text for entry in of.transcript if entry.who == who]


def sorted_out(scores: dict[Path, Score]) -> tuple[list[Path], ...]:
    """Calls that can run beside others; whose people refuse; silent ones; interrupted ones."""
    sorts: tuple[list[Path], ...] = ([], [], [], [])
    for path, score in scores.items():
        kind = (
            3 if score.is_interrupted else 2 if score.has_silence else 1 if score.is_refused else 0
        )
        sorts[kind].append(path)
    return sorts


def forget_clips(there: Wired) -> None:
    """What was voiced quickly is voiced anew."""
    casting: Any = there.house.phones.casting
    casting._clips.clear()


async def the_score(script: Script) -> Score:
    clinic = load_clinic(script.clinic)
    key = script.flow or clinic.flow, script.clinic
    if key not in _flows:
        _flows[key] = load_flow(key[0], clinic)
    return await score_of(script, _flows[key], understanding(_flows[key]))


def test_a_score_has_every_act_of_the_caller(tmp_path: Path) -> None:
    script = load_script(CALLS / "dental_reception" / "book" / "checkup_direct.yaml")
    score = asyncio.run(the_score(script))
    said = [getattr(one.act, "words", None) for one in score.scenes[1:]]
    assert said == [one.text for one in score.outcome.transcript if one.who == "caller"]
    assert all(one.lines for one in score.scenes)


@pytest.mark.parametrize("name", sorted(UNSAYABLE))
def test_what_cannot_be_said_is_still_there(name: str) -> None:
    assert list(CALLS.glob(f"*/{name}.yaml"))
