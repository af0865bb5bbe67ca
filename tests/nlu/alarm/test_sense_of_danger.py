"""The level that words have by their meaning, and what stands in for it."""

from pathlib import Path

import numpy as np
import pytest

from engine.safety import Level
from nlu.alarm.danger import Caution, Danger, Weights, level_of, load, sense, shipped, stretches
from nlu.alarm.features import WIDTH
from nlu.alarm.training import save
from nlu.encoder import Encoder


@pytest.mark.parametrize(
    ("chances", "level"),
    [
        ((0.1, 0.0, 0.0), Level.NONE),
        ((0.2, 0.0, 0.0), Level.CHECK),
        ((0.2, 0.7, 0.0), Level.URGENT),
        ((0.2, 0.7, 0.9), Level.EMERGENCY),
        ((0.0, 0.0, 0.9), Level.EMERGENCY),
    ],
)
def test_the_level_of_chances(chances: tuple[float, ...], level: Level) -> None:
    assert level_of(np.array([chances], dtype=np.float32), 0.2) is level


def test_the_highest_part_of_a_turn_counts() -> None:
    parts = np.array([(0.0, 0.0, 0.0), (0.9, 0.0, 0.9)], dtype=np.float32)
    assert level_of(parts, 0.2) is Level.EMERGENCY


def test_a_short_turn_is_read_as_one() -> None:
    assert stretches(" he fell down ") == ("he fell down",)
    assert stretches("  ") == ()


def test_a_long_turn_is_read_in_stretches_to_its_end() -> None:
    said = [f"word{number}" for number in range(61)]
    whole, *parts = stretches(" ".join(said))
    assert whole == " ".join(said)
    assert {word for part in parts for word in part.split()} == set(said)
    assert all(len(part.split()) <= 16 for part in parts)


def test_no_words_raise_nothing(words: Encoder) -> None:
    assert Danger(words, shipped(), 0.16).level(" ") is Level.NONE


def test_a_lower_border_asks_more(words: Encoder) -> None:
    columns = np.zeros((WIDTH, 3), dtype=np.float32)
    columns[-1] = (-1.0, -9.0, -9.0)
    weights = Weights(columns, "")
    assert Danger(words, weights, 0.2).level("anything") is Level.CHECK
    assert Danger(words, weights, 0.3).level("anything") is Level.NONE


def test_weights_are_kept_and_read(tmp_path: Path) -> None:
    columns = np.arange(WIDTH * 3, dtype=np.float32).reshape(WIDTH, 3)
    save(Weights(columns, "of some lines"), tmp_path / "kept.npz")
    read = load(tmp_path / "kept.npz")
    assert read.digest == "of some lines"
    assert np.array_equal(read.columns, columns)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    save(Weights(np.zeros((5, 3), dtype=np.float32), ""), tmp_path / "old.npz")
    with pytest.raises(ValueError, match="make alarm"):
        load(tmp_path / "old.npz")


@pytest.mark.parametrize(("said", "level"), [("hi", 0), ("yes please", 0), ("I need a visit", 1)])
def test_caution_asks_about_whatever_may_tell_something(said: str, level: int) -> None:
    assert Caution().level(said) == level


def test_without_an_encoder_there_is_caution(words: Encoder) -> None:
    assert isinstance(sense(None, 0.16), Caution)
    assert isinstance(sense(words, 0.16), Danger)
