"""Who does which kind of job: one literal table, loaded when a job of the kind comes."""

from collections.abc import Mapping
from typing import Final

HANDLERS: Final[Mapping[str, str]] = {}
"""By the kind of a row of the outbox: `module:function`. Rows of other kinds need no work."""
