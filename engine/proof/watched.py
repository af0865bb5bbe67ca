"""Dictionaries that tell what was read of them, and take part in a call like plain ones.

`advance` reads slots by name and budgets by name. With these in their place the explorer learns
what a decision hung on, so that it need not try what no decision hangs on.
"""

from collections.abc import Container, Mapping
from typing import Any, Final, TypeAlias

Looks: TypeAlias = dict[str, bool | None]
"""The keys in the order of the first look at each, and whether it was open then.

`None` is said of a key that was written before any look: what was there did not matter.
"""


class Watched(dict[str, Any]):
    """A dictionary of which some keys are open, that is not settled yet: looks are noted."""

    __slots__ = ("looks", "open")

    def __init__(self, settled: Mapping[str, Any], open_: Container[str], looks: Looks) -> None:
        _update(self, settled)
        self.open = open_
        self.looks = looks

    def copy(self) -> "Watched":
        """A copy that notes what it is asked in the same place."""
        return Watched(self, self.open, self.looks)

    def __contains__(self, key: Any) -> bool:
        looks = self.looks
        if key not in looks:
            looks[key] = key in self.open
        return _has(self, key)

    def __getitem__(self, key: str) -> Any:
        looks = self.looks
        if key not in looks:
            looks[key] = key in self.open
        return _item(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """As a dictionary's own."""
        looks = self.looks
        if key not in looks:
            looks[key] = key in self.open
        return _get(self, key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        looks = self.looks
        if key not in looks:
            looks[key] = None
        _set(self, key, value)


_has: Final = dict.__contains__
_item: Final = dict.__getitem__
_get: Final = dict.get
_set: Final = dict.__setitem__
_update: Final = dict.update
