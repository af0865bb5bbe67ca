"""A form as a carrier posts it: its fields, and the address and signature that came with it."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request

from api.body import is_storable
from api.problem import unusable

TWIML: Final = "application/xml"
MOST_FIELDS: Final = 200
FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "additionalProperties": {"type": "string"}}
            }
        }
    }
}
"""How the documentation tells of such a body."""


async def fields_of(request: Request) -> Mapping[str, str]:
    """The form as the carrier sent it. Raises `Problem`."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise unusable("A carrier sends a form.", "form")
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        fields = {name: str(value) for name, value in form.items()}
    if not all(is_storable(name + value) for name, value in fields.items()):
        raise unusable("The form holds what no text can.", "form")
    return fields


def path_of(request: Request) -> str:
    """The path and query as they came, which the carrier has signed."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def signature_of(request: Request) -> str:
    """What the carrier signed the request with; empty without."""
    return request.headers.get("x-twilio-signature", "")
