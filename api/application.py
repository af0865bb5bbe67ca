"""The server, put together: paths, the order in which a request passes what guards them, the end.

`create` takes a house that is open; `made` is what a server process runs, with the settings of its
surroundings.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module, metadata
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from agent_config.settings import Settings, read_settings
from api import pages
from api.headers import REQUEST_ID, Headers
from api.house import House, opened
from api.problem import ProblemOut, answers, handle_problems
from api.route import HEADER

ROUTES: Final = (
    "health",
    "sign_in",
    "users",
    "colleagues",
    "clinics",
    "facts",
    "flows",
    "flow_work",
    "settings",
    "chat",
    "calls",
    "today",
    "reviews",
    "call_scripts",
    "live_control",
    "test_calls",
    "test_call_voice",
    "recordings",
    "appointments",
    "openings",
    "blocks",
    "holidays",
    "hours",
    "waitlist",
    "resources",
    "patients",
    "consents",
    "tasks",
    "workflows",
    "escalations",
    "notifications",
    "message_threads",
    "messages",
    "campaigns",
    "outreach",
    "leads",
    "analytics",
    "live_calls",
    "live_events",
    "audit",
    "system",
    "brand",
    "webhooks",
    "workflow_calls",
    "voice",
    "outbound",
    "media",
)
"""The files of `api/routes`, in the order of the documentation."""

_ABOUT: Final = """\
The clinic's side of Frontdesk: calls and what they left, patients, the schedule, people.

Sign in with `POST /api/auth/login` and send the access token as `Authorization: Bearer …`. Every
list comes in pages; every request that changes something takes an `Idempotency-Key`. What goes
wrong is told as a problem (RFC 9457).
"""

Opening = Callable[[], AbstractAsyncContextManager[House]]


def create(opening: Opening, settings: Settings) -> FastAPI:
    """The application around a house that `opening` opens and closes."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        async with opening() as there:
            app.state.house = there
            yield

    app = FastAPI(
        title="Frontdesk",
        version=metadata.version("frontdesk"),
        description=_ABOUT,
        lifespan=living,
        responses=answers(400, 422, 429),
        generate_unique_id_function=_operation,
    )
    handle_problems(app)
    for name in ROUTES:
        app.include_router(import_module(f"api.routes.{name}").router)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "PATCH", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", HEADER, "Last-Event-ID"],
            expose_headers=[REQUEST_ID, "Retry-After"],
        )
    app.include_router(pages.router)
    app.add_middleware(Headers)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def made() -> FastAPI:
    """The application of this process. Raises `ValueError`, a sentence, for unusable settings."""
    settings = read_settings()

    return create(lambda: opened(settings), settings)


def _operation(route: APIRoute) -> str:
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the form of problems in it."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        form = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas |= form.pop("$defs", {})
        schemas["ProblemOut"] = form
        app.openapi_schema = made
    return app.openapi_schema
