"""Ridge regression in kernel form, and what it would have said of examples that it had not seen.

Leaving examples out needs no second training: the inverse of the kernel tells in closed form what
a block of rows would score without that block. So near copies of an example are left out together
with it, and even a whole class at once, which shows how words look that no class is for.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_BLOCK: Final = 64


class Ridge:
    """The solved regression of classes on a kernel.

    Examples of large classes count less, so that a clinic that lists fifty ways to book does not
    drown its three ways to ask for the parking.
    """

    def __init__(self, kernel: Floats, belongs: Integers, classes: int, ridge: float) -> None:
        """Solve it; the kernel's own memory is used up."""
        rows = len(belongs)
        share = np.sqrt(np.bincount(belongs, minlength=classes).astype(np.float32))
        kernel[np.diag_indices(rows)] += np.float32(ridge) * share[belongs] / share.mean()
        self._wanted = np.zeros((rows, classes), dtype=np.float32)
        self._wanted[np.arange(rows), belongs] = 1
        self._half = _inverted(np.linalg.cholesky(kernel))
        self.dual: Floats = self._half.T @ (self._half @ self._wanted)
        """The weight of each example for each class."""

    def left_out(self, groups: Iterable[Integers]) -> Floats:
        """The scores of every row, had its whole group been left out; groups cover all rows."""
        scores = np.zeros_like(self.dual)
        for group in groups:
            columns = self._half[:, group]
            inverse = columns.T @ columns
            scores[group] = self._wanted[group] - np.linalg.solve(inverse, self.dual[group])
        return scores


def _inverted(lower: Floats) -> Floats:
    """The inverse of a lower triangle, by halves: a third of the work of a general inverse."""
    size = len(lower)
    if size <= _BLOCK:
        small: Floats = np.linalg.inv(lower)
        return small
    middle = size // 2
    whole = np.zeros_like(lower)
    first = whole[:middle, :middle] = _inverted(lower[:middle, :middle])
    last = whole[middle:, middle:] = _inverted(lower[middle:, middle:])
    whole[middle:, :middle] = -last @ (lower[middle:, :middle] @ first)
    return whole
