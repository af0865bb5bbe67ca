"""Dictionaries that tell what was read of them, and take part in a call like plain ones.

`advance` reads slots by name and budgets by name. With these in their place the explorer learns
what a decision hung on, so that it need not try what no decision hangs on.
"""

from collections.abc import Iterable, Mapping
from typing import Any


class Watched(dict[str, Any]):
    """A dictionary of which some keys are not settled yet: reading one of those is noted."""

    __slots__ = ("open", "read", "touched")

    def __init__(
        self,
        settled: Mapping[str, Any],
        open_: Iterable[str],
        read: list[str],
        touched: set[str] | None = None,
    ) -> None:
        super().__init__(settled)
        self.open = set(open_)
        self.read = read
        self.touched = touched if touched is not None else set()

    def copy(self) -> "Watched":
        """A copy that notes what it is asked in the same list."""
        return Watched(self, self.open, self.read, self.touched)

    def _note(self, key: str) -> None:
        self.touched.add(key)
        if key in self.open and key not in self.read:
            self.read.append(key)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return super().__contains__(key)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As a dictionary's own."""
        self._note(key)
        return super().get(key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        self.open.discard(key)
        super().__setitem__(key, value)
