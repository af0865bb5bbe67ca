"""Lists in pages: a page ends with a cursor, and the next begins after it, whatever came meanwhile.

A cursor holds the values that the list is ordered by, which are plain columns: nothing about
people stands in it.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field
from sqlalchemy import Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.problem import unusable
from clinic.store.columns import Moment

LONGEST: Final = 200
USUAL: Final = 50

T = TypeVar("T")
R = TypeVar("R")

Limit = Annotated[int, Query(ge=1, le=LONGEST, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=500, description="`next` of the page before; none: the first.")
]


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: str | None = Field(default=None, description="The cursor of the next page, if any.")


def narrowed(query: Select[R], *wishes: tuple[Any, object | None]) -> Select[R]:
    """Only the rows whose columns are as wished; `None` wishes nothing."""
    for column, wanted in wishes:
        if wanted is not None:
            query = query.where(col(column) == wanted)
    return query


async def rows_of(
    session: AsyncSession,
    query: Select[R],
    order: Sequence[Any],
    key: Callable[[R], Sequence[Any]],
    *,
    cursor: str | None,
    limit: int,
    newest_first: bool = False,
) -> tuple[list[R], str | None]:
    """The rows of a page, and the cursor of the next one if there is one.

    `order` are columns that together are unique and never null; `key` tells a row's values of them.
    """
    place = _read(cursor, len(order)) if cursor else None
    if place is not None:
        here, there = tuple_(*order), tuple_(*_typed(place, order))
        query = query.where(here < there if newest_first else here > there)
    query = query.order_by(*(one.desc() if newest_first else one.asc() for one in order))
    found: list[R] = list((await session.execute(query.limit(limit + 1))).scalars())
    return found[:limit], _written(key(found[limit - 1])) if len(found) > limit else None


def part_of(
    whole: Sequence[T],
    key: Callable[[T], list[str]],
    *,
    cursor: str | None,
    limit: int,
) -> tuple[list[T], str | None]:
    """The part of a list that no query gives, the greatest key first, and the next one's cursor.

    `key` tells texts that together are unique. Raises `Problem` for a cursor of something else.
    """
    ordered = sorted(whole, key=key, reverse=True)
    if cursor:
        place = _read(cursor, len(key(ordered[0]))) if ordered else []
        if not all(isinstance(one, str) for one in place):
            raise unusable("The cursor is none of ours; begin with the first page.", "cursor")
        ordered = [one for one in ordered if key(one) < place]
    part = ordered[:limit]
    return part, _written(key(part[-1])) if len(ordered) > limit else None


def _written(values: Sequence[Any]) -> str:
    plain = [one.isoformat() if isinstance(one, datetime) else one for one in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(cursor: str, count: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != count:
        raise unusable("The cursor is none of ours; begin with the first page.", "cursor")
    return values


def _typed(values: list[Any], order: Sequence[Any]) -> list[Any]:
    """Values as their columns take them: moments were written as text."""
    try:
        return [_as(value, _kind(column.type)) for value, column in zip(values, order, strict=True)]
    except (TypeError, ValueError, OverflowError):
        raise unusable("The cursor is none of ours; begin with the first page.", "cursor") from None


def _kind(column_type: Any) -> type:
    kind: type = datetime if isinstance(column_type, Moment) else column_type.python_type
    return kind


def _as(value: Any, kind: type) -> Any:
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    if isinstance(value, bool) or not isinstance(value, kind):
        raise TypeError
    if isinstance(value, int) and abs(value) >= 2**63:
        raise OverflowError
    return value
