"""The desk's pages: what `dashboard/` was built to, from here and nowhere else.
The chat for a clinic's web site is the one page that others may show in a frame; nobody is signed
in on it, so there is nothing that a click could be stolen for.

Every address below `/dashboard` that is no file is the one page, whose rooms the browser tells
apart. Its policy lets nothing in from other hosts; styles that its libraries make carry a nonce
(CSP 3, 8.1). Files with a digest in their names never change and are kept by browsers for a year.
"""

import secrets
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from api.problem import missing

BUILT: Final = Path(__file__).parent / "desk"
NONCE: Final = "__NONCE__"
CROSS_ORIGIN: Final = "Cross-Origin-Resource-Policy"
_FOREVER: Final = "public, max-age=31536000, immutable"
_A_WHILE: Final = "public, max-age=3600"
_NOT_BUILT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Frontdesk</title>
<p>The desk has not been built yet: run <code>make dashboard</code>, then load this page again.
The API works meanwhile: <a href="/docs">/docs</a>.</p></html>"""

router = APIRouter(include_in_schema=False)


def policy(nonce: str, *, framed: bool = False) -> str:
    """The content security policy of a page; `framed`: other sites may show it in a frame."""
    rules = (
        "default-src 'self'",
        f"style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        f"frame-ancestors {'*' if framed else chr(39) + 'none' + chr(39)}",
    )
    return "; ".join(rules)


@router.get("/")
async def door() -> Response:
    """The way to the desk."""
    return RedirectResponse("/dashboard")


@router.get("/dashboard")
@router.get("/dashboard/{path:path}")
async def page(request: Request, path: str = "") -> Response:
    """A file of the desk, or its page."""
    file = _file(path)
    if file is not None:
        kept = _FOREVER if path.startswith("assets/") else _A_WHILE
        return FileResponse(file, headers={"Cache-Control": kept})
    if path.startswith("assets/"):
        raise missing("file")
    return shown("index.html")


@router.get("/widget.js")
async def script() -> Response:
    """What a clinic's web site loads: the button of the chat. Any site may."""
    file = BUILT / "widget.js"
    if not file.is_file():
        raise missing("file")
    return FileResponse(file, headers={"Cache-Control": _A_WHILE, CROSS_ORIGIN: "cross-origin"})


@router.get("/widget")
async def widget() -> Response:
    """The chat, as a page that any site may show in a frame."""
    return shown("widget.html", framed=True)


def shown(name: str, *, framed: bool = False) -> Response:
    """A page that was built, with a nonce of its own."""
    built = BUILT / name
    if not built.is_file():
        return HTMLResponse(_NOT_BUILT, 503)
    nonce = secrets.token_urlsafe(16)
    headers = {"Content-Security-Policy": policy(nonce, framed=framed), "Cache-Control": "no-store"}
    if framed:
        headers["X-Frame-Options"] = "ALLOWALL"
    return HTMLResponse(built.read_text("utf-8").replace(NONCE, nonce), headers=headers)


def _file(path: str) -> Path | None:
    """The file of a path, if it is one of those that were built."""
    if not path or path.endswith(".html"):
        return None
    found = (BUILT / path).resolve()
    return found if found.is_file() and found.is_relative_to(BUILT.resolve()) else None
