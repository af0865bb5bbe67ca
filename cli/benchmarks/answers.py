"""Yes and no, as callers say them after a question: three public sets.

The figure that matters is the flip, a yes heard as a no or the reverse: it books what nobody
wanted. A doubtful answer asks again, which costs a turn and no more.

Booking dialogues (SGD) are understood as the product understands the answer to a question of yes
and no, with the question in words. The split by service tells how well what was seen while the
rules were written (salon, dentist) carries over to what was not (doctor). The single lines of the
other two sets have no question.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from agent_config.flow_file import load_flow
from cli.benchmarks.figure import Figure, percent, rows
from engine.commands import Expecting
from nlu.answer.yes_no import NO, UNCLEAR, YES, answer
from nlu.understand import Understanding

TURNS: Final = Path("sgd-cc-by-sa") / "sgd_clinic_turns.jsonl.gz"
_AT: Final = datetime(2019, 3, 1, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
"""The day on which the dialogues play."""
_GOLD: Final = {"AFFIRM": YES, "AFFIRM_INTENT": YES, "NEGATE": NO, "NEGATE_INTENT": NO}
_SERVICES: Final = {"Services_1": "salon", "Services_2": "dentist", "Services_3": "doctor"}
_FLIPS, _AGAIN = 0.5, 8.0


def measure(data: Path | None) -> list[Figure]:
    """Accuracy, flips and questions put again for each set."""
    if data is None:
        return []
    figures: list[Figure] = []
    if (data / TURNS).is_file():
        figures += _dialogues(_asked(data / TURNS))
    if (data / "nlupp.jsonl.gz").is_file():
        judged = ((gold, answer(line)) for gold, line in _calls(data / "nlupp.jsonl.gz"))
        figures += _figures("answers_nlupp", judged, 89.0, 3.0)
    if (data / "clinc.jsonl.gz").is_file():
        judged = ((gold, answer(line)) for gold, line in _commands(data / "clinc.jsonl.gz"))
        figures += _figures("answers_clinc", judged, 71.8, 8.2)
    return figures


def _asked(path: Path) -> Iterator[tuple[str, str, Expecting, str]]:
    """The service, the answer, the question and the words of every answer in the dialogues.

    Only a booking that is read back or put to the caller is confirmed; "shall I book?" is not.
    """
    for row in rows(path):
        gold = {_GOLD[act[0]] for act in row["acts"] if act[0] in _GOLD}
        if len(gold) == 1:
            before = {act[0] for act in row["prev_acts"]}
            state = "CONFIRM" if before & {"CONFIRM", "OFFER"} else "QUALIFY"
            question = Expecting(kind="yes_no", state=state, asked=row["prev_system"])
            yield row["service"], gold.pop(), question, row["text"]


def _dialogues(asked: Iterable[tuple[str, str, Expecting, str]]) -> list[Figure]:
    understanding = Understanding(load_flow("dental_reception"))
    judged: dict[str, list[tuple[str, str | None]]] = {}
    for service, gold, question, words in asked:
        said = understanding.understand(words, question, _AT).answer
        judged.setdefault(service, []).append((gold, said))
    every = [one for answers in judged.values() for one in answers]
    figures = _figures("answers_sgd", every, 92.3, 2.3)
    for service, answers in sorted(judged.items()):
        figures += _figures(f"answers_sgd_{_SERVICES[service]}", answers)
    return figures


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    for row in rows(path):
        said = {"affirm", "deny"} & set(row["intents"])
        if len(said) == 1:
            yield YES if said == {"affirm"} else NO, row["text"]


def _commands(path: Path) -> Iterator[tuple[str, str]]:
    for row in rows(path):
        if row["intent"] in ("yes", "no", "maybe"):
            yield row["intent"].replace("maybe", UNCLEAR), row["text"]


def _figures(
    name: str,
    judged: Iterable[tuple[str, str | None]],
    accuracy: float | None = None,
    flips: float | None = None,
) -> list[Figure]:
    """Right, flipped, and asked again, of which only the last is right after a maybe.

    A maybe that is heard as a yes or a no is wrong, but no flip.
    """
    count: Counter[str] = Counter()
    for gold, said in judged:
        heard = UNCLEAR if said is None else said
        flipped = UNCLEAR not in (gold, heard)
        wrong = "flip" if flipped else "again" if heard == UNCLEAR else "guess"
        count["right" if heard == gold else wrong] += 1
    whole = count.total()
    return [
        Figure(f"{name}_accuracy", percent(count["right"], whole), whole, baseline=accuracy),
        Figure(
            f"{name}_flips",
            percent(count["flip"], whole),
            whole,
            aim=_FLIPS,
            at_most=True,
            baseline=flips,
        ),
        Figure(
            f"{name}_asked_again",
            percent(count["again"], whole),
            whole,
            aim=_AGAIN if name.startswith("answers_sgd") else None,
            at_most=True,
        ),
    ]
