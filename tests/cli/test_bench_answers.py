"""What the figures of yes and no count."""

from pathlib import Path
from typing import Any

from cli.benchmarks import answers
from tests.cli.packed_rows import put


def turn(text: str, act: str, before: str = "CONFIRM") -> dict[str, Any]:
    return {
        "service": "Services_3",
        "prev_system": "You want Tuesday at ten, is that right?",
        "prev_acts": [[before, "", []]],
        "text": text,
        "acts": [[act, "", [], []]],
    }


def told(data: Path) -> dict[str, float]:
    return {one.name: one.value for one in answers.measure(data)}


def test_nothing_without_the_sets(tmp_path: Path) -> None:
    assert answers.measure(None) == []
    assert answers.measure(tmp_path) == []


def test_right_flipped_and_again_of_the_dialogues(tmp_path: Path) -> None:
    put(
        tmp_path / answers.TURNS,
        turn("yes", "AFFIRM"),
        turn("no", "AFFIRM"),
        turn("my dog is brown", "NEGATE"),
        turn("no thanks", "NEGATE_INTENT", "OFFER_INTENT"),
        turn("at ten", "INFORM"),
    )
    figures = told(tmp_path)
    assert figures["answers_sgd_accuracy"] == figures["answers_sgd_doctor_accuracy"] == 50.0
    assert figures["answers_sgd_flips"] == 25.0
    assert figures["answers_sgd_asked_again"] == 25.0


def test_a_guess_at_a_maybe_is_wrong_but_no_flip(tmp_path: Path) -> None:
    lines = [("sure", "maybe"), ("who knows", "maybe"), ("yes", "yes"), ("no", "translate")]
    put(tmp_path / "clinc.jsonl.gz", *({"text": text, "intent": name} for text, name in lines))
    figures = told(tmp_path)
    assert figures["answers_clinc_accuracy"] == 66.67
    assert figures["answers_clinc_flips"] == 0.0


def test_a_call_that_says_both_is_left_out(tmp_path: Path) -> None:
    lines = [("yes", ["affirm"]), ("no", ["deny", "change"]), ("yes no", ["affirm", "deny"])]
    put(tmp_path / "nlupp.jsonl.gz", *({"text": text, "intents": all_} for text, all_ in lines))
    (accuracy, *_) = answers.measure(tmp_path)
    assert (accuracy.value, accuracy.rows) == (100.0, 2)
