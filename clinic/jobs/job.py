"""A job: something that has to be done because of what was written, told by ids alone.

A handler does it. It may be run twice for one job, because a worker can die after the work and
before the note of it; so a handler first looks whether its work is done already.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from agent_config.settings import Settings
from clinic.store.database import Database
from clinic.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Job:
    """Something of a kind (`message.queued`) that concerns the row `reference` of a clinic."""

    id: str
    """Of the row of the outbox; every handler of the kind gets the same."""
    kind: str
    reference: str
    scope: Scope
    created_at: datetime
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """What handlers work with. `clock` gives aware moments."""

    database: Database
    settings: Settings
    clock: Callable[[], datetime]


class Later(Exception):  # noqa: N818 - an outcome, not a fault
    """It did not work this time, and may the next. Its text is a short code, about nobody.

    With `at` it is not a failure: the job was only too early (quiet hours), and comes back then.
    """

    def __init__(self, code: str = "later", *, at: datetime | None = None) -> None:
        super().__init__(code)
        self.at = at


class Never(Exception):  # noqa: N818 - an outcome, not a fault
    """It will not work however often it is tried. Its text is a short code, about nobody."""


Handler: TypeAlias = Callable[[Work, Job], Awaitable[None]]
"""Does a job. Raises `Later` or `Never`; any other exception counts as `Later`."""
