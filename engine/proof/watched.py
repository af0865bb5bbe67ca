"""Dictionaries that tell what was read of them, and take part in a call like plain ones.

`advance` reads slots by name and budgets by name. With these in their place the explorer learns
what a decision hung on, so that it need not try what no decision hangs on.
"""

from collections.abc import Mapping, Set
from typing import Any, Final


class Watched(dict[str, Any]):
    """A dictionary of which some keys are not settled yet: reading one of those is noted."""

    __slots__ = ("open", "read", "touched")

    def __init__(
        self,
        settled: Mapping[str, Any],
        open_: Set[str],
        read: list[str],
        touched: set[str] | None = None,
    ) -> None:
        super().__init__(settled)
        self.open = open_
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
        return _has(self, key)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return _item(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """As a dictionary's own."""
        self._note(key)
        return _get(self, key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        if key in self.open:
            self.open = self.open - {key}
        _set(self, key, value)


_has: Final = dict.__contains__
_item: Final = dict.__getitem__
_get: Final = dict.get
_set: Final = dict.__setitem__
