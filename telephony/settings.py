"""What the surroundings of a running Frontdesk say: environment variables, read once.

Nothing here is needed for a call: without any of it everything is understood locally.
`.env.example` explains each variable.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.clinic import Clinic
from nlu.model.endpoint import OPENAI, USUAL_MODEL, Endpoint
from nlu.model.route import Route, refusal, route

NAMES: Final = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "LOCAL_MODEL_BASE_URL",
    "LOCAL_MODEL_API_KEY",
    "LOCAL_MODEL",
)
"""The variables that are read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The language models that may be asked; `None` where none is configured."""

    model: Endpoint | None = None
    """Any OpenAI-compatible server."""
    local_model: Endpoint | None = None
    """One in the clinic's own network, for words that may tell who somebody is."""

    def route(self, clinic: Clinic) -> Route:
        """Where the words of a clinic's callers may go. Raises `ValueError`, a sentence."""
        return route(clinic, self.model, self.local_model)

    def refusal(self, clinic: Clinic) -> str | None:
        """Why a configured model is not asked for a clinic, in a sentence; `None` if it is."""
        return refusal(clinic, self.model)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment, the process's own unless one is given.

    Raises `ValueError`, a sentence that names the variable, for an address that is none.
    """
    given = os.environ if environment is None else environment
    said = {name: given.get(name, "").strip() for name in NAMES}
    usual = said["OPENAI_MODEL"] or USUAL_MODEL
    model = local = None
    if said["OPENAI_API_KEY"] or said["OPENAI_BASE_URL"]:
        address = said["OPENAI_BASE_URL"] or OPENAI
        model = _endpoint("OPENAI_BASE_URL", address, usual, said["OPENAI_API_KEY"])
    if said["LOCAL_MODEL_BASE_URL"]:
        name, key = said["LOCAL_MODEL"] or usual, said["LOCAL_MODEL_API_KEY"]
        local = _endpoint("LOCAL_MODEL_BASE_URL", said["LOCAL_MODEL_BASE_URL"], name, key)
    return Settings(model, local)


def _endpoint(variable: str, address: str, model: str, key: str) -> Endpoint:
    try:
        return Endpoint(address, model, key)
    except ValueError as error:
        raise ValueError(f"{variable}: {error}") from None
