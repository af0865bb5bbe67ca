"""Trained models, kept in the process and in the user's cache directory.

Training takes some seconds, reading what was trained a few hundredths; so a flow is understood
at once when it is loaded again. A model is found by everything that made it: its examples, the
code of this room, and what the encoder makes of one sentence. The file holds plain arrays, nothing
that could run. A cache that cannot be read or written is no cache: the model is trained again.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from nlu.encoder import Encoder
from nlu.intent.classifier import Classifier, Evidence, KernelClassifier, KernelModel, Model
from nlu.intent.confidence import Confidence
from nlu.intent.lexicon import Lexicon

_MOST_MODELS: Final = 16
_MOST_BYTES: Final = 500_000_000
"""On disk: a model of a flow takes 2 to 9 MB. Those read or written last are kept."""
_FILES: Final = "intents-*.npz"
_UNREADABLE: Final = (OSError, ValueError, KeyError, EOFError, IndexError, zipfile.BadZipFile)

_models: dict[str, Model] = {}
_lock = Lock()


def trained(
    classifier: Classifier,
    examples: Mapping[str, Sequence[str]],
    learning: Callable[[], None] | None = None,
) -> Model:
    """A model from examples, trained once for the same examples and kind of classifier.

    `learning` is called before a training that takes seconds.

    Flows that are edited live leave old models behind, so only the last few are kept.
    """
    key = _key(classifier, examples)
    with _lock:
        model = _models.get(key)
        if model is None:
            model = _fetched(key, classifier, examples, learning)
            if len(_models) >= _MOST_MODELS:
                del _models[next(iter(_models))]
            _models[key] = model
        return model


def folder() -> Path:
    """Where models are kept: $FRONTDESK_CACHE, or the user's cache directory."""
    own = os.environ.get("FRONTDESK_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "frontdesk"


def _fetched(
    key: str,
    classifier: Classifier,
    examples: Mapping[str, Sequence[str]],
    learning: Callable[[], None] | None,
) -> Model:
    if not isinstance(classifier, KernelClassifier):
        return classifier.fit(examples)
    path = _path(key)
    model = _read(path, classifier.encoder) if path is not None else None
    if model is not None and path is not None:
        with suppress(OSError):  # a cache that only others may write
            path.touch()
    if model is None:
        if learning is not None:
            learning()
        model = classifier.fit(examples)
        if path is not None:
            _write(path, model)
    return model


def _path(key: str) -> Path | None:
    """The file of a model; none where there is not even a home directory."""
    try:
        return folder() / f"intents-{key[:32]}.npz"
    except RuntimeError:
        return None


def _key(classifier: Classifier, examples: Mapping[str, Sequence[str]]) -> str:
    content = json.dumps({name: sorted(said) for name, said in examples.items()}, sort_keys=True)
    kind = f"{type(classifier).__module__}.{type(classifier).__qualname__}"
    encoder = classifier.encoder if isinstance(classifier, KernelClassifier) else None
    made = (kind, _code(), _hand(encoder), content)
    return hashlib.sha256("\0".join(made).encode()).hexdigest()


@cache
def _code() -> str:
    """The code that features and scores come from."""
    room = Path(__file__).parent
    files = (*sorted(room.glob("*.py")), room.parent / "utterance" / "word.py")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _hand(encoder: Encoder | None) -> str:
    """By what it makes of one sentence an encoder is known."""
    if encoder is None:
        return ""
    return str([round(float(one), 2) for one in encoder.encode(["the hand of the writer"])[0]])


def _read(path: Path, encoder: Encoder | None) -> KernelModel | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            names = _texts(kept["names"])
            said = _texts(kept["features"])
            places = zip(kept["buckets"].tolist(), kept["idf"].tolist(), strict=True)
            lexicon = Lexicon(dict(zip(said, places, strict=True)), float(kept["rarest"]))
            return KernelModel(
                names,
                lexicon,
                Evidence(
                    kept["weights"],
                    kept["vectors"],
                    kept["dual"],
                    kept["axes"] if kept["axes"].size else None,
                ),
                kept["belongs"],
                Confidence(kept["curve"], float(kept["border"])),
                encoder,
            )
    except _UNREADABLE:
        return None


def _write(path: Path, model: KernelModel) -> None:
    """Whole or not at all, so that another process never reads half a model."""
    evidence, places = model.evidence, model.lexicon.places
    axes = np.empty(0) if evidence.axes is None else evidence.axes
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                np.savez(
                    part,
                    names=_bytes(model.names),
                    features=_bytes(tuple(places)),
                    buckets=np.array([bucket for bucket, _ in places.values()], dtype=np.int32),
                    idf=np.array([weight for _, weight in places.values()]),
                    rarest=np.float64(model.lexicon.rarest),
                    weights=evidence.weights,
                    vectors=evidence.vectors,
                    dual=evidence.dual,
                    axes=axes,
                    belongs=model.belongs,
                    curve=model.confidence.weights,
                    border=np.float64(model.confidence.border),
                )
                part.close()
                os.replace(part.name, path)
            finally:
                Path(part.name).unlink(missing_ok=True)
        _prune(path.parent)
    except OSError:
        return


def _prune(where: Path) -> None:
    """Models of flows as they were before an edit do not pile up."""
    files = [(file.stat().st_mtime, file.stat().st_size, file) for file in where.glob(_FILES)]
    kept = 0
    for _, size, file in sorted(files, reverse=True):
        kept += size
        if kept > _MOST_BYTES:
            file.unlink(missing_ok=True)


def _bytes(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _texts(kept: npt.NDArray[np.uint8]) -> list[str]:
    return kept.tobytes().decode().split("\n")
