"""A file as it comes with a request: no more of it is read than is taken, none of it on a disk.

What is too large is refused while it still comes. The parts of a form stay in memory, for a file of
leads is about people, and the usual parser would lay a large one down in a folder, unsealed.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.body import is_storable
from api.problem import Problem, unusable

MOST_PARTS: Final = 10
_AROUND: Final = 10_000
"""What a form adds to the file in it."""
FORM: Final = "multipart/form-data"
PLAIN: Final = ("application/json", "text/csv")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, and what was said beside it."""

    content: bytes
    fields: dict[str, str]


class _InMemory(MultiPartParser):
    """Keeps files of any size that comes as far as this in memory."""

    spool_max_size = 1 << 40


class _TooLarge(MultiPartException):
    """More comes than is taken: the parser lets go of what it has, as of a form with mistakes."""

    def __init__(self) -> None:
        super().__init__("too large")


async def upload_of(request: Request, most: int) -> Upload:
    """The file in a request, as a form or as the whole body. Raises `Problem`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (FORM, *PLAIN):
        raise Problem(
            415, "Send a file in a form, or a body of JSON or CSV.", "unsupported_media_type"
        )
    stream = _counted(request, most + (_AROUND if kind == FORM else 0))
    try:
        if kind != FORM:
            return Upload(b"".join([part async for part in stream]), {})
        parser = _InMemory(request.headers, stream, max_files=1, max_fields=MOST_PARTS)
        form = await parser.parse()
    except _TooLarge:
        raise too_large(most) from None
    except (MultiPartException, UnicodeDecodeError, KeyError):
        raise unusable("The form cannot be read.", "form") from None
    try:
        return await _read(form, most)
    finally:
        await form.close()


async def _read(form: FormData, most: int) -> Upload:
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise unusable("The form has no file called 'file'.", "form")
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if not all(map(is_storable, fields.values())):
        raise unusable("The form holds what no text can.", "form")
    content = await file.read()
    if len(content) > most:
        raise too_large(most)
    return Upload(content, fields)


def too_large(most: int) -> Problem:
    """More was sent than is taken."""
    return Problem(
        413, f"That is larger than {most // 1_000_000} MB. Send it in parts.", "too_large"
    )


async def _counted(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:20]) > most:
        raise _TooLarge
    seen = 0
    async for part in request.stream():
        seen += len(part)
        if seen > most:
            raise _TooLarge
        yield part
