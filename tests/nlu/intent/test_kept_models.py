"""Models on disk: found again, made anew when anything is different, never in the way."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlu.encoder import SIZE, Vectors
from nlu.intent import kept_models
from nlu.intent.classifier import OUT_OF_SCOPE, KernelClassifier
from nlu.intent.kept_models import folder, trained

SMALL = {
    "move": ("move my appointment", "a different day please", "reschedule me"),
    "park": ("where do I park", "is there parking", "a place for my car"),
    OUT_OF_SCOPE: ("play some music", "tell me a joke", "it is raining"),
}
WORDS = "is there a different place to park"


class _Hand:
    """An encoder that writes in a hand of its own."""

    def __init__(self, hand: int) -> None:
        self._hand = hand

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [
            np.random.default_rng([self._hand, *text.encode()]).normal(size=SIZE) for text in texts
        ]
        found: Vectors = np.array(rows, dtype=np.float32).reshape(-1, SIZE)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test, on disk; nothing is in the process yet."""
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path))
    _forget(monkeypatch)
    return tmp_path


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the process had just begun."""
    monkeypatch.setattr(kept_models, "_models", {})


def _never(*_: object) -> None:
    raise AssertionError("trained again")


@pytest.mark.parametrize("encoder", [None, _Hand(1)])
def test_what_is_read_is_what_was_written(
    encoder: _Hand | None, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    before = trained(KernelClassifier(encoder), SMALL, lambda: told.append("")).predict(WORDS)
    assert len(list(cache.glob("intents-*.npz"))) == len(told) == 1
    _forget(monkeypatch)
    monkeypatch.setattr(KernelClassifier, "fit", _never)
    assert trained(KernelClassifier(encoder), SMALL, _never).predict(WORDS) == before


def test_whatever_makes_a_model_tells_it_apart(cache: Path) -> None:
    trained(KernelClassifier(), SMALL)
    trained(KernelClassifier(), {**SMALL, "park": ("parking",)})
    trained(KernelClassifier(_Hand(1)), SMALL)
    trained(KernelClassifier(_Hand(2)), SMALL)
    assert len(list(cache.glob("intents-*.npz"))) == 4


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", b"\x00" * 5000])
def test_a_damaged_file_is_made_anew(
    damage: bytes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = trained(KernelClassifier(), SMALL).predict(WORDS)
    (file,) = cache.glob("intents-*.npz")
    whole = file.read_bytes()
    file.write_bytes(damage)
    _forget(monkeypatch)
    assert trained(KernelClassifier(), SMALL).predict(WORDS) == before
    assert len(file.read_bytes()) == len(whole)


def test_half_a_file_and_a_strange_archive_are_made_anew(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = trained(KernelClassifier(), SMALL).predict(WORDS)
    (file,) = cache.glob("intents-*.npz")
    file.write_bytes(file.read_bytes()[:3000])
    _forget(monkeypatch)
    assert trained(KernelClassifier(), SMALL).predict(WORDS) == before
    with file.open("wb") as out:
        np.savez(out, something=np.ones(3))
    _forget(monkeypatch)
    assert trained(KernelClassifier(), SMALL).predict(WORDS) == before


def test_without_a_place_to_write_models_are_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path / "file"))
    assert trained(KernelClassifier(), SMALL).predict(WORDS)


def test_a_failed_write_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert trained(KernelClassifier(), SMALL).predict(WORDS)
    assert list(cache.iterdir()) == []


def test_what_was_used_last_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [{**SMALL, "more": (f"number {number}",)} for number in range(4)]
    for one in examples[:3]:
        trained(KernelClassifier(), one)
    files = sorted(cache.glob("intents-*.npz"), key=lambda file: file.stat().st_mtime)
    for age, file in enumerate(reversed(files), start=1):
        os.utime(file, (time.time() - age, time.time() - age))
    _forget(monkeypatch)
    trained(KernelClassifier(), examples[0])
    size = max(file.stat().st_size for file in files)
    monkeypatch.setattr(kept_models, "_MOST_BYTES", int(2.5 * size))
    trained(KernelClassifier(), examples[3])
    assert files[0].exists()
    assert len(list(cache.glob("intents-*.npz"))) == 2


def test_where_models_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert folder() == tmp_path
    monkeypatch.delenv("FRONTDESK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert folder() == tmp_path / "caches" / "frontdesk"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".cache" / "frontdesk"


def test_without_a_home_models_are_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: Path) -> Path:
        raise RuntimeError("could not determine home directory")

    monkeypatch.delenv("FRONTDESK_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "expanduser", homeless)
    assert trained(KernelClassifier(), SMALL).predict(WORDS)
