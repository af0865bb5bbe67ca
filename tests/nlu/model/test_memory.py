"""Answers that are remembered."""

from nlu.model.advice import Advice, Meant
from nlu.model.memory import Memory

PARKING = Advice(intents=(Meant("parking", "wants", 0, 4),))


def test_an_answer_is_remembered_under_its_question() -> None:
    memory = Memory()
    memory.keep("q1", "where do I leave the car", PARKING)
    assert memory.recall("q1", "where do I leave the car") == PARKING
    assert memory.recall("q2", "where do I leave the car") is None
    assert memory.recall("q1", "where do I leave the van") is None


def test_the_one_not_asked_for_the_longest_is_forgotten() -> None:
    memory = Memory(most=2)
    memory.keep("q", "a", PARKING)
    memory.keep("q", "b", PARKING)
    assert memory.recall("q", "a")
    memory.keep("q", "c", PARKING)
    assert len(memory) == 2
    assert memory.recall("q", "b") is None
    assert memory.recall("q", "a")


def test_no_words_are_kept() -> None:
    memory = Memory()
    memory.keep("q", "where do I leave the car", PARKING)
    assert "car" not in str(vars(memory))
