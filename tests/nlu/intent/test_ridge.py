"""The regression, and what it would have said without some of its examples."""

import numpy as np
import pytest

from nlu.intent.ridge import Floats, Integers, Ridge

BELONGS: Integers = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2])


def _kernel(rows: int = len(BELONGS)) -> Floats:
    places = np.random.default_rng(5).normal(size=(rows, 4)).astype(np.float32)
    return places @ places.T + np.float32(0.1)


def test_it_solves_the_regression() -> None:
    kernel = _kernel()
    share = np.sqrt(np.bincount(BELONGS))
    held = kernel + np.diag(0.5 * share[BELONGS] / share.mean()).astype(np.float32)
    wanted = np.eye(3)[BELONGS]
    ridge = Ridge(kernel, BELONGS, 3, 0.5)
    assert held @ ridge.dual == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize("groups", [[[0], [1]], [[0, 1, 2]], [[3, 5], [4], [8]]])
def test_what_is_left_out_scores_as_if_it_had_never_been_there(groups: list[list[int]]) -> None:
    """Against a second training; the weights of the classes stay those of all examples."""
    share = np.sqrt(np.bincount(BELONGS))
    held = _kernel() + np.diag(0.5 * share[BELONGS] / share.mean()).astype(np.float32)
    scores = Ridge(_kernel(), BELONGS, 3, 0.5).left_out(np.array(group) for group in groups)
    for group in groups:
        rest = [row for row in range(len(BELONGS)) if row not in group]
        dual = np.linalg.solve(held[np.ix_(rest, rest)], np.eye(3)[BELONGS[rest]])
        assert scores[group] == pytest.approx(_kernel()[np.ix_(group, rest)] @ dual, abs=2e-3)


def test_many_rows_are_solved_by_halves() -> None:
    belongs = np.arange(150) % 3
    kernel = _kernel(150)
    ridge = Ridge(_kernel(150), belongs, 3, 1.0)
    held = kernel + np.eye(150, dtype=np.float32)
    assert held @ ridge.dual == pytest.approx(np.eye(3)[belongs], abs=5e-3)
