"""What goes wrong, told to programs and people alike: problem details (RFC 9457).

A problem never repeats what was sent, for that may be about a patient; it names the field and says
what is wrong with it. What broke inside is told by a number that the log holds too.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from clinic.ports import Conflict
from clinic.refusal import NotAllowed

MEDIA: Final = "application/problem+json"
_log = logging.getLogger(__name__)


class Mistake(BaseModel):
    """Something wrong with one field of a request."""

    field: str = Field(examples=["body.start"])
    message: str = Field(examples=["Field required"])


class ProblemOut(BaseModel):
    """The body of every answer that is none."""

    type: str = Field(default="about:blank")
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no such task."])
    code: str | None = Field(default=None, description="For programs.", examples=["not_found"])
    request_id: str | None = None
    mistakes: list[Mistake] | None = None


class Problem(Exception):  # noqa: N818 - an answer, not a fault
    """An answer other than what was asked for. `detail` is a sentence for a person."""

    def __init__(
        self,
        status: int,
        detail: str,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.code = code
        self.headers = dict(headers or {})


def missing(what: str) -> Problem:
    """There is no such thing, or it is somebody else's: nobody is told which."""
    return Problem(404, f"There is no such {what}.", "not_found")


@contextmanager
def looking_for(what: str) -> Iterator[None]:
    """Where something is looked up by its id: not to find it is an answer. Raises `Problem`."""
    try:
        yield
    except KeyError:
        raise missing(what) from None


def refused(detail: str, code: str = "forbidden") -> Problem:
    """Known, but not allowed."""
    return Problem(403, detail, code)


def conflict(detail: str, code: str = "conflict") -> Problem:
    """Somebody else was faster, or it is not possible any more."""
    return Problem(409, detail, code)


def unusable(detail: str, code: str = "unusable") -> Problem:
    """Well formed, but it cannot be done."""
    return Problem(422, detail, code)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a path may answer with, for the OpenAPI document."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
        }
        for status in statuses
    }


def handle_problems(app: FastAPI) -> None:
    """Have every failure of an application told as a problem."""
    app.add_exception_handler(Problem, _told)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(Exception, _broken)


def as_response(
    status: int,
    detail: str,
    *,
    code: str | None = None,
    request_id: str | None = None,
    headers: Mapping[str, str] | None = None,
    mistakes: Sequence[Mistake] | None = None,
) -> JSONResponse:
    """The body and headers of a problem."""
    body = ProblemOut(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        request_id=request_id,
        mistakes=list(mistakes) if mistakes else None,
    )
    return JSONResponse(
        body.model_dump(exclude_none=True),
        status_code=status,
        headers=dict(headers or {}),
        media_type=MEDIA,
    )


def request_id(request: Request) -> str | None:
    """The number that the log knows this request by."""
    number: str | None = getattr(request.state, "request_id", None)
    return number


async def _told(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return as_response(
        error.status,
        error.detail,
        code=error.code,
        request_id=request_id(request),
        headers=error.headers,
    )


async def _http(request: Request, error: Exception) -> JSONResponse:
    """What the framework itself answers: an unknown path, a method that a path has not."""
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    return as_response(
        error.status_code, f"{phrase}.", request_id=request_id(request), headers=error.headers
    )


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    mistakes = [
        Mistake(field=".".join(map(str, one["loc"])), message=_plain(one)) for one in error.errors()
    ]
    return as_response(
        422,
        "The request cannot be read; see mistakes.",
        code="invalid",
        request_id=request_id(request),
        mistakes=mistakes,
    )


def _plain(one: Mapping[str, Any]) -> str:
    """The message, unless it was made of what was sent."""
    if one["type"] in ("value_error", "assertion_error", "json_invalid"):
        return "not what this field takes"
    return str(one["msg"])


async def _conflict(request: Request, error: Exception) -> JSONResponse:
    return as_response(409, "The time is taken.", code="taken", request_id=request_id(request))


async def _not_allowed(request: Request, error: Exception) -> JSONResponse:
    return as_response(409, str(error), code="not_allowed", request_id=request_id(request))


async def _broken(request: Request, error: Exception) -> JSONResponse:
    """Something inside failed: its kind is logged; its text may be about somebody."""
    number = request_id(request)
    _log.error("request %s failed: %s", number, type(error).__name__)
    return as_response(500, "Something broke here. Nothing was lost.", request_id=number)
