"""What bodies of requests have in common: no unknown fields, no text that no database takes."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

DEEPEST: Final = 32
"""Levels of lists and mappings within one another. More is nobody's data, and breaks what reads
it."""
Line = Annotated[str, Field(min_length=1, max_length=200)]
"""A short text."""
Note = Annotated[str, Field(max_length=4000)]
"""A text of some sentences."""
Id = Annotated[str, Field(min_length=1, max_length=64)]
Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
"""An address that mail can be sent to; that it arrives is another matter."""
Moment = AwareDatetime
"""A moment with its offset."""
__all__ = ["Body", "Email", "Id", "Line", "Moment", "Note", "is_storable", "iso"]


class Body(BaseModel):
    """A body that is read strictly."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _texts_are_storable(cls, given: Any) -> Any:
        if not _all_storable(given):
            raise ValueError("text that cannot be kept, or too many levels")
        return given


def is_storable(text: str) -> bool:
    """Whether a text can be kept: no NUL, no half of a pair of surrogates."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def iso(at: datetime | None) -> str | None:
    """A moment as answers write it."""
    return at.isoformat() if at else None


def _all_storable(given: Any, levels: int = DEEPEST) -> bool:
    if isinstance(given, str):
        return is_storable(given)
    if not isinstance(given, dict | list):
        return True
    parts = [one for pair in given.items() for one in pair] if isinstance(given, dict) else given
    return levels > 0 and all(_all_storable(one, levels - 1) for one in parts)
