"""What every answer carries besides itself, and what the log keeps of every request.

The log holds the pattern of a path (`/api/patients/{patient_id}`), never the path, and no query.
"""

import logging
import secrets
from time import perf_counter
from typing import Final
from urllib.parse import unquote

from secure import (
    CacheControl,
    ContentSecurityPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.body import is_storable
from api.metrics import requests_seen
from api.problem import as_response

REQUEST_ID: Final = "X-Request-ID"
DOCUMENTATION: Final = ("/docs", "/redoc")
"""Pages that load their own scripts from elsewhere."""

_SECURE: Final = Secure(
    hsts=StrictTransportSecurity().max_age(31_536_000).include_subdomains(),
    csp=ContentSecurityPolicy()
    .default_src("'self'")
    .object_src("'none'")
    .base_uri("'self'")
    .frame_ancestors("'none'")
    .form_action("'self'"),
    xfo=XFrameOptions().deny(),
    xcto=XContentTypeOptions().nosniff(),
    referrer=ReferrerPolicy().no_referrer(),
    permissions=PermissionsPolicy().geolocation("()").camera("()").microphone("self"),
    cache=CacheControl().no_store(),
)
SENT: Final = dict(_SECURE.headers)
_log = logging.getLogger("frontdesk.requests")


class Headers:
    """Adds the headers, a number for each request, and a line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = number
        began, status = perf_counter(), 500
        if _is_unreadable(scope):
            unreadable = as_response(400, "The address holds what no text can.", request_id=number)
            await unreadable(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = number
                for name, value in SENT.items():
                    if name not in headers and not _excepted(name, scope["path"]):
                        headers[name] = value
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            seconds = perf_counter() - began
            pattern = getattr(scope.get("route"), "path", "(none)")
            requests_seen(scope["method"], pattern, status, seconds)
            _log.info(
                "%s %s %d %.1f ms %s", scope["method"], pattern, status, 1000 * seconds, number
            )


def _is_unreadable(scope: Scope) -> bool:
    """Whether an address holds a NUL or broken UTF-8, which no database takes."""
    query: bytes = scope["query_string"]
    text = scope["path"] + unquote(query.decode("latin-1"), errors="surrogateescape")
    return not is_storable(text)


def _excepted(name: str, path: str) -> bool:
    return name.lower() == "content-security-policy" and path.startswith(DOCUMENTATION)
