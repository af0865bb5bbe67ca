"""A clinic's own scripted calls, run against a flow: what must not go wrong when it is changed.

They run in a thread, one call at a time, with a breath between them, so that those who are on the
telephone meanwhile are answered as ever. The simulated clinic is all they touch.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agent_config.problem import ConfigError
from agent_config.script import Script
from agent_config.script_file import read_script
from clinic.store.call_scripts import scripts
from clinic.store.database import Database
from clinic.store.scope import Scope
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.scripted import run
from telephony.simulated import LocalUnderstanding

BREATH_SECONDS: Final = 0.005
MOST_FAILURES: Final = 20
"""Told of one script: whoever mends it mends the first ones first."""


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """A script that was run. The failures are sentences; each names its line."""

    name: str
    passed: bool
    failures: tuple[str, ...]


async def run_scripts(
    database: Database,
    scope: Scope,
    flow: Flow,
    *,
    understanding: LocalUnderstanding | None = None,
    only: Iterable[str] | None = None,
) -> tuple[ScriptResult, ...]:
    """Run a clinic's scripts, all or some, against a flow, by name.

    Without an `understanding` of the flow one is made, which takes seconds where it learns
    something new.
    """
    wanted = None if only is None else frozenset(only)
    kept = [
        (row.name, row.text)
        for row in await scripts(database, scope)
        if wanted is None or row.name in wanted
    ]
    if not kept:
        return ()
    understood: LocalUnderstanding = (
        understanding if understanding is not None else await asyncio.to_thread(Understanding, flow)
    )
    results = []
    for name, text in kept:
        results.append(await asyncio.to_thread(run_text, name, text, flow, understood))
        await asyncio.sleep(BREATH_SECONDS)
    return tuple(results)


def run_text(name: str, text: str, flow: Flow, understanding: LocalUnderstanding) -> ScriptResult:
    """Run one script, given as text. One that cannot be read has failed, and says why."""
    try:
        script: Script = read_script(text, name)
    except ConfigError as error:
        mistakes = [str(one).splitlines()[0] for one in error.problems]
        return ScriptResult(name, False, tuple(mistakes[:MOST_FAILURES]))
    found = run(script, flow, understanding)
    return ScriptResult(name, found.passed, found.failures[:MOST_FAILURES])
