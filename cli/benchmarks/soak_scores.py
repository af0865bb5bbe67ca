"""Which scripted calls the soak plays: a spread of all, the same in every process.

The end of a call's id says which score is its, so server and callers need not talk about it.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script_file import load_script
from cli.benchmarks.scored_server import understanding
from cli.failure import Failure
from engine.flow import Flow
from telephony.sandbox.score import Score, a_call_id, score_of

MOST: Final = 60
_LETTERS: Final = 3


def the_scores(folder: Path) -> list[Score]:
    """The scores of a spread of the scripts in a folder. Raises `Failure` if there are none.

    Left out are calls that the clinic makes, for here people ring the clinic; calls whose people do
    not pick up, for that is ordered for all calls at once; and words that nobody can say.
    """
    return asyncio.run(_scores(folder))


async def _scores(folder: Path) -> list[Score]:
    flows: dict[tuple[str, str], Flow] = {}
    found = []
    every = sorted(folder.rglob("*.yaml"))
    paths = [path for path in every if load_script(path).outreach is None]
    for path in paths[:: max(len(paths) // MOST, 1)]:
        score = await read_score(path, flows)
        if not (score.is_refused or score.failures or score.has_blanks):
            found.append(score)
    if not found:
        raise Failure(f"there is no scripted call in {folder}; name a folder that has some")
    return found


async def read_score(path: Path, flows: dict[tuple[str, str], Flow]) -> Score:
    """The score of a script in a file; `flows` keeps what was loaded for it.

    Raises `ConfigError` for a file that holds mistakes.
    """
    script = load_script(path)
    clinic = load_clinic(script.clinic)
    key = script.flow or clinic.flow, script.clinic
    if key not in flows:
        flows[key] = load_flow(key[0], clinic)
    return await score_of(script, flows[key], understanding(flows[key]))


def call_id_of(number: int) -> str:
    """The id of a call that plays the score of a number."""
    return a_call_id(f"{number:0{_LETTERS}x}")


def of_call(scores: Sequence[Score], call_id: str) -> Score | None:
    """The score of a call."""
    number = int(call_id[-_LETTERS:], 16)
    return scores[number] if number < len(scores) else None
