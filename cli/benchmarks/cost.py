"""What understanding costs: time for each utterance, memory, and how soon it is ready.

Each is measured in a process of its own, with one thread and the models as a call finds them: kept
on disk from an earlier start. The utterances are those of the exams, so that they are as long and
as odd as callers' are.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from cli.benchmarks.figure import Figure

EXAMS: Final = ("intents.jsonl", "emergencies.jsonl", "windows.jsonl")
FOLDER: Final = Path(__file__).parents[2] / "tests" / "exams"
ONE_CORE: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

MEASURED: Final = """
import json, resource, sys
from time import perf_counter
began = perf_counter()
from datetime import datetime
from zoneinfo import ZoneInfo
from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.commands import Expecting
from nlu.understand import Understanding
clinic = load_clinic("riverside_dental")
flow = load_flow(clinic.flow, clinic)
loaded = perf_counter()
understanding = Understanding(flow)
now = datetime(2026, 3, 4, 9, 15, tzinfo=ZoneInfo(clinic.timezone))
asked = Expecting(kind="open", state="QUALIFY")
def hear(words):
    understanding.alarm(words)
    understanding.understand(words, asked, now)
hear("I need an appointment")
ready = perf_counter()
times = []
for words in json.load(sys.stdin):
    start = perf_counter()
    hear(words)
    times.append(1000 * (perf_counter() - start))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
waits = {"ready": ready - loaded, "start": ready - began}
print(json.dumps(waits | {"times": sorted(times), "peak": peak}))
"""


def measure(data: Path | None) -> list[Figure]:
    """Milliseconds for each utterance, megabytes at the most, seconds until the first is heard.

    `ready` begins with a flow that is loaded, `start` with an empty process.
    """
    words = [
        json.loads(line)["text"]
        for name in EXAMS
        if (FOLDER / name).exists()
        for line in (FOLDER / name).read_text("utf-8").splitlines()
    ]
    if not words:
        return []
    _run([words[0]])  # trains and keeps the models, where nobody has before
    found = _run(words)
    times = found["times"]
    count = len(times)
    per_unit = 2**20 if sys.platform == "darwin" else 2**10  # of `ru_maxrss`, getrusage(2)
    return [
        Figure("cost_median_ms", round(times[count // 2], 2), count, aim=5, at_most=True),
        Figure("cost_p99_ms", round(times[count * 99 // 100], 2), count),
        Figure("cost_memory_mb", round(found["peak"] / per_unit, 1), 1, aim=350, at_most=True),
        Figure("cost_ready_s", round(found["ready"], 2), 1, aim=2, at_most=True),
        Figure("cost_start_s", round(found["start"], 2), 1),
    ]


def _run(words: list[str]) -> dict[str, Any]:
    told = subprocess.check_output(
        [sys.executable, "-c", MEASURED],
        input=json.dumps(words),
        text=True,
        env=os.environ | ONE_CORE,
    )
    found: dict[str, Any] = json.loads(told)
    return found
