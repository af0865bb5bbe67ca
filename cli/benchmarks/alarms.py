"""Alarms: how many emergencies are found in unseen wording, and how often none is taken for one.

What is judged is what runs in a call: the word rules and the sense of danger together. The open
lines are judged group by group: the sense is taught anew without a group (and others of its fold)
before it judges the group's lines, so no wording of a group is ever known to it. The word rules
are the same for all lines. Borders were settled on every other group; the rest are shown beside
them. The exam was written blind, and the public sets hold no emergencies as such: whatever is
raised there is taken for a false alarm.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli.benchmarks.figure import Figure, percent, rows
from engine.safety import Level, assess
from nlu.alarm.danger import Danger, Weights
from nlu.alarm.lines import Line, lines, ordinary
from nlu.alarm.training import Learner, calibrated
from nlu.encoder import Encoder, encoder
from nlu.understand import Understanding

EXAM: Final = Path(__file__).parents[2] / "tests" / "exams" / "emergencies.jsonl"
SETS: Final = {
    "clinc": Path("clinc.jsonl.gz"),
    "sgd": Path("sgd-cc-by-sa") / "sgd_clinic_turns.jsonl.gz",
    "evi": Path("evi_turns.jsonl.gz"),
    "restaurant8k": Path("restaurant8k.jsonl.gz"),
}
_LEVELS: Final = {"none": Level.NONE, "urgent": Level.URGENT, "emergency": Level.EMERGENCY}
_FOUND, _FALSE_911, _ASKED = 99.5, 2.0, 40.0
_ORDINARY_911, _ORDINARY_ASKED = 0.2, 5.0
_MS: Final = 2.0


def measure(data: Path | None) -> list[Figure]:
    """Emergencies found, and what is raised on everything else, in percent; milliseconds."""
    sentences = encoder()
    if sentences is None:
        return []
    clinic = load_clinic("riverside_dental")
    flow = load_flow(clinic.flow, clinic)
    understanding = Understanding(flow)
    found = _open_lines(sentences, flow.thresholds.danger)
    if EXAM.is_file():
        exam = [_line(row) for row in rows(EXAM)]
        levels, times = _heard(understanding, [line.text for line in exam])
        found += _judged("exam", exam, levels)
        found.append(
            Figure("alarms_median_ms", round(times[len(times) // 2], 2), len(times), _MS, True)
        )
    return found + ([] if data is None else _public(understanding, data))


def _open_lines(sentences: Encoder, possible: float) -> list[Figure]:
    """The open lines by a sense that never saw their groups; and its half that settled nothing."""
    learner = Learner(sentences, lines(), ordinary())
    taught = learner.left_out(learner.learn())
    calibration = learner.calibration(taught)
    levels = [Level.NONE] * len(learner.lines)
    for out, columns in taught:
        danger = Danger(sentences, Weights(calibrated(columns, calibration), ""), possible)
        for index in out.nonzero()[0]:
            said = learner.lines[index].text
            levels[index] = max(assess(said).level, danger.level(said))
    groups = list(dict.fromkeys(line.group for line in learner.lines))
    other = set(groups[1::2])
    unseen = [place for place, line in enumerate(learner.lines) if line.group in other]
    return [
        *_judged("unseen_wording", learner.lines, levels),
        *_judged(
            "unseen_wording_other_half",
            [learner.lines[place] for place in unseen],
            [levels[place] for place in unseen],
        ),
    ]


def _judged(name: str, said: Sequence[Line], levels: Sequence[Level]) -> list[Figure]:
    """What was raised on emergencies, and on what only looks like one."""
    pairs = list(zip(said, levels, strict=True))
    certain = [level for line, level in pairs if line.level is Level.EMERGENCY]
    urgent = [level for line, level in pairs if line.level is Level.URGENT]
    alike = [level for line, level in pairs if line.level is Level.NONE]
    calm = [level for line, level in pairs if line.level is Level.NONE and not line.asks]
    return [
        _share(f"alarms_{name}_found", certain + urgent, Level.CHECK, _FOUND),
        _share(f"alarms_{name}_found_emergency", certain, Level.CHECK),
        _share(f"alarms_{name}_found_urgent", urgent, Level.CHECK),
        _share(f"alarms_{name}_911_at_once", certain, Level.EMERGENCY),
        _share(f"alarms_{name}_lookalikes_911", alike, Level.EMERGENCY, _FALSE_911, at_most=True),
        _share(f"alarms_{name}_lookalikes_asked", alike, Level.CHECK, _ASKED, at_most=True),
        _share(f"alarms_{name}_lookalikes_needlessly_asked", calm, Level.CHECK),
    ]


def _public(understanding: Understanding, data: Path) -> list[Figure]:
    """What is raised on talk about everything else, by set and over all."""
    every: list[Level] = []
    found: list[Figure] = []
    for name, path in SETS.items():
        if not (data / path).is_file():
            continue
        levels, _ = _heard(understanding, (row["text"] for row in rows(data / path)))
        every += levels
        found += _ordinary(f"alarms_{name}", levels)
    return found + (_ordinary("alarms_ordinary", every) if every else [])


def _ordinary(name: str, levels: Sequence[Level]) -> list[Figure]:
    return [
        _share(f"{name}_911", levels, Level.EMERGENCY, _ORDINARY_911, at_most=True),
        _share(f"{name}_asked", levels, Level.CHECK, _ORDINARY_ASKED, at_most=True),
    ]


def _share(
    name: str,
    levels: Sequence[Level],
    least: Level,
    aim: float | None = None,
    *,
    at_most: bool = False,
) -> Figure:
    raised = sum(level >= least for level in levels)
    return Figure(name, percent(raised, len(levels)), len(levels), aim, at_most)


def _heard(understanding: Understanding, said: Iterable[str]) -> tuple[list[Level], list[float]]:
    """The level of each utterance, and the milliseconds that they took, in rising order."""
    known: dict[str, Level] = {}
    levels, times = [], []
    for words in said:
        if words not in known:
            began = perf_counter()
            known[words] = understanding.alarm(words).level
            times.append(1000 * (perf_counter() - began))
        levels.append(known[words])
    return levels, sorted(times)


def _line(row: Mapping[str, Any]) -> Line:
    level = _LEVELS[row["level"]]
    return Line(row["text"], row["language"], level, row["category"], row["id"], row["asks"])
