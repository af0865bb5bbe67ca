"""`frontdesk openapi`: the document of the API, for programs that are made from it."""

import json
from pathlib import Path

from agent_config.settings import Settings
from api.application import create
from api.house import opened
from cli import view


def openapi(output: Path | None) -> None:
    """Write the OpenAPI document to a file, or to standard output."""
    settings = Settings()
    text = json.dumps(create(lambda: opened(settings), settings).openapi(), indent=1)
    if output is None:
        view.raw(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
